// Builds tests/*.test.ts(x) into a folder of this run and gives them to Node's test runner.
// usage: node scripts/test.mjs [part of a file name]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = process.argv[2] ?? "";
const files = readdirSync(join(root, "tests")).filter((name) => /\.test\.tsx?$/.test(name) && name.includes(wanted));
if (!files.length) throw new Error(`no test file has "${wanted}" in its name`);
// Inside the folder of node_modules, so that packages are found from there.
const out = mkdtempSync(join(root, "node_modules", ".tests-"));
try {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files.map((name) => join("tests", name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    packages: "external",
    jsxFactory: "h",
    jsxFragment: "Fragment",
    loader: { ".css": "text" },
    logLevel: "warning",
  });
  const built = readdirSync(out).filter((name) => name.endsWith(".mjs")).map((name) => join(out, name));
  const run = spawnSync(process.execPath, ["--test", "--test-force-exit", ...built], { cwd: root, stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
