// What the atlas editor asks the server: large requests in pieces, spreadsheets by their own names, ids of names; and how
// the answers are told.
import { atlasFile, city, eventually, practice } from "./page";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { h, render } from "preact";
import { RequestFailure, type Host } from "../src/shared/host";
import { Book } from "../src/studio/atlas/book";
import { groupsOf } from "../src/studio/atlas/changes";
import { grouped } from "../src/studio/atlas/findings";
import type { Item, Rec } from "../src/studio/atlas/item";
import { finished } from "../src/studio/atlas/record-form";
import { ask, idsOf, PIECE, sheetFile } from "../src/studio/atlas/server";
import { changesTo, Sheets } from "../src/studio/atlas/sheets";
import type { Finding } from "../src/studio/atlas/store";

type Sent = { packed?: string; call?: string; piece?: number; of?: number };

/** A host whose server answers with `answer`, and what was sent to it. */
function serverThat(answer: (body: Sent) => unknown) {
  const sent: Sent[] = [];
  const post = async (_name: string, body: Sent) => {
    sent.push(body);
    return answer(body);
  };
  return { host: { post } as unknown as Host, sent };
}
const unpacked = (text: string) => JSON.parse(gunzipSync(Buffer.from(text, "base64")).toString()) as Record<string, unknown>;
const large = { do: "check", files: { "atlas.json": randomBytes(1_200_000).toString("hex") } };
const nothing = { findings: [], texts: {} };

/** A server that keeps pieces, and once says that it lost some. */
function keeping(lost: number[] = []) {
  const pieces = new Map<number, string>();
  let forgets = lost.length > 0;
  return serverThat(({ piece, of, packed }) => {
    if (piece === undefined) return nothing;
    pieces.set(piece, packed as string);
    if (piece < (of as number) - 1) return { received: piece };
    if (forgets) {
      forgets = false;
      return { missing: lost };
    }
    return { findings: [], texts: unpacked([...pieces].sort(([a], [b]) => a - b).map(([, text]) => text).join("")).files };
  });
}

test("a large request goes in pieces that each fit a request, and arrives whole", async () => {
  const { host, sent } = keeping();
  const told: string[] = [];
  const { texts } = await ask(host, large, (piece, of) => told.push(`${piece + 1}/${of}`));
  assert.equal(texts["atlas.json"], large.files["atlas.json"]);
  assert.ok(sent.length > 2);
  assert.equal(told.length, sent.length);
  for (const body of sent) assert.ok(JSON.stringify(body).length < 1024 * 1024);
  assert.deepEqual(sent.map(({ piece }) => piece), sent.map((_each, at) => at));
  assert.equal(new Set(sent.map(({ call }) => call)).size, 1);
  assert.match(String(sent[0]?.call), /^[a-z0-9]{8,40}$/);
});

test("a small request goes whole", async () => {
  const { host, sent } = serverThat(() => nothing);
  await ask(host, { do: "check", files: { "atlas.json": "{}" } });
  assert.deepEqual([sent.length, sent[0]?.piece], [1, undefined]);
  assert.ok((sent[0]?.packed ?? "").length < PIECE);
});

test("what the server lost is sent again, and after three times the author is told", async () => {
  const { host, sent } = keeping([1]);
  const { texts } = await ask(host, large);
  assert.equal(texts["atlas.json"], large.files["atlas.json"]);
  const last = (sent[0]?.of as number) - 1;
  assert.deepEqual(sent.slice(-2).map(({ piece }) => piece), [1, last]);
  const forgetful = serverThat(({ piece, of }) => (piece === (of as number) - 1 ? { missing: [0] } : { received: piece }));
  await assert.rejects(ask(forgetful.host, large), /did not keep what was sent.*have to share one cache/);
});

test("a spreadsheet goes under its own name, as text or as the bytes that it has", async () => {
  const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);
  assert.deepEqual(await sheetFile(file("Mexico City.csv", new TextEncoder().encode("\ufeffid;Łódź"))), { name: "Mexico City.csv", text: "id;Łódź" });
  assert.deepEqual(await sheetFile(file("villes.csv", new Uint8Array([0x69, 0xe9]))), { name: "villes.csv", data: "aek=" });
});

const body = (id: string) => ({
  id, problem: "p", action: "a".repeat(90), participants: "who", instruments: [], sources: [{ title: "t", publisher: "p" }], confidence: "high",
});
function bookOf(practices: Rec[]): Book {
  const book = new Book("atlas.json");
  const bodies = practices.map(({ id }) => body(String(id)));
  book.take(new Map([
    ["atlas.json", JSON.stringify(atlasFile(practices, [city("wien")]))],
    ["atlas-europe.json", JSON.stringify({ version: 1, section: "europe", bodies })],
  ]));
  return book;
}
const found = (more: Partial<Finding>): Finding => ({ file: "p.csv", record: "", field: "", level: "error", message: "m", action: "", row: null, column: null, ...more });

