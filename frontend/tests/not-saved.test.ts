// What is not saved is never called saved: answers that are none, requests that hang, a login that ended, a lock that is
// refused. The text stays, the sentence is true, and something can be done.
import { calls, handlers, marks, pageArguments, rest, runtime } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Host } from "../src/shared/host";
import { Learner, type NoteTexts } from "../src/shared/learner";

let course = 0;
beforeEach(() => {
  course += 1;
  calls.length = 0;
  localStorage.clear();
  for (const name of Object.keys(handlers)) delete handlers[name];
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
});

const hostOf = (more: Record<string, unknown> = {}) =>
  new Host(runtime, document.createElement("div"), pageArguments({ course: `not-saved-${course}`, ...more }) as never);
const learner = () => {
  const host = hostOf();
  return new Learner(host, host.args.state as never);
};
const texts = (first: string): NoteTexts => [first, "", "", "", ""];
const honest: (typeof handlers)[string] = ({ value, writer, number }) => ({ json: { note: { v: value, h: [[writer, number]] }, conflict: false } });

async function written(): Promise<Learner> {
  const me = learner();
  me.note("vienna-centre").edit(texts("We may decide."));
  me.note("vienna-centre").save();
  await rest(30);
  return me;
}

function assertNotSaved(me: Learner): void {
  const { value, saved } = me.note("vienna-centre").state.value;
  assert.equal(value?.[0], "We may decide.");
  assert.equal(saved, false);
  assert.notEqual(me.queue.status.value.state, "saved");
  assert.equal(me.queue.pending, true);
}

const odd: Array<[string, unknown]> = [
  ["nothing in it", {}],
  ["a list", []],
  ["a text", "ok"],
  ["a number", 1],
  ["false", false],
  ["null", null],
  ["an error of the platform", { success: "An error" }],
  ["an error with 200", { error: "session" }],
  ["the field empty", { note: null }],
  ["another field", { answer: { v: texts("We may decide."), h: [] } }],
  ["a status", { status: "login_required" }],
  ["an entry without history", { note: { v: texts("x") } }],
  ["an entry without value", { note: { h: [["abcd", 1]] } }],
  ["a history of another form", { note: { v: texts("x"), h: ["abcd"] } }],
  ["somebody else's write that is no conflict", { note: { v: texts("x"), h: [["abcd", 1]] }, conflict: false }],
  ["nothing stored", { note: { v: null, h: [] } }],
  ["a value of another kind", { note: { v: { a: 1 }, h: [["abcd", 1]] }, conflict: true }],
  ["a note of four parts", { note: { v: ["x", "", "", ""], h: [["abcd", 1]] }, conflict: true }],
];
for (const [name, json] of odd) {
  test(`an answer with 200 that is ${name} saves nothing`, async () => {
    handlers.change_note = () => ({ json });
    const me = await written();
    assertNotSaved(me);
    assert.equal(me.queue.status.value.sentence, "The platform did not answer as it should. Your text is still here. We will try again.");
    handlers.change_note = honest;
    me.queue.now();
    await rest(30);
    assert.equal(me.note("vienna-centre").state.value.saved, true);
    assert.equal(me.queue.status.value.state, "saved");
  });
}

for (const [name, answer] of [["a page", { text: "<html>Sign in</html>" }], ["empty", { text: "" }], ["204", { status: 204 }]] as const) {
  test(`an answer with 200 that is ${name} saves nothing`, async () => {
    handlers.change_note = () => answer;
    assertNotSaved(await written());
  });
}

test("a shortlist in the answer that lacks the change is asked for again after a pause, not at once and for ever", async () => {
  handlers.change_shortlist = () => ({ json: { shortlist: { ids: [], gone: [] } } });
  const me = learner();
  me.keep("vienna-centre", true);
  await rest(100);
  assert.equal(calls.length, 1);
  assert.equal(me.queue.status.value.state, "waiting");
  assert.deepEqual(me.shortlist.value, ["vienna-centre"]);
});

