// Two authors at one atlas, with the steps that the editor takes: nothing comes back and nothing goes by itself.
import { atlasFile, city, practice } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { Host } from "../src/shared/host";
import { Book } from "../src/studio/atlas/book";
import { removalSentence } from "../src/studio/atlas/clash-list";
import { isRemoval } from "../src/studio/atlas/clashes";
import { keyOf, same, type Item, type Kind, type Rec } from "../src/studio/atlas/item";
import { parseFiles } from "../src/studio/atlas/files";
import { foreignSave, plan, uploadAll } from "../src/studio/atlas/saving-steps";
import { readAll } from "../src/studio/atlas/store";
import type { EditorArguments } from "../src/studio/types";

const args = { assets: "/assets/", assetPattern: "/static/NAME" } as EditorArguments;
const body = (id: string) => ({
  id, problem: "p", action: "a".repeat(90), participants: "who", instruments: [], sources: [{ title: "t", publisher: "p" }], confidence: "high",
});

/** The course's files, behind the addresses that the editor asks. */
const course = new Map<string, string>();
globalThis.fetch = (async (address: string, options?: { method?: string; body?: FormData }) => {
  if (options?.method === "POST") {
    const file = options.body?.get("file") as File;
    course.set(file.name, await file.text());
    return new Response("{}");
  }
  const text = course.get(address.replace("/static/", ""));
  return text === undefined ? new Response("", { status: 404 }) : new Response(text);
}) as unknown as typeof fetch;

/** A server that finds nothing wrong and gives the files back as they came. */
const agreeing = {
  post: async (_name: string, { packed }: { packed: string }) => {
    const { files, first } = JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString()) as Record<string, Record<string, string>>;
    return { findings: [], texts: files, first };
  },
} as unknown as Host;

function newCourse(numbers: number[]): void {
  course.clear();
  const practices = numbers.map((number) => practice(number, { city: number % 2 ? "wien" : "accra" }));
  course.set("atlas.json", JSON.stringify(atlasFile(practices, [city("wien"), city("accra", { country: "GH" })])));
  for (const [section, odd] of [["europe", 1], ["africa", 0]] as const) {
    const bodies = numbers.filter((number) => number % 2 === odd).map((number) => body(`practice-${number}`));
    course.set(`atlas-${section}.json`, JSON.stringify({ version: 1, section, bodies }));
  }
}

const stored = (): Map<string, Item> => parseFiles("atlas.json", course).items;
const storedItem = (id: string): Item | null => stored().get(keyOf("practice", id)) ?? null;

/** One author with the editor open. */
class Author {
  readonly book = new Book("atlas.json");
  /** What the author was told when somebody else had saved: ids, each time. */
  readonly notices: string[][] = [];

  async open(): Promise<this> {
    this.book.take(await readAll(args, "atlas.json"));
    return this;
  }

  edit(id: string, values: Rec, part: "card" | "body" = "card"): void {
    const item = this.book.get("practice", id) as Item;
    this.book.put([{ kind: "practice", id, item: { ...item, [part]: { ...item[part], ...values } } }]);
  }

  remove(id: string): void {
    this.book.put([{ kind: "practice", id, item: null }]);
  }

  /** "Save to the course", once. Told of somebody else's save, the author takes it and is where they were. */
  async look(): Promise<"reloaded" | "ready"> {
    const texts = await foreignSave(args, this.book);
    if (!texts) return "ready";
    this.notices.push(this.book.foreignChanges(texts).map(({ id }) => id));
    this.book.applyAgain(texts);
    return "reloaded";
  }

  /** "Save now", where the editor offers it. */
  async save(): Promise<"reloaded" | "undecided" | "saved"> {
    if ((await this.look()) === "reloaded") return "reloaded";
    if (this.book.undecided().length) return "undecided";
    const { uploads } = await plan(agreeing, this.book, this.book.write("2026-11-25"));
    await uploadAll(args, this.book, uploads, () => undefined);
    this.book.saved(new Map(this.book.texts));
    return "saved";
  }
}

async function two(): Promise<[Author, Author]> {
  newCourse([1, 2, 3]);
  return [await new Author().open(), await new Author().open()];
}
const sentences = ({ book }: Author) => book.toldClashes().map((clash) => `${clash.id}: ${removalSentence(clash)}`);

