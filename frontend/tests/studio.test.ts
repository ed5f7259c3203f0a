import { atlasFile, city, practice } from "./page";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { Host } from "../src/shared/host";
import { Book } from "../src/studio/atlas/book";
import { slug, type Item, type Rec } from "../src/studio/atlas/item";
import { placeOf } from "../src/studio/atlas/findings";
import { recordProblems } from "../src/studio/atlas/record-form";
import { largeOf, plan, uploadAll } from "../src/studio/atlas/saving-steps";
import { definition, problems } from "../src/studio/atlas/schema";
import { toggledLine, choiceOf } from "../src/studio/preset-lines";
import { freshId, linesOf, rowsOf } from "../src/studio/question-lines";
import { numberOf, problemWith } from "../src/studio/rules";
import type { EditorArguments, SettingForm } from "../src/studio/types";

const folder = new URL("../../../course/static/", import.meta.url);
const realTexts = () =>
  new Map(readdirSync(folder).filter((name) => /^atlas.*\.json$/.test(name)).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));

const body = (id: string) => ({
  id, problem: "p", action: "a".repeat(90), participants: "who", instruments: [], sources: [{ title: "t", publisher: "p" }], confidence: "high",
});
const texts = (practices: Rec[], bodies: Rec[], more: Rec = {}) =>
  new Map([
    ["atlas.json", JSON.stringify(atlasFile(practices, [city("wien"), city("accra", { country: "GH" })], more))],
    ["atlas-europe.json", JSON.stringify({ version: 1, section: "europe", bodies, kept: "yes" })],
  ]);
const bookOf = (given: Map<string, string>) => {
  const book = new Book("atlas.json");
  book.take(given);
  return book;
};
const changed = (book: Book, id: string, card: Rec) => {
  const item = book.get("practice", id) as Item;
  book.put([{ kind: "practice", id, item: { card: { ...item.card, ...card }, body: item.body } }]);
};
const bodiesIn = (text: string | undefined) => (JSON.parse(text ?? "{}") as { bodies: Rec[] }).bodies.map(({ id }) => id);

test("filters as lines: unknown lines stay, a filter stands by its like", () => {
  assert.deepEqual(choiceOf("theme: housing\nnonsense\ntheme: food\ntheme: food"), { theme: ["housing", "food"] });
  assert.equal(toggledLine("theme: housing\nnonsense\nblock: 3", "theme", "food"), "theme: housing\ntheme: food\nnonsense\nblock: 3");
  assert.equal(toggledLine("theme:housing\nfuture: x", "theme", "housing"), "future: x");
});

test("questions as lines come back as they were, and a new one gets a name of its own", () => {
  const lines = "gap: Which right?\n> A hint.\nown_1 (optional): More?\n2.powers: What?";
  const rows = rowsOf(lines)!;
  assert.equal(linesOf(rows), lines);
  assert.equal(freshId(rows), "own_2");
  assert.equal(rowsOf("No name here"), null);
  assert.equal(linesOf([...rows, { step: "", id: "own_2", text: "  ", help: "x", optional: false }]), lines);
});

test("a setting is checked as on the server", () => {
  const whole = { name: "n", kind: "whole", label: "N", help: "", default: 3, value: 3, set: false, min: 0, max: 50 } as SettingForm;
  for (const good of [0, "7", 50]) assert.equal(problemWith(whole, good), "");
  for (const bad of ["", "x", "1.5", -1, 51, null]) assert.match(problemWith(whole, bad), /whole number from 0 to 50/);
  assert.equal(numberOf("1,5"), 1.5);
  const lines = { ...whole, kind: "text", min: undefined, max: undefined, longest: 20, pattern: "theme: [a-z]+", byLine: true, advice: "Like this." };
  assert.equal(problemWith(lines, "theme: a\n\n theme: b "), "");
  assert.match(problemWith(lines, "x".repeat(21)), /at most 20 characters/);
  assert.equal(problemWith(lines, "theme food"), "Like this.");
});

test("every record of the course's atlas is right by the schema, and an unchanged atlas changes no file", () => {
  const book = bookOf(realTexts());
  for (const kind of ["city", "practice"] as const) {
    for (const item of book.list(kind)) assert.deepEqual(recordProblems(kind, item), [], String(item.card.id));
  }
  assert.deepEqual(book.write("2000-01-01").changed, []);
  assert.deepEqual(JSON.parse(book.write("2000-01-01").files["atlas.json"]!), JSON.parse(book.texts.get("atlas.json")!));
});

test("the schema's rules give sentences with their place", () => {
  const at = (value: unknown, name: string) => problems(definition(name), value).map(({ path, sentence }) => `${path}: ${sentence}`);
  assert.deepEqual(at({ title: "", publisher: "p", url: "http://x", year: 3000 }, "source"), [
    "title: Fill this in.",
    "year: Write a number from 1800 to 2100.",
    "url: Use a whole address that starts with https://, or leave this empty.",
  ]);
  assert.deepEqual(at({ title: "t" }, "source"), ["publisher: Fill this in."]);
  const whole = { id: "a", n: 1, city: "wien", title: "x".repeat(91), status: "gone", summary: "s".repeat(70), themes: ["a", "a"], rights: [], groups: [], sdgs: [18], blocks: [1] };
  assert.deepEqual(at(whole, "practice").map((line) => line.split(":")[0]), ["title", "status", "themes", "rights", "sdgs.0"]);
});

