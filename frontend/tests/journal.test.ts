// What a browser keeps: typed texts that were not saved, and what the server has lost. Offered, never sent unasked.
import { calls, eventually, handlers, pageArguments, rest, runtime } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { h, render } from "preact";
import { Host } from "../src/shared/host";
import { Learner, type NoteTexts } from "../src/shared/learner";
import { SaveLine } from "../src/shared/save-line";
import { SaveQueue } from "../src/shared/save-queue";
import { sweep } from "../src/shared/saving/entries";
import { WRITER } from "../src/shared/versioned-value";

const DAY = 86_400_000;
let course = 0;
beforeEach(() => {
  course += 1;
  calls.length = 0;
  localStorage.clear();
  for (const name of Object.keys(handlers)) delete handlers[name];
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  handlers.change_shortlist = ({ changes }) => ({
    json: { shortlist: { ids: (changes as Array<{ id: string; token: string }>).map(({ id, token }) => [id, token]), gone: [] } },
  });
});

const texts = (first: string): NoteTexts => [first, "", "", "", ""];
const NAME = () => `hrl-unconfirmed:abc:journal-${course}`;
const kept = () => JSON.parse(localStorage.getItem(NAME()) ?? "[]") as Array<Record<string, unknown>>;

/** A page of somebody, with what its save line shows. */
function open(state: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const args = pageArguments({ course: `journal-${course}`, ...more, state: { ...(pageArguments().state as object), ...state } });
  const host = new Host(runtime, document.createElement("div"), args as never);
  // Each page has a queue of its own, as each load of a page has.
  const me = new Learner(host, args.state as never, new SaveQueue(host, [DAY]));
  const frame = document.createElement("div");
  render(h(SaveLine, { queue: me.queue, saves: true }), frame as never);
  const press = (label: string, of = "") => {
    const button = [...frame.querySelectorAll(".notice")].filter((each) => each.textContent.includes(of)).flatMap((each) => [...each.querySelectorAll("button")]).find((each) => each.textContent === label);
    assert.ok(button, `no button “${label}” in: ${frame.textContent}`);
    (button as unknown as HTMLElement).click();
  };
  return { me, frame, press };
}

/** The page is closed: what the browser kept was written by another page than the one that is opened next. */
let pages = 0;
function pretendNewPage(): void {
  pages += 1;
  for (const name of Object.keys(localStorage)) localStorage.setItem(name, localStorage.getItem(name)!.split(WRITER).join(`page${pages}`));
}

const offered = (page: ReturnType<typeof open>) => eventually(() => assert.match(page.frame.textContent!, /only in this browser/));

async function typeOffline(text = "typed in the train") {
  handlers.change_note = () => "offline";
  const page = open();
  page.me.note("vienna-centre").edit(texts(text));
  page.me.note("vienna-centre").save();
  await rest(400);
  calls.length = 0;
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  return page;
}

test("what was typed offline is offered at the next visit, not sent and not shown as stored", async () => {
  await typeOffline();
  pretendNewPage();
  const page = open();
  await offered(page);
  assert.match(page.frame.textContent!, /typed in the train/);
  const note = page.me.note("vienna-centre");
  assert.equal(note.state.value.value, null);
  await rest(50);
  assert.equal(calls.length, 0);
  page.press("Keep it");
  await eventually(() => assert.equal(note.state.value.saved, true));
  assert.deepEqual(page.me.note("vienna-centre").state.value.value, texts("typed in the train"));
  assert.deepEqual(calls.map(({ body }) => (body.value as NoteTexts)[0]), ["typed in the train"]);
  await eventually(() => assert.doesNotMatch(page.frame.textContent!, /only in this browser/));
  assert.deepEqual(kept().filter(({ unsent }) => unsent), []);
});

test("what was typed offline goes for good when the learner says so", async () => {
  await typeOffline();
  pretendNewPage();
  const page = open();
  await offered(page);
  page.press("Delete it");
  await rest(50);
  assert.equal(calls.length, 0);
  assert.deepEqual(kept(), []);
});

test("what was typed is kept although nothing was saved or asked to be", async () => {
  const page = open();
  page.me.note("vienna-centre").edit(texts("half a sent"));
  window.dispatchEvent(new Event("pagehide") as never);
  assert.equal((kept()[0]?.write as { value: NoteTexts }).value[0], "half a sent");
  assert.equal(kept()[0]?.unsent, true);
  assert.equal(calls.length, 0);
});

test("a text that was typed on an older version stands beside what is stored, and the learner chooses", async () => {
  await typeOffline();
  pretendNewPage();
  const page = open({ notes: { "vienna-centre": { v: texts("stored meanwhile"), h: [["efgh", 1]] } } });
  await offered(page);
  page.press("Keep it");
  const { value, conflict } = page.me.note("vienna-centre").state.value;
  assert.deepEqual([value?.[0], conflict?.v?.[0]], ["typed in the train", "stored meanwhile"]);
  await rest(50);
  assert.equal(calls.length, 0);
});

