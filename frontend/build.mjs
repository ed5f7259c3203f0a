// Builds the blocks' scripts into xblocks/<package>/public/, with manifest.json and licences.txt; ES2020.
// A view is a classic script, its initialiser, which imports the view's module. esbuild cuts off what a module imports with
// `import()`. The names of modules carry a hash of what they hold, so a page never gets a module of another release.
// usage: node build.mjs [--out FOLDER] [--only PACKAGE] [--meta FILE]
// The file of --meta says which sources the scripts of each kind are built from, {package: {first, lazy, saving, studio}},
// and which packages are inside: {package: {packages: {name: [scripts]}}}. Their notices, which esbuild takes out of the
// scripts, stand beside them in licences.txt.
// Same sources and lock file, same bytes: no time stamps, no absolute paths.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { BLOCKS } from "./blocks.mjs";
import { notices, packagesIn } from "./licences.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const SETTINGS = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  jsxFactory: "h",
  jsxFragment: "Fragment",
  metafile: true,
  write: false,
  logLevel: "warning",
};

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

/**
 * Whatever is loaded later is loaded from a page that has the view's own module. To say so, each such source imports
 * it: esbuild then keeps all that the view begins with in one piece, instead of one for each set of its users.
 */
function afterView(source) {
  const view = join(here, source);
  const later = new Set();
  return {
    name: "after-view",
    setup(build) {
      build.onResolve({ filter: /^\./ }, async (args) => {
        if (args.kind !== "dynamic-import" || args.pluginData === "asked") return undefined;
        const found = await build.resolve(args.path, { kind: args.kind, resolveDir: args.resolveDir, importer: args.importer, pluginData: "asked" });
        later.add(found.path);
        return found;
      });
      build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        if (!later.has(path)) return undefined;
        const address = relative(dirname(path), view).replaceAll("\\", "/").replace(/\.tsx$/, "");
        const own = `import ${JSON.stringify(address.startsWith(".") ? address : `./${address}`)};`;
        return { contents: `${readFileSync(path, "utf8")}\n${own}\n`, loader: path.endsWith("x") ? "tsx" : "ts", resolveDir: dirname(path) };
      });
    },
  };
}

/**
 * A view's module and all that is cut off from it: esbuild's files, and what it says about them, by name. A view and its
 * parts import each other; Django, where an operator lets it mark the names inside modules too, would go round in such a
 * circle and give up. It does not look into template strings.
 */
async function modules(view, out) {
  const built = await esbuild.build({
    ...SETTINGS,
    entryPoints: { [basename(view.script, ".js")]: view.source },
    outdir: out,
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [afterView(view.source), sheets],
  });
  const files = built.outputFiles.map(({ path, text }) => ({ path, contents: text.replace(/\bimport\("(\.\/[\w-]+\.js)"\)/g, "import(`$1`)") }));
  const outputs = Object.fromEntries(Object.entries(built.metafile.outputs).map(([path, about]) => [basename(path), about]));
  return { files, outputs };
}

/** A module with all that it imports at once, the module itself first. */
function withImports(outputs, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of outputs[name].imports) if (each.kind === "import-statement") withImports(outputs, basename(each.path), found);
  return found;
}

async function initialiser(view, out) {
  const built = await esbuild.build({
    ...SETTINGS,
    entryPoints: [{ in: "src/initialiser.ts", out: basename(view.script, ".js") }],
    outdir: out,
    format: "iife",
    define: { NAME: JSON.stringify(view.initialiser) },
  });
  return built.outputFiles;
}

/** What a view consists of: its files, the names of those that it begins with, and of those of each later part. */
async function buildView(view, out) {
  const { files, outputs } = await modules(view, out);
  const entries = Object.keys(outputs).filter((name) => outputs[name].entryPoint);
  const own = entries.find((name) => outputs[name].entryPoint === view.source);
  const begins = withImports(outputs, own);
  const parts = {};
  for (const name of entries.filter((each) => each !== own).sort()) {
    const part = basename(outputs[name].entryPoint).replace(/\.tsx?$/, "");
    if (parts[part]) throw new Error(`Two parts of ${view.script} have the name "${part}": rename one of the sources.`);
    parts[part] = [...withImports(outputs, name)].filter((each) => !begins.has(each));
  }
  return { files: [...files, ...(await initialiser(view, out))], outputs, begins: [view.script, ...begins], parts };
}

/** Files by when they come: with the first view, when something is opened, when the learner acts, in Studio. */
function manifestOf(first, studio) {
  const { saving, ...later } = first.parts;
  const lazy = new Set(Object.values(later).flat());
  return {
    first: first.begins,
    lazy: [...lazy].sort(),
    saving: saving.filter((name) => !lazy.has(name)),
    studio: [...studio.begins, ...new Set(Object.values(studio.parts).flat())],
    parts: first.parts,
  };
}

function sourcesOf(names, outputs) {
  const inputs = names.flatMap((name) => Object.entries(outputs[name]?.inputs ?? {}));
  return [...new Set(inputs.filter(([path, { bytesInOutput }]) => bytesInOutput && path.startsWith("src/")).map(([path]) => path))].sort();
}

async function buildBlock(block, root) {
  const out = join(root, block.package, "public");
  mkdirSync(out, { recursive: true });
  const views = [await buildView(block.views.first, out), await buildView(block.views.studio, out)];
  const manifest = manifestOf(...views);
  for (const name of readdirSync(out)) if (name.endsWith(".js")) rmSync(join(out, name));
  for (const { path, contents } of views.flatMap(({ files }) => files)) writeFileSync(path, contents);
  writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
  const outputs = Object.assign({}, ...views.map((view) => view.outputs));
  const packages = {};
  for (const [name, about] of Object.entries(outputs)) for (const each of packagesIn(about)) (packages[each] ??= []).push(name);
  writeFileSync(join(out, "licences.txt"), notices(packages));
  const { parts: _parts, ...kinds } = manifest;
  return { ...Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [kind, sourcesOf(names, outputs)])), packages };
}

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

const root = resolve(option("--out", join(here, "..", "xblocks")));
const only = option("--only", "");
const inputs = {};
for (const block of BLOCKS) if (!only || block.package === only) inputs[block.package] = await buildBlock(block, root);
const meta = option("--meta", "");
if (meta) writeFileSync(meta, JSON.stringify(inputs));
