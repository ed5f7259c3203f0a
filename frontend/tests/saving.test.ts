import { calls, handlers, pageArguments, rest, runtime } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Host } from "../src/shared/host";
import { Learner, type NoteTexts } from "../src/shared/learner";
import { SaveQueue } from "../src/shared/save-queue";
import { WRITER } from "../src/shared/versioned-value";

let course = 0;
beforeEach(() => {
  course += 1;
  calls.length = 0;
  localStorage.clear();
  for (const name of Object.keys(handlers)) delete handlers[name];
});

function learner(state: Record<string, unknown> = {}, name = `course-${course}`): Learner {
  const args = pageArguments({ course: name, state: { ...(pageArguments().state as object), ...state } });
  const host = new Host(runtime, document.createElement("div"), args as never);
  return new Learner(host, args.state as never);
}

const texts = (first: string): NoteTexts => [first, "", "", "", ""];

test("a kept practice is sent once and shown at once", async () => {
  handlers.change_shortlist = ({ changes }) => ({
    json: { shortlist: { ids: (changes as Array<{ id: string; token: string }>).map(({ id, token }) => [id, token]), gone: [] } },
  });
  const me = learner();
  assert.equal(me.keep("vienna-centre", true), "");
  assert.deepEqual(me.shortlist.value, ["vienna-centre"]);
  await rest(60);
  assert.equal(calls.length, 1);
  assert.equal(me.queue.status.value.state, "saved");
});

test("without a connection the change stays, the page says so, and it is sent again", async () => {
  let offline = true;
  handlers.change_note = ({ value, writer, number }) => (offline ? "offline" : { json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  const me = learner();
  const note = me.note("vienna-centre");
  note.edit(texts("We may decide."));
  note.save();
  await rest(60);
  assert.equal(me.queue.status.value.state, "waiting");
  assert.match(me.queue.status.value.sentence, /No connection.*still here/);
  assert.equal(note.state.value.value?.[0], "We may decide.");
  offline = false;
  me.queue.now();
  await rest(60);
  assert.equal(me.queue.status.value.state, "saved");
  assert.equal(note.state.value.saved, true);
});

test("the server's refusal is shown and the text stays", async () => {
  handlers.change_note = () => ({ status: 400, json: { error: "A note has at most 1200 characters." } });
  const me = learner();
  const note = me.note("vienna-centre");
  note.edit(texts("x"));
  note.save();
  await rest(60);
  assert.equal(note.state.value.refused, "A note has at most 1200 characters.");
  assert.equal(note.state.value.value?.[0], "x");
  assert.equal(note.state.value.saved, false);
});

test("a text stored elsewhere meanwhile is shown, and the learner's choice is stored on top of it", async () => {
  handlers.change_note = ({ base, value, writer, number }) =>
    base === "efgh.1"
      ? { json: { note: { v: value, h: [[writer, number], ["efgh", 1]] }, conflict: false } }
      : { json: { note: { v: texts("elsewhere"), h: [["efgh", 1]] }, conflict: true } };
  const me = learner();
  const note = me.note("vienna-centre");
  note.edit(texts("here"));
  note.save();
  await rest(60);
  assert.equal(note.state.value.conflict?.v?.[0], "elsewhere");
  assert.equal(note.state.value.value?.[0], "here");
  note.resolve(note.state.value.value);
  await rest(60);
  assert.equal(note.state.value.conflict, null);
  assert.equal(note.state.value.saved, true);
  assert.equal(calls[calls.length - 1]?.body.base, "efgh.1");
});

test("what another device overwrote comes back at the next load", async () => {
  const stored = { ids: [["other", "efgh.1"]] as Array<[string, string]>, gone: [] };
  const old = { v: texts("old"), h: [["efgh", 1]] };
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number], ["efgh", 1]] }, conflict: false } });
  handlers.change_shortlist = ({ changes }) => ({
    json: { shortlist: { ids: [...stored.ids, ...(changes as Array<{ id: string; token: string }>).map(({ id, token }) => [id, token])], gone: [] } },
  });
  const first = learner({ shortlist: stored, notes: { "vienna-centre": old } });
  first.keep("vienna-centre", true);
  first.note("vienna-centre").edit(texts("mine"));
  first.note("vienna-centre").save();
  await rest(60);
  calls.length = 0;
  // Another device wrote what it had read before: what our writes were made on is there again.
  const again = learner({ shortlist: stored, notes: { "vienna-centre": old } });
  assert.deepEqual(again.shortlist.value, ["other", "vienna-centre"]);
  await rest(60);
  assert.deepEqual(calls.map(({ handler }) => handler).sort(), ["change_note", "change_shortlist"]);
  assert.equal(again.note("vienna-centre").state.value.value?.[0], "mine");
});