test("what was typed before an older text was taken back survives, too, until the learner chose", async () => {
  await typeOffline("the older text");
  pretendNewPage();
  const page = open();
  await offered(page);
  page.me.note("vienna-centre").edit(texts("typed today"));
  await rest(350);
  page.press("Keep it");
  const { value, conflict } = page.me.note("vienna-centre").state.value;
  assert.deepEqual([value?.[0], conflict?.v?.[0]], ["the older text", "typed today"]);
  await rest(350);
  assert.deepEqual(kept().map(({ write }) => (write as { value: NoteTexts }).value[0]).sort(), ["the older text", "typed today"]);
  handlers.change_note = ({ value: sent, writer, number }) => ({ json: { note: { v: sent, h: [[writer, number]] }, conflict: false } });
  page.me.note("vienna-centre").resolve(texts("the older text"));
  await rest(350);
  page.me.queue.now();
  await eventually(() => assert.deepEqual(kept().filter(({ unsent }) => unsent), []));
});

test("what is no longer kept is no longer asked about, when something else is taken as stored", async () => {
  await typeOffline("the older text");
  pretendNewPage();
  const page = open();
  await offered(page);
  page.me.journal.filter(() => false);
  page.me.note("berlin-centre").replace(null);
  await eventually(() => assert.doesNotMatch(page.frame.textContent!, /only in this browser/));
});

test("typing something else does not lose what is offered", async () => {
  await typeOffline();
  pretendNewPage();
  const page = open();
  await offered(page);
  page.me.note("vienna-centre").edit(texts("another text"));
  page.me.note("vienna-centre").save();
  await eventually(() => assert.equal(page.me.note("vienna-centre").state.value.saved, true));
  pretendNewPage();
  const next = open({ notes: { "vienna-centre": { v: texts("another text"), h: [["efgh", 1]] } } });
  await offered(next);
  assert.match(next.frame.textContent!, /typed in the train/);
});

test("another learner of the same browser is offered nothing", async () => {
  await typeOffline();
  pretendNewPage();
  const page = open({}, { learner: "somebody else" });
  await rest(50);
  assert.doesNotMatch(page.frame.textContent!, /only in this browser|train/);
  assert.doesNotMatch(JSON.stringify(page.me.journal.all()), /train/);
});

async function savedAndDeleted() {
  const first = open({ shortlist: { ids: [["other", "efgh.1"]], gone: [] } });
  first.me.keep("vienna-centre", true);
  first.me.note("vienna-centre").edit(texts("mine"));
  first.me.note("vienna-centre").save();
  await eventually(() => assert.equal(first.me.queue.status.value.state, "saved"));
  calls.length = 0;
  pretendNewPage();
}

test("what was deleted on the server is offered, one question for the list, and nothing is sent unasked", async () => {
  await savedAndDeleted();
  const page = open();
  await eventually(() => assert.match(page.frame.textContent!, /My shortlist.*only in this browser.*★ vienna-centre/));
  await offered(page);
  assert.match(page.frame.textContent!, /mine/);
  await rest(50);
  assert.equal(calls.length, 0);
  assert.deepEqual(page.me.shortlist.value, []);
  page.press("Delete it");
  await rest(30);
  page.press("Delete it");
  await rest(50);
  assert.equal(calls.length, 0);
  assert.deepEqual(kept(), []);
});

test("what was deleted on the server does not come along when the learner begins anew", async () => {
  await savedAndDeleted();
  open();
  pretendNewPage();
  const again = { ids: [["new-practice", "ijkl.1"]], gone: [] };
  const page = open({ shortlist: again, notes: {} });
  await rest(50);
  assert.equal(calls.length, 0);
  assert.deepEqual(page.me.shortlist.value, ["new-practice"]);
});

test("the list is kept when the learner says so", async () => {
  await savedAndDeleted();
  const page = open();
  await eventually(() => assert.match(page.frame.textContent!, /★ vienna-centre/));
  page.press("Keep it", "My shortlist");
  await eventually(() => assert.deepEqual(calls.map(({ handler }) => handler), ["change_shortlist"]));
  assert.deepEqual(page.me.shortlist.value, ["vienna-centre"]);
});

test("what was not read yet is not called gone: nothing is offered that the server has", async () => {
  const stored = { v: texts("We may decide."), h: [["abcd", 1]] };
  const write = { value: stored.v, writer: "abcd", number: 1, base: "" };
  localStorage.setItem(NAME(), JSON.stringify([{ key: "note:vienna-centre", at: Date.now(), write }]));
  handlers.read_state = () => ({ json: { shortlist: { ids: [], gone: [] }, notes: { "vienna-centre": stored }, territory: null } });
  const page = open({ notes: undefined, later: ["notes"] });
  const note = page.me.note("vienna-centre");
  await page.me.readNotes();
  await eventually(() => assert.equal(note.state.value.value?.[0], "We may decide."));
  assert.doesNotMatch(page.frame.textContent!, /only in this browser/);
});