test("they remove, I edit: I am told until I decide, however often others save meanwhile", async () => {
  const [mine, theirs] = await two();
  theirs.remove("practice-1");
  assert.equal(await theirs.save(), "saved");
  mine.edit("practice-1", { title: "Mine" });
  assert.equal(await mine.save(), "reloaded");
  for (const title of ["One", "Two", "Three"]) {
    assert.deepEqual(sentences(mine), ["practice-1: They removed it; you changed it."]);
    assert.equal(await mine.save(), "undecided");
    theirs.edit("practice-2", { title });
    assert.equal(await theirs.save(), "saved");
    assert.equal(await mine.save(), "reloaded");
  }
  assert.deepEqual(mine.notices, [["practice-1"], ["practice-2"], ["practice-2"], ["practice-2"]]);
  assert.equal(storedItem("practice-1"), null);

  mine.book.decide(mine.book.undecided(), "mine");
  assert.deepEqual(sentences(mine), ["practice-1: They removed it; you keep it."]);
  theirs.edit("practice-2", { title: "Four" });
  assert.equal(await theirs.save(), "saved");
  assert.equal(await mine.save(), "reloaded");
  assert.deepEqual(sentences(mine), ["practice-1: They removed it; you keep it."]);
  assert.equal(await mine.save(), "saved");
  assert.deepEqual([storedItem("practice-1")?.card.title, storedItem("practice-1")?.card.n, storedItem("practice-1")?.body?.id], ["Mine", 1, "practice-1"]);

  theirs.edit("practice-3", { title: "Five" });
  assert.equal(await theirs.save(), "reloaded");
  assert.equal(theirs.book.savedVersion("practice", "practice-1"), null);
  assert.ok(theirs.notices.pop()?.includes("practice-1"));
});

test("they remove, I edit and then leave it removed: it stays removed", async () => {
  const [mine, theirs] = await two();
  theirs.remove("practice-1");
  await theirs.save();
  mine.edit("practice-1", { problem: "Mine." }, "body");
  mine.edit("practice-3", { title: "Another" });
  assert.equal(await mine.save(), "reloaded");
  mine.book.decide(mine.book.undecided(), "theirs");
  assert.deepEqual(sentences(mine), ["practice-1: They removed it, and so do you."]);
  mine.book.undo();
  assert.deepEqual(sentences(mine), ["practice-1: They removed it; you changed it."]);
  mine.book.decide(mine.book.undecided(), "theirs");
  assert.equal(await mine.save(), "saved");
  assert.deepEqual([storedItem("practice-1"), storedItem("practice-3")?.card.title], [null, "Another"]);
});

test("they edit, I remove: I am told until I decide, and again after they edit once more", async () => {
  const [mine, theirs] = await two();
  theirs.edit("practice-1", { problem: "Theirs." }, "body");
  await theirs.save();
  mine.remove("practice-1");
  assert.equal(await mine.save(), "reloaded");
  assert.deepEqual(sentences(mine), ["practice-1: They changed it; you removed it."]);
  assert.equal(await mine.save(), "undecided");
  mine.book.decide(mine.book.undecided(), "mine");
  assert.deepEqual(sentences(mine), ["practice-1: They changed it; you remove it."]);
  theirs.edit("practice-1", { title: "Once more" });
  await theirs.save();
  assert.equal(await mine.save(), "reloaded");
  assert.equal(await mine.save(), "undecided");
  mine.book.decide(mine.book.undecided(), "theirs");
  assert.equal(mine.book.count(), 0);
  assert.equal(mine.book.get("practice", "practice-1")?.card.title, "Once more");
});

test("both remove: nobody has to decide", async () => {
  const [mine, theirs] = await two();
  theirs.remove("practice-1");
  await theirs.save();
  mine.remove("practice-1");
  mine.edit("practice-3", { title: "Mine" });
  assert.equal(await mine.save(), "reloaded");
  assert.deepEqual(mine.book.toldClashes(), []);
  assert.equal(await mine.save(), "saved");
});

test("one title by both: mine is taken and theirs offered, and it is told after a further save of theirs", async () => {
  const [mine, theirs] = await two();
  theirs.edit("practice-1", { title: "Theirs", summary: "Their summary." });
  await theirs.save();
  mine.edit("practice-1", { title: "Mine" });
  await mine.save();
  theirs.edit("practice-1", { summary: "Their second summary." });
  await theirs.save();
  assert.equal(await mine.save(), "reloaded");
  const [clash] = mine.book.toldClashes();
  assert.deepEqual(clash?.fields.map(({ field, before, after }) => [field, before, after]), [["title", "Theirs", "Mine"]]);
  assert.equal(mine.book.get("practice", "practice-1")?.card.summary, "Their second summary.");
  mine.book.decide([clash!], "theirs");
  assert.equal(mine.book.count(), 0);
  mine.book.decide(mine.book.toldClashes(), "mine");
  assert.equal(await mine.save(), "saved");
  assert.equal(storedItem("practice-1")?.card.title, "Mine");
});

test("a number that was given meanwhile is not given again, also when its practice is gone", async () => {
  const [mine, theirs] = await two();
  const added = (author: Author, id: string) =>
    author.book.put([{ kind: "practice", id, item: { card: practice(author.book.freshNumber(), { id }) as Rec, body: body(id) } }]);
  added(mine, "mine");
  added(theirs, "theirs");
  await theirs.save();
  theirs.remove("theirs");
  await theirs.save();
  await mine.save();
  assert.equal(await mine.save(), "saved");
  assert.equal(storedItem("mine")?.card.n, 5);
});

