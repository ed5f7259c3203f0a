import { atlasFile, calls, city, eventually, files, handlers, pageArguments, practice, runtime, stateAnswer } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { h, render } from "preact";
import { Atlas, AtlasFailure } from "../src/shared/atlas";
import { Host } from "../src/shared/host";
import { WRITER } from "../src/shared/versioned-value";
import { both } from "../src/plan/choice";
import { deleteAll } from "../src/plan/delete-plan";
import { outlinePage, outlineText } from "../src/plan/outline";
import { Overview } from "../src/plan/overview";
import { clean, excess } from "../src/plan/rules";
import { isWritten } from "../src/plan/written";
import { flush, isUnsaved } from "../src/plan/flush";
import { PlanSession } from "../src/plan/session";
import { Shelf } from "../src/plan/shelf";
import type { Outline, Question, Row } from "../src/plan/types";

const gap: Question = { id: "gap", text: "Which right?", kind: "text" };
const causes: Question = { id: "causes", text: "Why?", kind: "text" };
const actions: Question = { id: "actions", text: "What?", kind: "actions" };
const ROW: Row = ["Open the desk", "Registry", "April", "low", "Desks held", "process"];
let course = 0;

beforeEach(() => {
  course += 1;
  calls.length = 0;
  localStorage.clear();
  for (const name of Object.keys(handlers)) delete handlers[name];
  handlers.change_answer = ({ value, writer, number, question }) => ({
    json: { answer: { v: value, h: [[writer, number]] }, question, conflict: false },
  });
});

function session(answers: Record<string, unknown> | null = {}, name = `plan-course-${course}`): PlanSession {
  const shared = { shortlist: { ids: [], gone: [] }, territory: null, notes: {} };
  const state = answers ? { ...shared, answers, later: [] } : { ...shared, later: ["answers"] };
  const settings = { title: "", step: "2", introduction: "", questions: [gap, causes], minimum: 10, scored: false, steps: [] };
  const args = pageArguments({ block: "action_plan", course: name, settings, state });
  return new PlanSession(new Host(runtime, document.createElement("div"), args as never), settings, state as never);
}

test("only the answer that changed is sent, with the version it was made on", async () => {
  const me = session({ gap: { v: "old", h: [["other1", 4]] } });
  me.edit(gap, "new");
  assert.equal(isUnsaved(me), true);
  me.save(gap);
  await eventually(() => assert.equal(isUnsaved(me), false));
  assert.equal(calls.length, 1);
  const { value, base, question } = calls[0]!.body;
  assert.deepEqual([question, value, base], ["gap", "new", "other1.4"]);
});

test("an answer saves itself after a pause in typing", async () => {
  const me = session();
  me.edit(gap, "typed");
  await eventually(() => assert.equal(calls.length, 1));
});

test("a text that is too long is not sent, and the page still has it", async () => {
  const me = session();
  me.edit(gap, "x".repeat(2001));
  me.save(gap);
  assert.equal(await flush(me), false);
  assert.equal(calls.length, 0);
  assert.equal((me.answer("gap").state.value.value as string).length, 2001);
});

test("a text that the server cleaned is sent once", async () => {
  handlers.change_answer = ({ value, writer, number }) => ({ json: { answer: { v: `${value}.`, h: [[writer, number]] }, conflict: false } });
  const me = session();
  me.edit(gap, "text");
  me.save(gap);
  assert.equal(await flush(me), true);
  assert.equal(calls.length, 1);
});

test("somebody else's newer text is shown beside what the learner typed, and nothing is sent before the choice", async () => {
  const me = session({ gap: { v: "old", h: [["other1", 1]] } });
  me.edit(gap, "typed here");
  me.answer("gap").learn({ v: "written elsewhere", h: [["other2", 1], ["other1", 1]] });
  assert.equal(me.answer("gap").state.value.conflict?.v, "written elsewhere");
  me.save(gap);
  assert.equal(await flush(me), false);
  assert.equal(calls.length, 0);
  me.answer("gap").resolve("typed here");
  await eventually(() => assert.equal(calls[0]?.body.base, "other2.1"));
});

test("long answers are asked for, and a failure can be tried again", async () => {
  handlers.read_state = () => "offline";
  const me = session(null);
  await eventually(() => assert.match(me.reading.value, /No connection/));
  handlers.read_state = () => stateAnswer({ answers: { gap: { v: "a long answer", h: [["other1", 1]] } } });
  me.read();
  await eventually(() => assert.equal(me.reading.value, ""));
  assert.equal(me.answer("gap").state.value.value, "a long answer");
});