test("what is said of many rows is said once, and the cause stands first", () => {
  const rows = Array.from({ length: 237 }, (_each, at) => found({ row: at + 2, column: "J", field: "summary", record: `r${at}`, message: "The field is missing." }));
  const groups = grouped([found({ level: "warning", message: "odd" }), ...rows, found({ row: 1, message: "The heading is not known." })], bookOf([]));
  assert.deepEqual(groups.map(({ sentence, places }) => [sentence, places.length]), [["The heading is not known.", 1], ["The field is missing.", 237], ["odd", 1]]);
  const [one] = grouped([found({ row: 2, count: 237, place: "p.csv, cells J2, J3 and 235 more" })], bookOf([]));
  assert.deepEqual(one?.places, ["p.csv, cells J2, J3 and 235 more"]);
});

test("a list of changes begins with what is lost, with its numbers", () => {
  const book = bookOf([practice(1), practice(2), practice(3)]);
  const changes = changesTo(book, { "atlas.json": JSON.stringify(atlasFile([practice(1, { title: "New" })], [])) });
  assert.deepEqual(groupsOf(changes).map(({ title, counts }) => [title, ...counts]), [["Removed", "2 practices", "1 city"], ["Changed", "1 practice"]]);
});

test("a text that differs in how its accents are made is no change", () => {
  const book = bookOf([practice(1, { title: "Plan de la cité" })]);
  const item = book.get("practice", "practice-1") as Item;
  book.put([{ kind: "practice", id: "practice-1", item: { ...item, card: { ...item.card, title: "Plan de la cite\u0301" } } }]);
  assert.equal(book.count(), 0);
  book.put([{ kind: "practice", id: "practice-1", item: { ...item, card: { ...item.card, title: "Une cite\u0301" } } }]);
  assert.equal(book.get("practice", "practice-1")?.card.title, "Une cité");
});

test("the id of a new record: letters a to z here, all others by the server's table; without it nothing is kept", async () => {
  const book = bookOf([]);
  const { host, sent } = serverThat(({ packed }) => ({ ids: (unpacked(packed as string).names as string[]).map(() => "lodz") }));
  const idOf = async (name: string) => (await finished(host, book, "city", { card: { name }, body: null })).card.id;
  assert.equal(await idOf("São Paulo"), "sao-paulo");
  assert.equal(sent.length, 0);
  assert.equal(await idOf("Łódź"), "lodz");
  assert.deepEqual(unpacked(sent[0]?.packed as string), { do: "ids", names: ["Łódź"] });
  assert.deepEqual(await idsOf(host, ["東京"]), ["lodz"]);
  const away = { post: async () => Promise.reject(new RequestFailure(false, "No connection.")) } as unknown as Host;
  await assert.rejects(finished(away, book, "city", { card: { name: "東京" }, body: null }), /No connection/);
});

test("an import that loses much asks before everything else, and is taken only after a yes", async () => {
  const book = bookOf([practice(1), practice(2)]);
  const texts = { "atlas.json": JSON.stringify(atlasFile([], [city("wien")])) };
  const question = { text: "This import loses a lot. Do you mean it?", points: ["It removes 2 of 2 practices."], yes: "Take the losses", no: "Leave the atlas as it is" };
  const notices = [found({ level: "warning", message: "The column limits is missing.", file: "villes.csv" })];
  const { host, sent } = serverThat(() => ({ question, notices, findings: [], texts, tables: [] }));
  const frame = document.createElement("div");
  render(h(Sheets, { host, book, close: () => undefined }), frame);
  const input = frame.querySelector("input") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [new File(["id;title"], "capacity.csv"), new File(["id;name"], "villes.csv")] });
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const button = (name: string) => [...frame.querySelectorAll("button")].find(({ textContent }) => textContent === name) as HTMLButtonElement;
  await eventually(() => assert.ok(button("Take these changes")));
  assert.deepEqual((unpacked(sent[0]?.packed as string).sheets as Rec[]).map(({ name }) => name), ["capacity.csv", "villes.csv"]);
  const text = frame.textContent ?? "";
  const order = ["Do you mean it?", "It removes 2 of 2 practices.", "The column limits is missing.", "Removed: 2 practices", "Take these changes", "Practice number 1"].map((each) => text.indexOf(each));
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  assert.ok(!order.includes(-1), text);
  assert.equal(button("Take these changes").disabled, true);
  button("Take the losses").click();
  await eventually(() => assert.equal(button("Take these changes").disabled, false));
  button("Take these changes").click();
  assert.equal(book.list("practice").length, 0);
  render(null, frame);
});
