// The script that a page names, on its own: what it is handed, what it starts, and that nothing comes out of it.
import { eventually } from "./page";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, mock, test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "hrl-view-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "view.mjs"), "export function start(...given) { globalThis.started.push(given); }");
writeFileSync(join(folder, "part.mjs"), "globalThis.partsLoaded = (globalThis.partsLoaded ?? 0) + 1;");

const world = globalThis as unknown as { NAME: string; started: unknown[][]; partsLoaded?: number };
world.NAME = "HrlTried";
world.started = [];
await import("../src/initialiser");
const Initialiser = (window as unknown as Record<string, new (...given: unknown[]) => unknown>).HrlTried!;
const resources = `${pathToFileURL(join(folder, "manifest.json")).href}?raw`;
const argumentsWith = (modules: string[]) => ({ resources, modules, sorry: "It could not start." });

test("the view starts on the element, whether the runtime gives a node or a jQuery object", async () => {
  const element = document.createElement("div");
  const args = argumentsWith(["view.mjs"]);
  for (const given of [element, { 0: element, jquery: "2" }]) {
    world.started = [];
    new Initialiser("runtime", given, args);
    await eventually(() => assert.equal(world.started.length, 1));
    const [[runtime, node, handed]] = world.started as [[unknown, unknown, unknown]];
    assert.ok(runtime === "runtime" && node === element && handed === args);
  }
});

test("what the view will need is asked for at once, and one that does not come does not keep the view away", async () => {
  world.started = [];
  new Initialiser("runtime", document.createElement("div"), argumentsWith(["view.mjs", "part.mjs", "gone.mjs"]));
  await eventually(() => assert.equal(world.started.length, 1));
  await eventually(() => assert.equal(world.partsLoaded, 1));
});

test("a view that does not come leaves a sentence in the reader's language", async () => {
  const told = mock.method(console, "error", () => undefined);
  const element = document.createElement("div");
  new Initialiser("runtime", element, argumentsWith(["gone.mjs"]));
  await eventually(() => assert.equal(element.textContent, "It could not start."));
  told.mock.restore();
});

test("nothing is thrown, whatever a runtime hands over: later blocks of the page would be dead", () => {
  const told = mock.method(console, "error", () => undefined);
  for (const given of [null, undefined, {}, "x"]) {
    for (const args of [null, {}, argumentsWith([])]) assert.doesNotThrow(() => new Initialiser("runtime", given, args));
  }
  told.mock.restore();
});