const troubles: Array<[string, ReturnType<(typeof handlers)[string]>, RegExp, boolean]> = [
  ["401", { status: 401, json: {} }, /^You are logged out\. Log in again in another tab, then try again\. Your text is still here\. We will try again\.$/, false],
  ["a redirect", "moved", /sent another page, perhaps to log in\. Log in in another tab/, false],
  ["403 as a page", { status: 403, text: "<h1>Forbidden</h1>" }, /no longer accepts this page\. Open the course in another tab/, false],
  ["403 as JSON", { status: 403, json: { detail: "CSRF Failed" } }, /no longer accepts this page\./, false],
  ["403 of the block", { status: 403, json: { error: "Log in to save your work." } }, /^Log in to save your work\. Your text is still here\./, false],
  ["404", { status: 404, text: "<h1>Not found</h1>" }, /no longer finds this activity\. Copy your text/, false],
  ["413", { status: 413, text: "<h1>Too large</h1>" }, /^This is too much at once\. Shorten your text, then try again\.$/, false],
  ["429", { status: 429, text: "" }, /too many requests.*We will try again\.$/, true],
  ["500", { status: 500, text: "<h1>Error</h1>" }, /has a fault.*We will try again\.$/, true],
  ["503", { status: 503, text: "" }, /has a fault.*We will try again\.$/, true],
  ["no connection", "offline", /^No connection\. Your text is still here\. We will try again\.$/, true],
];
for (const [name, answer, sentence, byItself] of troubles) {
  test(`${name} has its own sentence, and the change can be sent again`, async () => {
    handlers.change_note = () => answer;
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    try {
      const me = learner();
      me.note("vienna-centre").edit(texts("We may decide."));
      me.note("vienna-centre").save();
      await settled();
      assertNotSaved(me);
      assert.match(me.queue.status.value.sentence, sentence);
      assert.equal(calls.length, 1);
      mock.timers.tick(3_000);
      await settled();
      assert.equal(calls.length, byItself ? 2 : 1, "by itself");
      handlers.change_note = honest;
      mock.timers.tick(3_600_000);
      await settled();
      // Somebody comes back to the page: no button is needed.
      window.dispatchEvent(new Event("focus") as never);
      mock.timers.tick(1);
      await settled();
      assert.equal(me.queue.status.value.state, "saved");
      assert.equal(me.note("vienna-centre").state.value.saved, true);
    } finally {
      mock.timers.reset();
    }
  });
}

