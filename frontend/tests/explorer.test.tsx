import { atlasFile, calls, city, eventually, files, handlers, pageArguments, practice, rest, runtime } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../src/explorer/first";
import "../src/explorer/more";

const EVIL = `<script>window.ran=1</script><img src=x onerror="window.ran=1">"'&{`;
type Window = Record<string, unknown> & { ran?: number };
const page = window as unknown as Window;

let number = 0;
/** Draw a block on a page of its own. */
async function draw(atlas: unknown, more: Record<string, unknown> = {}) {
  number += 1;
  const url = `/draw-${number}.json`;
  if (atlas !== undefined) files[url] = atlas;
  handlers.record_event = () => ({ json: {} });
  handlers.open_practices = ({ opened }) => ({ json: { opened: (opened as Array<{ n: number }>).map(({ n }) => n) } });
  const element = document.createElement("div");
  element.innerHTML = '<div class="hrl-block"></div>';
  document.body.append(element);
  const args = pageArguments({ atlas: url, course: `draw-${number}`, usage: `draw-${number}`, ...more });
  void start(runtime, element, args as never);
  const root = element.firstElementChild!.shadowRoot!;
  await eventually(() => assert.ok(root.querySelector(".views, [role=alert]")));
  return { root, url, button: (name: string) => [...root.querySelectorAll("button")].find((item) => item.textContent?.includes(name)) as HTMLElement };
}

test("cards show, a practice opens in place and counts once", async () => {
  const { root, button } = await draw(atlasFile([practice(1), practice(2)]));
  assert.equal(root.querySelectorAll(".card").length, 2);
  assert.match(root.textContent!, /You opened 0 of 3 practices/);
  calls.length = 0;
  button("Practice number 1").click();
  await eventually(() => assert.ok(calls.some(({ handler }) => handler === "open_practices")));
  await eventually(() => assert.match(root.querySelector(".reader h4")!.textContent!, /Practice number 1/));
  assert.match(root.textContent!, /You opened 1 of 3 practices/);
  assert.deepEqual(calls.filter(({ handler }) => handler === "open_practices").map(({ body }) => body), [{ opened: [{ n: 1, id: "practice-1" }] }]);
});

test("markup in any field is text and runs nothing", async () => {
  const evil = { title: EVIL, summary: EVIL, local_name: EVIL, local_language: EVIL, themes: [EVIL], rights: [EVIL] };
  const file = atlasFile([practice(1, evil)], [city("wien", { name: EVIL })], { disclaimer: EVIL, credits: [EVIL], licence: EVIL });
  const { root, url, button } = await draw(file, { settings: { ...pageArguments().settings, title: EVIL, introduction: EVIL, reflectionPrompt: EVIL } });
  const sources = [{ title: EVIL, publisher: EVIL, url: "javascript:window.ran=1" }];
  const body = { id: "practice-1", problem: EVIL, action: EVIL, participants: EVIL, instruments: [EVIL], sources, confidence: "high" };
  files[url.replace(".json", "-europe.json")] = { version: 1, section: "europe", bodies: [body] };
  assert.ok(root.querySelector(".card")!.textContent!.includes(EVIL));
  button(EVIL).click();
  await eventually(() => assert.ok(root.querySelector(".reader .text")));
  assert.ok(root.querySelector(".reader .text")!.textContent!.includes(EVIL));
  assert.equal(root.querySelectorAll("script, img, .reader a").length, 0);
  assert.equal(page.ran, undefined);
});

test("no data file: a sentence and a way to try again", async () => {
  const { root, url, button } = await draw(undefined);
  assert.match(root.textContent!, /no data file/);
  files[url] = atlasFile([practice(1)]);
  button("Try again").click();
  await eventually(() => assert.equal(root.querySelectorAll(".card").length, 1));
});

test("a second file that fails leaves the card readable, with a way to try again", async () => {
  const { root, url, button } = await draw(atlasFile([practice(1)]));
  button("Practice number 1").click();
  await eventually(() => assert.match(root.querySelector(".reader")?.textContent ?? "", /Try again/));
  files[url.replace(".json", "-europe.json")] = { version: 1, section: "europe", bodies: [] };
  button("Try again").click();
  await eventually(() => assert.match(root.querySelector(".reader")!.textContent!, /being updated/));
});