test("deleting empties the page and remembers what it deleted, so that it cannot come back unseen", async () => {
  const name = `plan-course-${course}`;
  handlers.delete_plan = ({ writer, number }) => ({
    json: { deleted: 2, answers: { gap: { v: null, h: [[writer, number], ["other1", 1]] } }, bases: { "2": { gap: "other1.1" }, "5": { people: "other1.2" } } },
  });
  const me = session({ gap: { v: "to forget", h: [["other1", 1]] } }, name);
  assert.equal(await deleteAll(me), 2);
  assert.equal(me.answer("gap").state.value.value, null);
  assert.doesNotMatch(JSON.stringify(me.learner.journal.all()), /to forget/);
  assert.deepEqual(me.learner.journal.all().map(({ key }) => key).sort(), ["plan:2:gap", "plan:5:people"]);
  // A request that overlapped brought the old version back: the next page deletes it again.
  const next = session({ gap: { v: "to forget", h: [["other1", 1]] } }, name);
  await eventually(() => assert.equal(calls[calls.length - 1]?.handler, "change_answer"));
  assert.equal(calls[calls.length - 1]?.body.value, null);
  assert.equal(next.answer("gap").state.value.value, null);
});

test("deleting twice does not forget what the first time deleted", async () => {
  const bases = [{ "2": { gap: "other1.1" } }, {}];
  handlers.delete_plan = ({ writer, number }) => ({
    json: { deleted: 1, answers: { gap: { v: null, h: [[writer, number], ["other1", 1]] } }, bases: bases.shift() },
  });
  const me = session({ gap: { v: "to forget", h: [["other1", 1]] } });
  await deleteAll(me);
  await deleteAll(me);
  assert.deepEqual(me.learner.journal.all().map(({ key, write }) => [key, write?.base]), [["plan:2:gap", "other1.1"]]);
});

test("both texts can stand together, where there is room", () => {
  assert.equal(both("mine", "theirs"), "mine\n\ntheirs");
  assert.equal(both("x".repeat(1500), "y".repeat(1500)), null);
  assert.deepEqual(both([ROW], [ROW, ["Other", "", "", "", "", ""]]), [ROW, ["Other", "", "", "", "", ""]]);
  assert.equal(both(["a-practice"], ["b-practice"]), null);
});

test("when an answer counts, and when it is too long", () => {
  assert.equal(isWritten(gap, "short", 10), false);
  assert.equal(isWritten(gap, "long enough for it", 10), true);
  assert.equal(isWritten(actions, [["what", "", "", "", "", ""]], 10), false);
  assert.equal(isWritten(actions, [ROW], 10), true);
  assert.equal(excess(gap, "x".repeat(2003)), 3);
  assert.equal(excess(actions, [["x".repeat(399), "yy", "", "", "", ""]]), 1);
  assert.equal(clean("a\u0000b\ud800c\n\td🏠"), "abc\n\td🏠");
});

const outline: Outline = {
  title: "Plan", place: "<b>Town</b>", date: "1 May", state: "", origin: "In six steps.",
  steps: [
    {
      number: "6", title: "The plan", written: 1, required: 2,
      parts: [
        { id: "actions", heading: "Actions", open: "", columns: ["What", "Who"], rows: [["<script>alert(1)</script>", "Registry"]] },
        { id: "practices", heading: "Practices", open: "", practices: [{ id: "a", title: "A desk", place: "Wien", references: "1", notes: [["Who?", "We"]], open: "" }] },
        { id: "checks", heading: "Who checks", open: "Open: not written yet." },
      ],
    },
  ],
  references: { heading: "References", items: ["City, Report."] },
};

test("the plain text keeps every part in order", () => {
  const lines = outlineText(outline).split("\n").filter(Boolean);
  assert.deepEqual(lines, [
    "PLAN", "<b>Town</b>", "1 May", "6. The plan", "Actions", "1. What: <script>alert(1)</script>; Who: Registry", "Practices",
    "- A desk [1] (Wien)", "  Who? We", "Who checks", "Open: not written yet.", "References", "[1] City, Report.", "In six steps.",
  ]);
});