test("one city added by both stays one city", async () => {
  const [mine, theirs] = await two();
  for (const [author, name] of [[mine, "Lodz"], [theirs, "Łódź"]] as const) {
    author.book.put([{ kind: "city", id: "lodz", item: { card: city("lodz", { name }) as Rec, body: null } }]);
  }
  await theirs.save();
  assert.equal(await mine.save(), "reloaded");
  assert.deepEqual(mine.book.toldClashes().map(({ id, fields }) => [id, fields.map(({ field }) => field)]), [["lodz", ["name"]]]);
  assert.equal(mine.book.list("city").length, 3);
});

test("a file that is not taken is told with the platform's own reason, and the changes stay", async () => {
  const [mine] = await two();
  mine.edit("practice-1", { title: "Mine" });
  const answering = globalThis.fetch;
  const refused = (text: string) =>
    (async (address: string, options?: { method?: string; body?: FormData }) =>
      options?.method === "POST" ? new Response(text, { status: 409 }) : answering(address, options as RequestInit)) as typeof fetch;
  try {
    globalThis.fetch = refused(JSON.stringify({ error: "The disk is full." }));
    await assert.rejects(mine.save(), /^Error: The disk is full\.$/);
    globalThis.fetch = refused("<html>");
    await assert.rejects(mine.save(), /did not take the file/);
  } finally {
    globalThis.fetch = answering;
  }
  assert.equal(mine.book.count(), 1);
  assert.equal(await mine.save(), "saved");
});

/** Numbers from 0 to 1, the same for a seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The fields that somebody else changed since an author saw them, and that a save changed again. */
function writtenOver(seen: Item | null, old: Item, fresh: Item): string[] {
  const value = (item: Item | null, name: string) => (name === "problem" ? item?.body : item?.card)?.[name];
  return EDITED.filter((name) => !same(value(seen, name), value(old, name)) && !same(value(old, name), value(fresh, name)));
}

/** An author who notes which version of a record they saw when they last changed it or decided about it. */
class Watched extends Author {
  readonly seen = new Map<string, Item | null>();

  note(id: string): void {
    this.seen.set(id, this.book.stored.items.get(keyOf("practice", id)) ?? null);
  }

  /** Save, and hold what the save did against what this author saw. */
  async heldSave(seed: number): Promise<void> {
    const changes = new Map(this.book.changed().filter(({ kind }) => kind === ("practice" as Kind)).map((change) => [change.id, change]));
    const told = new Map(this.book.toldClashes().map((clash) => [clash.id, clash]));
    const before = stored();
    if ((await this.save()) !== "saved") return;
    const after = stored();
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const id = key.replace("practice ", "");
      const [old, fresh] = [before.get(key) ?? null, after.get(key) ?? null];
      const where = `seed ${seed}, ${key}`;
      if (same(old, fresh)) continue;
      assert.ok(changes.has(id), `${where}: changed by a save that did not change it`);
      if (!old || !fresh) assert.ok(same(this.seen.get(id), old), `${where}: came back or went without a decision on the version that was stored`);
      for (const name of old && fresh ? writtenOver(this.seen.get(id) ?? null, old, fresh) : []) assert.ok(told.get(id)?.fields.some(({ field }) => field === name), `${where}: ${name} written over, not told`);
    }
    for (const key of after.keys()) assert.ok(after.get(key)?.body || key.startsWith("city"), `seed ${seed}: ${key} lost its text`);
    this.seen.clear();
  }
}

const EDITED = ["title", "summary", "problem"];

async function act(author: Watched, next: () => number, seed: number): Promise<void> {
  const practices = author.book.list("practice").map(({ card }) => String(card.id));
  const id = practices[Math.floor(next() * practices.length)];
  const what = next();
  if (id && what < 0.3) {
    const field = EDITED[Math.floor(next() * EDITED.length)] as string;
    author.edit(id, { [field]: `Text ${Math.floor(next() * 1e6)}` }, field === "problem" ? "body" : "card");
    // Who changes a record again decides nothing about what another removed meanwhile.
    if (!author.book.undecided().some((clash) => clash.id === id)) author.note(id);
  } else if (id && what < 0.45) {
    author.remove(id);
    author.note(id);
  } else if (what < 0.6) {
    const open = author.book.toldClashes().filter(isRemoval);
    const clash = open[Math.floor(next() * open.length)];
    if (!clash) return;
    author.book.decide([clash], next() < 0.5 ? "mine" : "theirs");
    author.note(clash.id);
  } else if (what < 0.65) {
    author.book.undo();
  } else if (what < 0.8) {
    await author.look();
  } else {
    await author.heldSave(seed);
  }
}

test("whatever two authors do, a record comes back or goes only by a decision about what is stored", async () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const next = random(seed);
    newCourse([1, 2, 3, 4]);
    const authors = [await new Watched().open(), await new Watched().open()];
    for (let step = 0; step < 40; step += 1) await act(authors[next() < 0.5 ? 0 : 1] as Watched, next, seed);
  }
});
