import { atlasFile, eventually, files, practice, rest } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { h, render } from "preact";
import { Atlas } from "../src/shared/atlas";
import { Failure } from "../src/shared/failure";
import { AtlasFailure, fetchFile } from "../src/shared/fetching";
import { Lazy } from "../src/shared/lazy";
import { RequestFailure } from "../src/shared/host";
import { loadScript } from "../src/shared/scripts";
import { readText } from "../src/studio/atlas/store";
import type { EditorArguments } from "../src/studio/types";

const answers = (body: string, init: ResponseInit = {}) => async () => new Response(body, init);
const cut = () => new Response(new ReadableStream({ start: (control) => control.error(new TypeError("terminated")) }));
/** As a browser answers when the platform sends a request on to another site: not at all, unless it is asked not to follow. */
const sentOn = async ({ redirect }: RequestInit) => {
  if (redirect !== "manual") throw new TypeError("Failed to fetch");
  return { type: "opaqueredirect" } as Response;
};

const KINDS: Array<[string, unknown, RegExp]> = [
  ["not there", answers("", { status: 404 }), /no data file here\. Tell the course team\.$/],
  ["not allowed", answers("{}", { status: 403 }), /does not show you the data\. Log in again/],
  ["logged out", answers("", { status: 401 }), /does not show you the data\. Log in again/],
  ["too many requests", answers("", { status: 429 }), /too many requests\. Try again in some minutes\.$/],
  ["away", answers("<h1>Service Unavailable</h1>", { status: 503 }), /cannot give the data now \(503\)\. Try again in some minutes\.$/],
  ["broken behind a proxy", answers("", { status: 502 }), /cannot give the data now \(502\)/],
  ["a page to log in at", answers("\n<!doctype html><title>Log in</title>", { headers: { "Content-Type": "text/html" } }), /Another page came instead of the data\. Log in/],
  ["sent on to a single sign-on", sentOn, /Another page came instead of the data\. Log in/],
  ["no JSON", answers('{"version": 1, "cit'), /cannot be read\. Tell the course team\.$/],
  ["empty", answers(""), /cannot be read/],
  ["no connection", new TypeError("Failed to fetch"), /Check your connection\.$/],
  ["cut off on the way", async () => cut(), /Check your connection\.$/],
];

for (const [name, answer, sentence] of KINDS) {
  test(`a file that is ${name} has its own sentence, and is asked for again`, async () => {
    const address = `/kind-${name.replace(/ /g, "-")}.json`;
    files[address] = answer;
    const fails = (error: Error) => error instanceof AtlasFailure && sentence.test(error.message);
    await assert.rejects(fetchFile(address, (data) => data), fails);
    files[address] = { there: true };
    assert.deepEqual(await fetchFile(address, (data) => data), { there: true });
  });
}

test("the file of a section is told apart in the same way", async () => {
  const atlas = new Atlas(atlasFile([practice(1)]), "/sections.json");
  const [entry] = atlas.entries;
  for (const [, answer, sentence] of KINDS) {
    files["/sections-europe.json"] = answer;
    await assert.rejects(atlas.body(entry!), sentence);
  }
  files["/sections-europe.json"] = { version: 1, section: "europe", bodies: [{ id: "practice-1", problem: "P" }] };
  assert.equal((await atlas.body(entry!))?.problem, "P");
});

test("the atlas editor says the same, and takes a file that is not there for none", async () => {
  const args = { assetPattern: "/studio-NAME" } as EditorArguments;
  for (const [name, answer, sentence] of KINDS.filter(([kind]) => !/JSON|empty/.test(kind))) {
    files["/studio-atlas.json"] = answer;
    if (name === "not there") assert.equal(await readText(args, "atlas.json"), null);
    else await assert.rejects(readText(args, "atlas.json"), (error: Error) => error instanceof RequestFailure && sentence.test(error.message));
  }
  files["/studio-atlas.json"] = { version: 1 };
  assert.equal(await readText(args, "atlas.json"), '{"version":1}');
});

test("what the browser keeps of a bad answer is not taken a second time", async () => {
  const modes: unknown[] = [];
  files["/kept.json"] = async (options?: RequestInit) => {
    modes.push(options?.cache);
    return new Response("<html>");
  };
  for (let time = 0; time < 2; time += 1) await assert.rejects(fetchFile("/kept.json", (data) => data));
  assert.deepEqual(modes, ["default", "reload"]);
});

const NOW = Date.UTC(2026, 11, 1, 9, 0, 0);

for (const [said, least] of [
  ["120", 120],
  ["0", 2],
  ["Tue, 01 Dec 2026 09:01:30 GMT", 90],
  ["Tue, 01 Dec 2026 08:00:00 GMT", 2],
] as const) {
  test(`"Retry-After: ${said}" is kept, and said`, async ({ mock }) => {
    mock.timers.enable({ apis: ["Date"], now: NOW });
    for (const status of [429, 503]) {
      files["/busy.json"] = answers("", { status, headers: { "Retry-After": said } });
      await assert.rejects(fetchFile("/busy.json", (data) => data), (error: AtlasFailure) => {
        assert.match(error.message, /This page asks again by itself at \d\d:\d\d\.$/);
        const seconds = (error.again! - NOW) / 1000;
        return seconds >= least && seconds < least + 3;
      });
    }
  });
}