test("a removed record stays in the first upload of its body file and is gone from the last", () => {
  const book = bookOf(texts([practice(1), practice(2)], [body("practice-1"), body("practice-2"), body("orphan")]));
  book.put([{ kind: "practice", id: "practice-2", item: null }]);
  const written = book.write("2026-11-25");
  assert.deepEqual(written.changed, ["atlas-europe.json"]);
  assert.deepEqual(bodiesIn(written.first["atlas-europe.json"]), ["practice-1", "practice-2", "orphan"]);
  assert.deepEqual(bodiesIn(written.files["atlas-europe.json"]), ["practice-1", "orphan"]);
  const cards = JSON.parse(written.files["atlas.json"]!) as Rec;
  assert.equal(cards.last_number, 2);
  assert.equal(cards.updated, "2026-11-25");
  assert.equal(book.freshNumber(), 3);
  book.undo();
  assert.equal(book.count(), 0);
});

test("the number of a removed practice is kept with its id: it comes back with the practice and goes to no other", () => {
  const given = texts([practice(1), practice(2)], [body("practice-1"), body("practice-2")], { removed: [{ id: "before", n: 9 }] });
  const book = bookOf(given);
  const registerOf = (written: { files: Record<string, string> }) => (JSON.parse(written.files["atlas.json"]!) as Rec).removed;
  book.put([{ kind: "practice", id: "practice-2", item: null }]);
  assert.deepEqual(registerOf(book.write("2026-11-25")), [{ id: "before", n: 9 }, { id: "practice-2", n: 2 }]);
  assert.deepEqual([book.freshNumber(), book.freshNumber("before"), book.freshNumber("other")], [10, 9, 10]);
  book.put([{ kind: "practice", id: "renamed", item: { card: practice(2, { id: "renamed" }) as Rec, body: body("renamed") } }]);
  assert.deepEqual(registerOf(book.write("2026-11-25")), [{ id: "before", n: 9 }]);
  book.put([{ kind: "practice", id: "before", item: { card: practice(9, { id: "before" }) as Rec, body: body("before") } }]);
  assert.equal(registerOf(book.write("2026-11-25")), undefined);
});

test("a new practice never gets the id of a removed one, and no number of an id that had two is forgotten", () => {
  const removed = [{ id: "before", n: 3 }, { id: "before", n: 9 }];
  const given = texts([practice(1), practice(2)], [body("practice-1"), body("practice-2")], { removed });
  const book = new Book("atlas.json");
  book.take(given);
  assert.deepEqual([book.freshId("practice", "before"), book.freshId("city", "before"), book.freshId("practice", "before", "before")], ["before-2", "before", "before"]);
  book.put([{ kind: "practice", id: "practice-2", item: null }]);
  assert.deepEqual(JSON.parse(book.write("2026-12-01").files["atlas.json"] ?? "").removed, [...removed, { id: "practice-2", n: 2 }]);
});

test("a practice that moves to another section is in both files until the cards are there", () => {
  const book = bookOf(texts([practice(1)], [body("practice-1")]));
  changed(book, "practice-1", { city: "accra" });
  const { first, files, changed: names } = book.write("2026-11-25");
  assert.deepEqual(names, ["atlas-africa.json", "atlas-europe.json"]);
  assert.deepEqual(bodiesIn(first["atlas-europe.json"]), ["practice-1"]);
  assert.deepEqual(bodiesIn(first["atlas-africa.json"]), ["practice-1"]);
  assert.deepEqual(bodiesIn(files["atlas-europe.json"]), []);
  assert.equal((JSON.parse(files["atlas-europe.json"]!) as Rec).kept, "yes");
});

test("a city of a new country brings the country into the vocabulary", () => {
  const book = bookOf(texts([], []));
  book.put([{ kind: "city", id: "nairobi", item: { card: city("nairobi", { country: "KE" }), body: null } }]);
  const { vocabulary } = JSON.parse(book.write("2026-11-25").files["atlas.json"]!) as { vocabulary: { countries: Rec[] } };
  assert.deepEqual(vocabulary.countries.map(({ code }) => code), ["AT", "GH", "KE"]);
});