test("what turns out to be gone once it was read is offered", async () => {
  const write = { value: texts("Only here."), writer: "abcd", number: 1, base: "" };
  localStorage.setItem(NAME(), JSON.stringify([{ key: "note:vienna-centre", at: Date.now(), write }]));
  handlers.read_state = () => ({ json: { shortlist: { ids: [], gone: [] }, notes: {}, territory: null } });
  const page = open({ notes: undefined, later: ["notes"] });
  page.me.note("vienna-centre");
  await page.me.readNotes();
  await offered(page);
  assert.equal(calls.filter(({ handler }) => handler === "change_note").length, 0);
});

test("an open page that reads that all is gone sends nothing, and offers its text", async () => {
  const page = open();
  const note = page.me.note("vienna-centre");
  note.edit(texts("mine"));
  note.save();
  await eventually(() => assert.equal(note.state.value.saved, true));
  calls.length = 0;
  note.learn(null);
  await offered(page);
  assert.equal(note.state.value.value, null);
  assert.equal(calls.length, 0);
});

const write = (value: unknown) => ({ value, writer: "zzzz", number: 1, base: "" });

test("what is older than fourteen days is neither read nor kept, whoever wrote it", async () => {
  const old = Date.now() - 40 * DAY;
  const recent = Date.now() - 13 * DAY;
  localStorage.setItem(NAME(), JSON.stringify([{ key: "note:old", at: old, write: write(texts("too old")) }, { key: "note:new", at: recent, write: write(texts("recent")) }]));
  localStorage.setItem("hrl-unconfirmed:other-person:other-course", JSON.stringify([{ key: "note:old", at: old, write: write(texts("too old")) }]));
  localStorage.setItem("hrl-unconfirmed:other-person:course-two", JSON.stringify([{ key: "note:old", at: recent, write: write(texts("recent")) }]));
  const page = open();
  assert.deepEqual(page.me.journal.all().map(({ key }) => key), ["note:new"]);
  sweep();
  assert.deepEqual(Object.keys(localStorage).sort(), [NAME(), "hrl-unconfirmed:other-person:course-two"].sort());
  assert.doesNotMatch(localStorage.getItem(NAME())!, /too old/);
});

test("damaged entries in the browser's storage stop nothing", async () => {
  const at = Date.now();
  const damaged = [
    null, 5, "text", [], {}, { key: 5, at }, { key: "note:a", at: "then", write: write(texts("x")) }, { key: "note:b", at, write: 5 },
    { key: "note:c", at, write: { value: texts("x") } }, { key: "note:d", at, write: write({ an: "object" }) }, { key: "note:constructor", at, write: write(texts("built in")) },
    { key: "note:__proto__", at, write: write(["one"]) }, { key: "territory", at, write: write("Wien") }, { key: "list:a", at, change: 5 },
    { key: "list:b", at, change: { op: "add", id: {}, token: "aaaa.1" } }, { key: "list:c", at, change: { op: "add", id: "c", token: "aaaa.1" }, on: 7 },
    { key: "note:e", at, write: { ...write(texts("x")), number: "1" } }, { key: "note:f", at },
  ];
  for (const stored of [JSON.stringify(damaged), "{", "null", "5", '{"length": 3}']) {
    localStorage.setItem(NAME(), stored);
    pretendNewPage();
    const page = open();
    await rest(30);
    page.me.note("vienna-centre").edit(texts("goes on"));
    page.me.note("vienna-centre").save();
    page.me.keep("vienna-centre", true);
    await eventually(() => assert.equal(page.me.queue.status.value.state, "saved"));
    assert.equal(page.me.note("vienna-centre").state.value.saved, true);
    assert.equal(page.me.note("constructor").state.value.value, null);
  }
});

test("a storage that is forbidden or full stops nothing", async () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, "localStorage")!;
  for (const get of [() => { throw new DOMException("no", "SecurityError"); }, () => ({ getItem: () => null, setItem: () => { throw new DOMException("full", "QuotaExceededError"); }, removeItem: () => undefined })]) {
    Object.defineProperty(globalThis, "localStorage", { get, configurable: true });
    try {
      const page = open();
      page.me.note("vienna-centre").edit(texts("goes on"));
      page.me.note("vienna-centre").save();
      await eventually(() => assert.equal(page.me.note("vienna-centre").state.value.saved, true));
    } finally {
      Object.defineProperty(globalThis, "localStorage", own);
    }
  }
});