for (const said of ["86400", "soon", "", "Wed, 02 Dec 2026 09:00:00 GMT"]) {
  test(`"Retry-After: ${said}" promises nothing`, async ({ mock }) => {
    mock.timers.enable({ apis: ["Date"], now: NOW });
    files["/late.json"] = answers("", { status: 503, headers: { "Retry-After": said } });
    await assert.rejects(fetchFile("/late.json", (data) => data), (error: AtlasFailure) => {
      assert.match(error.message, /Try again in some minutes\.$/);
      return error.again === undefined;
    });
  });
}

const never = (options?: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    if (options?.signal?.aborted) reject(new TypeError("aborted"));
    options?.signal?.addEventListener("abort", () => reject(new TypeError("aborted")));
  });
/** An answer that begins and never ends. */
const endless = async (options?: RequestInit) =>
  new Response(new ReadableStream({ start: (control) => options?.signal?.addEventListener("abort", () => control.error(new TypeError("aborted"))) }));

for (const [name, answer, limit] of [["that never begins", never, 30_000], ["that never ends", endless, 180_000]] as const) {
  test(`an answer ${name} is waited for so long, and no longer`, async ({ mock }) => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const address = `/hangs-${limit}.json`;
    files[address] = answer;
    let said = "";
    const asking = fetchFile(address, (data) => data).catch((error: Error) => (said = error.message));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    mock.timers.tick(limit - 1);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    assert.equal(said, "");
    mock.timers.tick(1);
    await asking;
    assert.match(said, /did not answer in time/);
  });
}

test("what failed tries again by itself when the platform wants it, and not after it is gone", async () => {
  const place = document.createElement("div");
  let tries = 0;
  const retry = () => (tries += 1);
  render(<Failure sentence="Busy." again={Date.now() + 30} retry={retry} />, place);
  await eventually(() => assert.equal(tries, 1));
  render(<Failure sentence="Busy." again={Date.now() + 30} retry={retry} />, place);
  render(null, place);
  await rest(60);
  assert.equal(tries, 1);
  render(<Failure sentence="Broken." retry={retry} />, place);
  await rest(20);
  assert.equal(tries, 1);
});

/** Scripts that a page asked for, with what came of them; nothing is fetched here. */
function scripts() {
  const asked: HTMLScriptElement[] = [];
  document.head.append = (...added: unknown[]) => void asked.push(...(added as HTMLScriptElement[]));
  return {
    asked,
    addresses: () => asked.map((script) => script.getAttribute("src")),
    end: (how: "onload" | "onerror") => (asked[asked.length - 1]![how] as () => void)(),
  };
}

test("a script that came without its part is asked for again, at an address that the browser does not know", async () => {
  const { addresses, end } = scripts();
  let part: string | undefined;
  for (const how of ["onload", "onerror", "onload"] as const) {
    const loading = loadScript("/public/x-more.js?v=1", () => part);
    assert.equal(loadScript("/public/x-more.js?v=1", () => part), loading, "once at a time");
    end(how);
    await assert.rejects(loading);
  }
  const loading = loadScript("/public/x-more.js?v=1", () => part);
  part = "there";
  end("onload");
  assert.equal(await loading, "there");
  assert.equal(await loadScript("/public/x-more.js?v=1", () => part), "there");
  assert.equal(new Set(addresses()).size, 4);
  assert.ok(addresses().every((address) => /^\/public\/x-more\.js\?(again=\d+&)?v=1$/.test(address!)), String(addresses()));
});

test("a script that never comes is waited for so long, and no longer", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked } = scripts();
  const loading = loadScript("/public/never.js", () => undefined);
  mock.timers.tick(30_000);
  await assert.rejects(loading);
  void loadScript("/public/never.js", () => undefined);
  assert.match(asked[1]!.getAttribute("src")!, /^\/public\/never\.js\?again=\d+&$/);
});

test("a part that did not come is asked for again, and a page that has it is offered", async () => {
  const answers: Array<() => Promise<{ word?: string }>> = [() => Promise.reject(new TypeError("away")), async () => ({}), async () => ({ word: "here" })];
  const place = document.createElement("div");
  render(<Lazy load={() => answers.shift()!()}>{({ word }) => <b>{word}</b>}</Lazy>, place);
  for (const left of [2, 1]) {
    await eventually(() => assert.match(place.textContent!, /A part of this page could not be loaded\./));
    assert.equal(answers.length, left);
    assert.deepEqual([...place.querySelectorAll("button")].map((button) => button.textContent), ["Try again", "Load the page again"]);
    place.querySelector("button")!.click();
    await eventually(() => assert.equal(answers.length, left - 1));
  }
  await eventually(() => assert.equal(place.querySelector("b")?.textContent, "here"));
});