test("the page to print has real headings and tables, and markup is text", () => {
  const html = outlinePage(outline, "ar", "rtl");
  assert.match(html, /<html lang="ar" dir="rtl">/);
  assert.match(html, /<th scope="col">What<\/th>/);
  assert.doesNotMatch(html, /<script|<b>/);
  assert.match(html, /Open: not written yet\./);
});

const gone = {
  ...outline,
  steps: [
    {
      ...outline.steps[0]!,
      parts: [
        ...outline.steps[0]!.parts,
        { id: "?kept", heading: "Answers to questions that are no longer asked", open: "", paragraphs: [] },
        { id: "own", heading: "A question that is no longer asked", under: true, open: "", paragraphs: ["Ours."] },
        { id: "picks", heading: "Which practices?", under: true, open: "", practices: [{ id: "b", title: "A ferry", place: "", references: "", notes: [], open: "No note." }] },
      ],
    },
  ],
  kept: { heading: "Points that are no longer asked", parts: [{ id: "gender", heading: "Gender", open: "", paragraphs: ["Partly"] }] },
} satisfies Outline;

test("answers to questions that are no longer asked are in the text and on the page to print, below a heading", () => {
  const lines = outlineText(gone).split("\n").filter(Boolean);
  assert.deepEqual(lines.slice(lines.indexOf("Answers to questions that are no longer asked"), lines.indexOf("References")), [
    "Answers to questions that are no longer asked", "A question that is no longer asked", "Ours.", "Which practices?",
    "- A ferry", "  No note.", "Points that are no longer asked", "Gender", "Partly",
  ]);
  const html = outlinePage(gone, "en", "ltr");
  const headings = [...html.matchAll(/<(h[1-6])[^>]*>([^<]*)</g)].map(([, tag, text]) => `${tag} ${text}`);
  assert.deepEqual(headings.slice(-7), [
    "h3 Answers to questions that are no longer asked", "h4 A question that is no longer asked", "h4 Which practices?", "h5 A ferry",
    "h2 Points that are no longer asked", "h3 Gender", "h2 References",
  ]);
});

test("the overview shows answers to questions that are no longer asked below a heading of their own", async () => {
  handlers.read_plan = () => ({ json: { outline: gone, practices: [] } });
  const root = document.createElement("div");
  render(<Overview session={session()} />, root);
  await eventually(() => {
    const headings = [...root.querySelectorAll("h4, h5, h6")].map((heading) => `${heading.localName} ${heading.textContent}`);
    const at = headings.indexOf("h5 Answers to questions that are no longer asked");
    assert.deepEqual(headings.slice(at, at + 5), [
      "h5 Answers to questions that are no longer asked", "h6 A question that is no longer asked", "h6 Which practices?",
      "h4 Points that are no longer asked", "h5 Gender",
    ]);
  });
});

test("each page is a writer of its own", () => {
  assert.match(WRITER, /^[a-z0-9]{4,12}$/);
});

test("the shelf tells of a practice what the whole atlas tells", async () => {
  const file = atlasFile([practice(1), practice(2, { city: "nowhere" }), practice(3, { title: 7 })]);
  const shelf = new Shelf(file, "/static/atlas.json");
  assert.deepEqual(
    ["practice-1", "practice-2", "practice-3", "other"].map((id) => shelf.find(id)?.practice.title),
    ["Practice number 1", undefined, undefined, undefined],
  );
  const entry = shelf.find("practice-1")!;
  const whole = new Atlas(file, "/static/atlas.json").byId.get("practice-1")!;
  assert.deepEqual([entry.city.name, entry.countryName, entry.section], [whole.city.name, whole.countryName, whole.section]);
  files["/static/atlas-europe.json"] = { version: 1, bodies: [7, { id: "practice-1", sources: [{ title: "Report", publisher: "City" }, { title: 1 }] }] };
  assert.deepEqual(await shelf.sources(entry), [{ title: "Report", publisher: "City" }]);
});

test("a file that the shelf cannot read is told by a sentence", () => {
  assert.throws(() => new Shelf(null, "/a.json"), AtlasFailure);
  assert.throws(() => new Shelf({ version: 99 }, "/a.json"), /newer/);
  assert.throws(() => new Shelf(atlasFile([], []), "/a.json"), /no city/);
  assert.equal(new Shelf({ version: 1, cities: [city("wien")], practices: [practice(1)] }, "/a.json").find("practice-1")?.countryName, "AT");
});
