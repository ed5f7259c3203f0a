import { atlasFile, city, files, practice } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Atlas, AtlasFailure, safeLink } from "../src/shared/atlas";
import { loadAtlas } from "../src/shared/atlas-loading";
import { csv } from "../src/shared/downloads";
import { filter, makeFacets, toggled } from "../src/shared/facets";
import { fold, words } from "../src/shared/fold";
import { t } from "../src/shared/i18n";
import { inOrder, likeness } from "../src/explorer/order";
import { oneTypo, Search } from "../src/explorer/search";

const make = (practices: unknown[], cities?: unknown[]) => new Atlas(atlasFile(practices, cities), "/static/atlas.json");

test("every valid record shows, whatever stands beside it", () => {
  const atlas = make([practice(1), null, 7, { id: "no-title", n: 2, city: "wien" }, practice(3, { city: "nowhere" }), practice(4, { themes: "housing" })], [city("wien"), { id: 3 }, "x"]);
  assert.deepEqual(atlas.entries.map((entry) => entry.practice.n), [1, 4]);
  assert.equal(atlas.leftOut, 3);
});

for (const [name, data, sentence] of [
  ["of a newer version", { ...atlasFile([]), version: 2 }, /newer than this activity/],
  ["that is a list", [], /cannot be read/],
  ["without a version", {}, /cannot be read/],
  ["without a city", atlasFile([], []), /no city yet/],
] as const) {
  test(`a file ${name} is refused with a sentence`, () => {
    assert.throws(() => new Atlas(data, "/x.json"), (error: AtlasFailure) => error instanceof AtlasFailure && sentence.test(error.message));
  });
}

test("a file that fails is asked for again", async () => {
  await assert.rejects(loadAtlas("/a.json"), /no data file here/);
  files["/a.json"] = "not JSON";
  await assert.rejects(loadAtlas("/a.json"), /cannot be read/);
  files["/a.json"] = atlasFile([practice(1)]);
  assert.equal((await loadAtlas("/a.json")).entries.length, 1);
});

test("the address of a section's file follows the card file's", () => {
  const at = (url: string) => new Atlas(atlasFile([]), url).sectionUrl("europe");
  assert.equal(at("/static/atlas.json"), "/static/atlas-europe.json");
  assert.equal(
    at("/assets/courseware/v1/abc/asset-v1:U+H+2026+type@asset+block@atlas.json"),
    "/assets/courseware/v1/abc/asset-v1:U+H+2026+type@asset+block@atlas-europe.json",
  );
});

test("a body is fetched with its section, once, and again after a failure", async () => {
  const atlas = new Atlas(atlasFile([practice(1), practice(2)]), "/b.json");
  const [one, two] = atlas.entries;
  await assert.rejects(atlas.body(one!));
  files["/b-europe.json"] = { version: 1, section: "europe", bodies: [{ id: "practice-1", problem: "P", sources: [{ title: 1 }] }] };
  assert.equal((await atlas.body(one!))?.problem, "P");
  assert.deepEqual((await atlas.body(one!))?.sources, []);
  assert.equal(await atlas.body(two!), null);
});

test("only https addresses become links", () => {
  assert.equal(safeLink("https://undocs.org/A/HRC/42/22"), "https://undocs.org/A/HRC/42/22");
  for (const bad of ["javascript:alert(1)", "http://a.org", "data:text/html,x", "https://a.org/\"onclick", null, 7]) assert.equal(safeLink(bad), null);
});

test("counts say what each value would give; zero is shown", () => {
  const atlas = make([practice(1), practice(2, { themes: ["food"] }), practice(3, { status: "ended" })]);
  const facets = makeFacets(atlas, atlas.entries);
  const { matches, counts } = filter(facets, { theme: ["housing"], status: ["active"] }, null, 3);
  assert.deepEqual(matches, [0]);
  assert.deepEqual(counts.get("theme"), [1, 1]);
  assert.deepEqual(counts.get("status"), [1, 1, 0, 0]);
  assert.deepEqual(filter(facets, { theme: ["housing", "food"] }, null, 3).matches, [0, 1, 2]);
  assert.deepEqual(toggled(toggled({}, "theme", "food"), "theme", "food"), {});
});

test("only strong recognition makes a human rights city", () => {
  const atlas = make([], [city("a", { recognition: [{ kind: "declaration", detail: "d" }] }), city("b", { recognition: [{ kind: "network", detail: "d" }] }), city("c", { recognition: [{ kind: "declaration", detail: "a pledge", strength: "weak" }] })]);
  assert.deepEqual(["a", "b", "c"].map((id) => atlas.isRecognised(atlas.cities.get(id)!)), [true, false, false]);
});

test("letters fold across accents and scripts", () => {
  assert.equal(fold("São Paulo İstanbul Łódź Đà Nẵng"), "sao paulo istanbul lodz da nang");
  assert.deepEqual(words("Cités-unies, l’eau"), ["cites", "unies", "l", "eau"]);
  assert.equal(fold("حُقُوق"), "حقوق");
});

async function searching(practices: unknown[], cities?: unknown[]) {
  const atlas = make(practices, cities);
  const search = new Search(atlas);
  await search.prepare();
  return (text: string) => search.find(text).map((at) => atlas.entries[at]!.practice.n);
}

test("search needs every word, takes prefixes, and forgives a typo only when nothing else fits", async () => {
  const find = await searching([
    practice(1, { title: "Homes for all", city: "wien" }),
    practice(2, { title: "Water for all", city: "sao" }),
    practice(3, { title: "A home guard", city: "wien", local_name: "مجلس السكن" }),
  ], [city("wien", { name: "Vienna" }), city("sao", { name: "São Tomé" })]);
  assert.deepEqual(find("homes vienna"), [1]);
  assert.deepEqual(find("hom"), [3, 1].sort());
  assert.deepEqual(find("SAO wat"), [2]);
  assert.deepEqual(find("veinna homes"), [1]);
  assert.deepEqual(find("السكن"), [3]);
  assert.deepEqual(find("nothing"), []);
  assert.deepEqual(find("  "), []);
});

test("one typo is one typo", () => {
  for (const [a, b, same] of [["graz", "garz", true], ["graz", "gratz", true], ["graz", "gaz", true], ["graz", "grac", true], ["graz", "gzra", false], ["graz", "linz", false]] as const) {
    assert.equal(oneTypo(a, b), same, `${a} ${b}`);
  }
});

test("cities like mine come first", () => {
  const atlas = make([practice(1), practice(2, { city: "accra" })], [city("wien"), city("accra", { country: "GH", size: "town" })]);
  const mine = { size: "town", section: "africa" };
  assert.deepEqual(inOrder(atlas.entries, [0, 1], "similar", mine), [1, 0]);
  assert.ok(likeness(atlas.entries[1]!, mine) > likeness(atlas.entries[0]!, mine));
});

test("CSV opens in a spreadsheet program with accents, and runs nothing", () => {
  assert.equal(csv([["Título", "=1+1"], ['a"b', "c,d\ne"]]), '\ufeffTítulo,\'=1+1\r\n"a""b","c,d\ne"\r\n');
});

test("placeholders are filled, unknown ones stay", () => {
  assert.equal(t("{a} of {b} {c}", { a: 1234, b: "x" }), "1,234 of x {c}");
});
