// What others wrote and what is inside the scripts: which packages, and the notices that their licences ask for.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Sources of ours that hold what a package brought, though they import nothing: scripts/basemap.mjs bakes the land. */
const MADE_FROM = new Map([["src/map/basemap.ts", ["world-atlas"]]]);
const REMARKS = new Map([["world-atlas", "Land of the map, from Natural Earth (https://www.naturalearthdata.com), which is in the public domain."]]);

/** Names of the packages of which a byte is in an output, from what esbuild's metafile says about it. */
export function packagesIn({ inputs }) {
  const found = new Set();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    if (!bytesInOutput) continue;
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path) ?? [];
    for (const each of name ? [name] : (MADE_FROM.get(path) ?? [])) found.add(each);
  }
  return found;
}

/** Text of licences.txt for {name: [scripts]}. Throws where a package brings no text of its licence. */
export function notices(packages) {
  const parts = Object.keys(packages).sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license"].find((each) => existsSync(join(folder, each)));
    if (!file) throw new Error(`${name}: no file with its licence. Its notice has to stand beside the scripts.`);
    const remark = REMARKS.has(name) ? `${REMARKS.get(name)}\n` : "";
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
    return `${name} ${about.version} (${about.license}), in ${packages[name].join(", ")}\n${remark}\n${text}\n`;
  });
  return ["Work of others inside the scripts of this folder. Made by frontend/build.mjs.\n", ...parts].join(`\n${"-".repeat(100)}\n\n`);
}