test("Studio hands over a jQuery object; the author is told what is wrong", async () => {
  const settings = { ...pageArguments().settings, preset: { theme: ["nonsense", "food"] }, required: 3 };
  const { root } = await draw(atlasFile([practice(1), practice(2, { themes: ["food"] })]), { view: "author_view", saves: false, state: null, settings, findings: ["Line 2 is wrong."] });
  await eventually(() => assert.match(root.textContent!, /Line 2 is wrong/));
  assert.match(root.textContent!, /theme: nonsense/);
  assert.match(root.textContent!, /Only 1 practice matches the filters, but learners must open 3/);
});

test("a visitor is told that nothing is saved", async () => {
  const { root } = await draw(atlasFile([practice(1)]), { view: "public_view", saves: false, state: null });
  assert.match(root.textContent!, /Nothing is saved here/);
});

test("filters that the author fixed cannot be removed", async () => {
  const settings = { ...pageArguments().settings, preset: { theme: ["food"] }, widening: false };
  const { root } = await draw(atlasFile([practice(1), practice(2, { themes: ["food"] })]), { settings });
  assert.equal(root.querySelectorAll(".card").length, 1);
  assert.equal(root.querySelectorAll("button.chip").length, 0);
});

test("words that no practice has together: each that one has is offered alone", async () => {
  const { root, button } = await draw(atlasFile([practice(1, { summary: "Rent is capped." }), practice(2)]));
  const search = root.querySelector<HTMLInputElement>("input[type=search]")!;
  const ask = (text: string) => {
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  };
  search.dispatchEvent(new Event("focus"));
  ask("rent zzzz");
  await eventually(() => assert.match(root.querySelector(".notice")!.textContent!, /all these words.*Only “rent” \(1\)/s));
  assert.doesNotMatch(root.querySelector(".notice")!.textContent!, /“zzzz”/);
  button("Only “rent”").click();
  await eventually(() => assert.equal(root.querySelectorAll(".card").length, 1));
  assert.equal(search.value, "rent");
});

test("a letter reaches the count and the best match at once, the rest of the list a moment later", async () => {
  const { root } = await draw(atlasFile([practice(1), practice(2), practice(3, { title: "Rent that people can pay" }), practice(4, { title: "Rents capped" })]));
  const titles = () => [...root.querySelectorAll(".title")].map((title) => title.textContent);
  const search = root.querySelector<HTMLInputElement>("input[type=search]")!;
  const type = (text: string) => {
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  };
  search.dispatchEvent(new Event("focus"));
  await rest(50); // the index is made
  assert.equal(titles().length, 4);
  type("rent");
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  assert.match(root.querySelector(".count")!.textContent!, /^2 /);
  assert.equal(titles()[0], "Rent that people can pay");
  assert.equal(titles().length, 4);
  await eventually(() => assert.deepEqual(titles(), ["Rent that people can pay", "Rents capped"]));
  type("rents");
  type("number");
  await eventually(() => assert.deepEqual(titles(), ["Practice number 1", "Practice number 2"]));
  assert.equal(search.value, "number");
});

test("two filters pressed at nearly the same time are both chosen", async () => {
  const { root, button } = await draw(atlasFile([practice(1), practice(2, { themes: ["food"] }), practice(3, { themes: [] })]));
  button("Filters").click();
  await eventually(() => assert.ok(button("Theme")));
  button("Theme").click();
  await eventually(() => assert.ok(root.querySelector(".facet input")));
  for (const box of [...root.querySelectorAll<HTMLInputElement>(".facet input")].slice(0, 2)) box.click();
  await eventually(() => assert.equal(root.querySelectorAll(".card").length, 2));
  assert.equal(root.querySelectorAll(".chip").length, 2);
});

test("a theme is found by its name", async () => {
  const { root } = await draw(atlasFile([practice(1, { themes: ["housing"] }), practice(2, { themes: ["water"] })]));
  const search = root.querySelector<HTMLInputElement>("input[type=search]")!;
  search.value = "hous";
  search.dispatchEvent(new Event("input", { bubbles: true }));
  await eventually(() => assert.equal(root.querySelectorAll(".card").length, 1));
});
