// Builds the blocks' scripts: one IIFE a view, ES2020, into xblocks/<package>/public/, with manifest.json.
// A block's `lazy` is one script, or several of which each is loaded when it is needed; `saving` comes when the learner acts.
// usage: node build.mjs [--out FOLDER] [--only PACKAGE] [--meta FILE]
// The file of --meta says which sources the scripts of each kind are built from: {package: {first, lazy, saving, studio}}.
// Same sources and lock file, same bytes: no time stamps, no hashes, no absolute paths.
// It also says which packages are inside: {package: {packages: {name: [scripts]}}}. Their notices, which esbuild takes
// out of the scripts, stand beside them in licences.txt.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { BLOCKS } from "./blocks.mjs";
import { notices, packagesIn } from "./licences.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Style sheets become text, made small, for the shadow root. */
const sheets = {
  name: "sheets",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async (args) => {
      const source = readFileSync(args.path, "utf8");
      const small = await esbuild.transform(source, { loader: "css", minify: true, target: "es2020" });
      return { contents: small.code.trim(), loader: "text" };
    });
  },
};

const exported = new Map();

/** What a module exports, by name. */
async function exportsOf(name) {
  if (!exported.has(name)) {
    const from = name.startsWith("preact") ? name : `./${name}`;
    const { metafile } = await esbuild.build({
      absWorkingDir: here,
      stdin: { contents: `export * from ${JSON.stringify(from)};`, resolveDir: join(here, "src") },
      bundle: true,
      format: "esm",
      write: false,
      metafile: true,
      outdir: here,
      jsxFactory: "h",
      jsxFragment: "Fragment",
      plugins: [sheets],
    });
    exported.set(name, Object.values(metafile.outputs)[0].exports);
  }
  return exported.get(name);
}

/** In a second script, modules that the first one already holds come from there: `window[initialiser].parts`. */
function partsOfFirst(initialiser, shared) {
  return {
    name: "parts-of-first",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        if (args.kind === "entry-point") return undefined;
        const name = args.path.startsWith(".")
          ? relative(join(here, "src"), resolve(args.resolveDir, args.path)).replaceAll("\\", "/")
          : args.path;
        return shared.includes(name) ? { path: name, namespace: "parts" } : undefined;
      });
      // "pure", so that names which nobody imports are left out.
      build.onLoad({ filter: /.*/, namespace: "parts" }, async ({ path }) => {
        const part = `window.${initialiser}.parts[${JSON.stringify(path)}]`;
        const names = await exportsOf(path);
        return { contents: names.map((name) => `export const ${name} = /* @__PURE__ */ (() => ${part}.${name})();`).join("\n"), loader: "js" };
      });
    },
  };
}

async function bundle(block, kind, entry, out) {
  const plugins = [sheets];
  if (kind === "lazy" || kind === "saving") plugins.push(partsOfFirst(block.initialiser, block.parts));
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: [entry.source],
    outfile: join(out, entry.file),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    jsxFactory: "h",
    jsxFragment: "Fragment",
    define: { "process.env.NODE_ENV": '"production"' },
    metafile: true,
    logLevel: "warning",
    plugins,
  });
  return result.metafile;
}

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

const root = resolve(option("--out", join(here, "..", "xblocks")));
const only = option("--only", "");
const inputs = {};
for (const block of BLOCKS) {
  if (only && block.package !== only) continue;
  if (!existsSync(join(here, block.first.source))) continue;
  const out = join(root, block.package, "public");
  const packages = {};
  mkdirSync(out, { recursive: true });
  const manifest = { first: [], lazy: [], saving: [], studio: [] };
  const sources = { first: [], lazy: [], saving: [], studio: [] };
  for (const kind of Object.keys(manifest)) {
    for (const entry of [block[kind] ?? []].flat()) {
      if (!existsSync(join(here, entry.source))) continue;
      const made = await bundle(block, kind, entry, out);
      sources[kind].push(...Object.keys(made.inputs).filter((path) => path.startsWith("src/")));
      for (const name of packagesIn(made)) (packages[name] ??= []).push(entry.file);
      manifest[kind].push(entry.file);
    }
  }
  writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
  writeFileSync(join(out, "licences.txt"), notices(packages));
  inputs[block.package] = { ...sources, packages };
}
const meta = option("--meta", "");
if (meta) writeFileSync(meta, JSON.stringify(inputs));