/** Promises that wait for no timer are done. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
}

for (const asked of ["120", new Date(120_000).toUTCString()]) {
  test(`the platform is not asked before the time that it names: Retry-After: ${asked}`, async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
    try {
      handlers.change_note = () => ({ status: 429, text: "", headers: { "Retry-After": asked } });
      const me = learner();
      me.note("vienna-centre").edit(texts("We may decide."));
      me.note("vienna-centre").save();
      await settled();
      window.dispatchEvent(new Event("focus") as never);
      me.note("vienna-centre").edit(texts("We may decide. And more."));
      me.note("vienna-centre").save();
      mock.timers.tick(119_000);
      await settled();
      assert.equal(calls.length, 1);
      mock.timers.tick(1_000);
      await settled();
      assert.equal(calls.length, 2);
    } finally {
      mock.timers.reset();
    }
  });
}

test("a request that hangs is given up after twenty seconds, and lets go of the lock", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  let held = 0;
  Object.defineProperty(navigator, "locks", { configurable: true, value: {
    request: async (_name: string, _options: unknown, work: () => Promise<unknown>) => {
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
      }
    },
  } });
  try {
    handlers.change_note = () => "hangs";
    const me = learner();
    me.note("vienna-centre").edit(texts("We may decide."));
    me.note("vienna-centre").save();
    await settled();
    assert.equal(held, 1);
    mock.timers.tick(20_000);
    await settled();
    assert.equal(held, 0);
    assertNotSaved(me);
    assert.match(me.queue.status.value.sentence, /did not answer in time\. Your text is still here\. We will try again\./);
  } finally {
    mock.timers.reset();
    delete (navigator as { locks?: unknown }).locks;
  }
});

for (const [name, request] of [
  ["refuses", async () => { throw new DOMException("no", "SecurityError"); }],
  ["throws", () => { throw new TypeError("no"); }],
  ["never gives it", (_name: string, { signal }: { signal: AbortSignal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)))],
] as const) {
  test(`where the browser's lock ${name}, saving goes on`, async () => {
    Object.defineProperty(navigator, "locks", { configurable: true, value: { request } });
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    try {
      handlers.change_note = honest;
      const me = learner();
      me.note("vienna-centre").edit(texts("We may decide."));
      me.note("vienna-centre").save();
      await settled();
      mock.timers.tick(30_000);
      await settled();
      assert.equal(calls.length, 1);
      assert.equal(me.queue.status.value.state, "saved");
    } finally {
      mock.timers.reset();
      delete (navigator as { locks?: unknown }).locks;
    }
  });
}

test("a change that fails holds up no other", async () => {
  handlers.change_note = ({ id, value, writer, number }) =>
    id === "broken" ? { status: 500, text: "" } : { json: { note: { v: value, h: [[writer, number]] }, conflict: false } };
  const me = learner();
  for (const id of ["broken", "whole"]) {
    me.note(id).edit(texts(id));
    me.note(id).save();
  }
  await rest(30);
  me.queue.now();
  await rest(30);
  assert.equal(me.note("whole").state.value.saved, true);
  assert.equal(me.note("broken").state.value.saved, false);
  assert.equal(me.queue.status.value.state, "waiting");
});

test("what the server refused is not forgotten by a change that is saved, and goes away when it is mended", async () => {
  handlers.change_note = ({ id, value, writer, number }) =>
    id === "long" && (value as NoteTexts)[0].length > 5
      ? { status: 400, json: { error: "A note has at most 1200 characters." } }
      : { json: { note: { v: value, h: [[writer, number]] }, conflict: false } };
  const me = learner();
  for (const id of ["long", "short"]) {
    me.note(id).edit(texts(`${id} text`));
    me.note(id).save();
  }
  await rest(30);
  assert.deepEqual([me.queue.status.value.state, me.queue.status.value.sentence], ["refused", "A note has at most 1200 characters."]);
  assert.equal(me.note("short").state.value.saved, true);
  me.note("long").edit(texts("long"));
  me.note("long").save();
  await rest(30);
  assert.equal(me.queue.status.value.state, "saved");
  assert.equal(me.queue.pending, false);
});

test("“Saved” does not stand beside a conflict", async () => {
  handlers.change_note = ({ id, value, writer, number }) =>
    id === "two" ? { json: { note: { v: texts("elsewhere"), h: [["efgh", 1]] }, conflict: true } } : { json: { note: { v: value, h: [[writer, number]] }, conflict: false } };
  const me = learner();
  for (const id of ["two", "one"]) {
    me.note(id).edit(texts("here"));
    me.note(id).save();
  }
  await rest(30);
  assert.equal(me.note("one").state.value.saved, true);
  assert.equal(me.queue.status.value.state, "conflict");
  me.note("two").resolve(texts("elsewhere"));
  await rest(30);
  assert.equal(me.queue.status.value.state, "saved");
});

test("each request says whose page it is, and a refusal because of that keeps the text", async () => {
  const sentence = "Another account is logged in now. Log in again with yours in another tab, then try again.";
  handlers.change_note = () => ({ status: 403, json: { error: sentence } });
  const me = await written();
  assertNotSaved(me);
  assert.equal(marks[marks.length - 1], "abc");
  assert.equal(me.queue.status.value.sentence, `${sentence} Your text is still here. We will try again.`);
});

test("a form named “cookie” in a text of the course does not hide the token", async () => {
  document.cookie = "csrftoken=the-token";
  Object.defineProperty(document, "cookie", { value: document.createElement("form"), configurable: true });
  const asked = mock.method(globalThis, "fetch");
  try {
    handlers.change_note = honest;
    await written();
    const [, options] = asked.mock.calls[0]!.arguments as [string, RequestInit];
    assert.equal((options.headers as Record<string, string>)["X-CSRFToken"], "the-token");
    assert.equal(options.redirect, "manual");
  } finally {
    asked.mock.restore();
    delete (document as { cookie?: unknown }).cookie;
  }
});
