// Builds bench/NAME.ts and runs it with the other arguments; "--bytes FILE ..." prints their bytes as a bundle instead.
// usage: node scripts/bench.mjs NAME [ARGUMENTS] | node scripts/bench.mjs --bytes MODULE ...
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [name, ...rest] = process.argv.slice(2);

/** Bytes of modules as one would ship them: bundled, minified, gzip -9. */
async function bytesOf(module) {
  const stdin = { contents: `import * as all from ${JSON.stringify(module)}; globalThis.all = all`, resolveDir: root };
  const built = await esbuild.build({ stdin, bundle: true, minify: true, format: "esm", target: "es2020", write: false, external: ["node:*"] });
  return gzipSync(built.outputFiles[0].contents, { level: 9 }).length;
}

if (name === "--bytes") {
  const sizes = {};
  for (const module of rest) sizes[module] = await bytesOf(module);
  process.stdout.write(`${JSON.stringify(sizes)}\n`);
} else {
  // Inside the folder of node_modules, so that packages are found from there.
  const out = mkdtempSync(join(root, "node_modules", ".bench-"));
  try {
    const outfile = join(out, `${name}.mjs`);
    await esbuild.build({
      absWorkingDir: root, entryPoints: [join("bench", `${name}.ts`)], outfile, bundle: true, platform: "node",
      format: "esm", target: "es2022", packages: "external", jsxFactory: "h", jsxFragment: "Fragment",
      loader: { ".css": "text" }, logLevel: "warning",
    });
    process.exitCode = spawnSync(process.execPath, [outfile, ...rest], { cwd: root, stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