test("somebody else's save: their changes stay, mine go on top field by field, clashes are told", () => {
  const book = bookOf(texts([practice(1), practice(2)], [body("practice-1")]));
  changed(book, "practice-1", { title: "Mine", status: "ended" });
  changed(book, "practice-2", { title: "Only mine" });
  book.put([{ kind: "practice", id: "practice-3", item: { card: practice(3) as Rec, body: body("practice-3") } }]);
  const theirs = texts(
    [practice(1, { title: "Theirs", summary: "Their summary." }), practice(2), practice(3, { title: "Their own third" })],
    [body("practice-1"), body("practice-3")],
  );
  assert.deepEqual(book.foreignChanges(theirs).map(({ id }) => id), ["practice-1", "practice-3"]);
  book.applyAgain(theirs);
  assert.deepEqual(book.toldClashes().map(({ id, fields }) => [id, fields.map(({ field, before }) => [field, before])]), [["practice-1", [["title", "Theirs"]]]]);
  const one = book.get("practice", "practice-1")!.card;
  assert.deepEqual([one.title, one.summary, one.status], ["Mine", "Their summary.", "ended"]);
  assert.equal(book.get("practice", "practice-2")!.card.title, "Only mine");
  assert.equal(book.get("practice", "practice-3")!.card.title, "Their own third");
  assert.deepEqual([book.get("practice", "practice-3-2")!.card.n, book.get("practice", "practice-3-2")!.body!.id], [4, "practice-3-2"]);
});

test("a change back to what is stored is no change", () => {
  const book = bookOf(texts([practice(1)], []));
  changed(book, "practice-1", { title: "Other" });
  assert.equal(book.count(), 1);
  changed(book, "practice-1", { title: "Practice number 1" });
  assert.equal(book.count(), 0);
});

test("a finding names the record by its title and the field by its label", () => {
  const book = bookOf(texts([practice(1)], [body("practice-1")]));
  const finding = { file: "atlas.json", record: "practice-1", field: "sdgs", level: "warning" as const, message: "m", action: "a", row: null, column: null };
  assert.equal(placeOf(finding, book), "Practice number 1, Sustainable Development Goals");
  assert.equal(placeOf({ ...finding, record: "wien", field: "lat" }, book), "wien, Position");
  assert.equal(placeOf({ ...finding, record: "gone", field: "sdgs" }, book), "gone, sdgs");
  assert.equal(placeOf({ ...finding, row: 7, column: "K" }, book), "atlas.json, row 7, column K");
});

test("a file that comes near 1 MiB is told long before, and one over it only when it grows", () => {
  const [small, many, over] = [700, 900, 1024].map((size) => "x".repeat(size * 1024)) as [string, string, string];
  const at = (text: string, before: string) => largeOf([{ name: "atlas.json", text }], new Map([["atlas.json", before]])).map((each) => [each.over, each.grows]);
  assert.deepEqual(at(small, ""), []);
  assert.deepEqual(at(many, small), [[false, true]]);
  assert.deepEqual(at(over, many), [[true, true]]);
  assert.deepEqual(at(over, over), [[true, false]]);
});

/** A server that finds nothing wrong and gives the files back as they came. */
const agreeing = {
  post: async (_name: string, { packed }: { packed: string }) => {
    const { files, first } = JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString()) as Record<string, Record<string, string>>;
    return { findings: [], texts: files, first };
  },
} as unknown as Host;

/** Save a book, and return the names of the files that were uploaded. */
async function uploaded(book: Book): Promise<string[]> {
  const names: string[] = [];
  const before = globalThis.fetch;
  globalThis.fetch = (async (_address: string, { body: form }: { body: FormData }) => {
    names.push((form.get("file") as File).name);
    return new Response("{}");
  }) as unknown as typeof fetch;
  try {
    const { uploads } = await plan(agreeing, book, book.write("2026-11-25"));
    await uploadAll({ assets: "/assets/" } as EditorArguments, book, uploads, () => undefined);
  } finally {
    globalThis.fetch = before;
  }
  book.saved(new Map(book.texts));
  return names;
}

test("of two thousand records, a save uploads the files that changed and no other", async () => {
  const towns = { europe: "wien", africa: "accra", "asia-pacific": "seoul" };
  const places = [city("wien"), city("accra", { country: "GH" }), city("seoul", { country: "KR" })];
  const all = Array.from({ length: 2000 }, (_each, at) => practice(at + 1, { city: Object.values(towns)[at % 3] }));
  const given = new Map([["atlas.json", JSON.stringify(atlasFile(all, places))]]);
  Object.keys(towns).forEach((section, place) => {
    const bodies = all.filter((_each, at) => at % 3 === place).map(({ id }) => body(id));
    given.set(`atlas-${section}.json`, JSON.stringify({ version: 1, section, bodies }));
  });
  const book = bookOf(given);
  changed(book, "practice-1", { title: "Another title" });
  assert.deepEqual(await uploaded(book), ["atlas.json"]);
  const item = book.get("practice", "practice-2") as Item;
  book.put([{ kind: "practice", id: "practice-2", item: { card: item.card, body: { ...item.body, problem: "Another problem." } } }]);
  assert.deepEqual(await uploaded(book), ["atlas-africa.json"]);
  book.put([{ kind: "practice", id: "practice-3", item: null }]);
  assert.deepEqual(await uploaded(book), ["atlas.json", "atlas-asia-pacific.json"]);
});

test("ids", () => {
  assert.equal(slug("São Paulo: Bolsa – 2ª fase"), "sao-paulo-bolsa-2a-fase");
  assert.ok(slug("x".repeat(90)).length <= 60);
});