test("what was removed on purpose on another device stays away", async () => {
  handlers.change_shortlist = ({ changes }) => ({
    json: { shortlist: { ids: (changes as Array<{ id: string; token: string }>).map(({ id, token }) => [id, token]), gone: [] } },
  });
  const first = learner();
  first.keep("vienna-centre", true);
  await rest(60);
  const token = (calls[0]?.body.changes as Array<{ token: string }>)[0]?.token;
  calls.length = 0;
  const again = learner({ shortlist: { ids: [], gone: [["vienna-centre", token]] } });
  await rest(60);
  assert.deepEqual(again.shortlist.value, []);
  assert.deepEqual(calls, []);
});

test("another person on the same computer does not get the first one's unsaved words", async () => {
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  const first = learner();
  first.note("vienna-centre").edit(texts("private"));
  first.note("vienna-centre").save();
  await rest(60);
  const args = pageArguments({ course: `course-${course}`, learner: "somebody else" });
  const other = new Learner(new Host(runtime, document.createElement("div"), args as never), args.state as never);
  assert.equal(other.note("vienna-centre").state.value.value, null);
});

test("a visitor's list lives in the page only", async () => {
  const args = pageArguments({ course: `course-${course}`, saves: false, state: null });
  const visitor = new Learner(new Host(runtime, document.createElement("div"), args as never), null);
  visitor.keep("vienna-centre", true);
  await rest(60);
  assert.deepEqual(visitor.shortlist.value, ["vienna-centre"]);
  assert.deepEqual(calls, []);
});

test("twenty practices, then a sentence", () => {
  const ids = Array.from({ length: 20 }, (_item, at) => [`city-${at}`, `aaaa.${at + 1}`]);
  assert.match(learner({ shortlist: { ids, gone: [] } }).keep("one-more", true), /20 practices/);
});

test("what the server stores in a cleaner form is not sent again and again", async () => {
  handlers.change_territory = ({ value, writer, number }) => ({
    json: { territory: { v: { ...(value as object), lat: 41.01 }, h: [[writer, number]] }, conflict: false },
  });
  const me = learner();
  me.territory.edit({ lat: 41.0123, lon: 28.9 });
  me.territory.save();
  await rest(100);
  assert.equal(calls.length, 1);
  assert.equal(me.territory.state.value.value?.lat, 41.01);
  assert.equal(me.territory.state.value.saved, true);
});

test("a note that was emptied is deleted once", async () => {
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  const me = learner({ notes: { "vienna-centre": { v: texts("old"), h: [["efgh", 1]] } } });
  const note = me.note("vienna-centre");
  note.edit(null);
  note.save();
  await rest(100);
  assert.deepEqual(calls.map(({ body }) => body.value), [null]);
});

test("what is typed is sent when the page goes out of sight, and counts as not saved until then", async () => {
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  const me = learner();
  me.note("vienna-centre").edit(texts("in the middle of"));
  assert.equal(me.queue.pending, true);
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  await rest(60);
  assert.ok(calls.some(({ body }) => (body.value as NoteTexts)[0] === "in the middle of"));
  assert.equal(me.queue.pending, false);
});

test("a later text of the same note takes the place of one that waits", async () => {
  handlers.change_note = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });
  const me = learner();
  const note = me.note("vienna-centre");
  for (const text of ["a", "ab", "abc"]) {
    note.edit(texts(text));
    note.save();
  }
  await rest(60);
  assert.ok(calls.length <= 2, `${calls.length} requests`);
  assert.equal((calls[calls.length - 1]?.body.value as NoteTexts)[0], "abc");
  assert.equal(calls[calls.length - 1]?.body.writer, WRITER);
});

test("without locks in the browser the queue works too", async () => {
  const queue = new SaveQueue(new Host(runtime, document.createElement("div"), pageArguments() as never), [1]);
  let tries = 0;
  queue.add({ key: "a", send: async () => { tries += 1; if (tries < 3) throw new Error("away"); } });
  await rest(60);
  assert.equal(tries, 3);
  assert.equal(queue.pending, false);
});
