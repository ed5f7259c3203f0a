// The map's logic on small atlases and on the course's own, and the block drawn on a page.
import { atlasFile, calls, city, eventually, files, handlers, pageArguments, practice, runtime, stateAnswer } from "./page";
import "../src/shared/saving/saving";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Atlas } from "../src/shared/atlas";
import { filter } from "../src/shared/facets";
import { cluster, scaleOf, scaleToOpen, stepOf } from "../src/map/cluster";
import { isDirection, nearestTowards, type Direction } from "../src/map/direction";
import { historyOf, yearBeside } from "../src/map/history";
import { signsOf } from "../src/map/look";
import { chosenAmong, placeFacets } from "../src/map/place-facets";
import { ask, findPlaces, kindsOf, placesOf, PRACTICE, type Shown } from "../src/map/places";
import { kindsAtStart } from "../src/map/query";
import { nearestPlaces } from "../src/map/reach";
import { spoken } from "../src/map/speak";
import { lines, svgFile } from "../src/map/svg-file";
import { columnsOf, sorted } from "../src/map/table";
import { bounded, fitted, least, MOST, toFrame, toPlane, world, zoomed } from "../src/map/view";

const window_ = window as unknown as Record<string, unknown>;
class NoPath {
  moveTo() {}
  lineTo() {}
  quadraticCurveTo() {}
  closePath() {}
}
Object.assign(globalThis, { Path2D: NoPath, ResizeObserver: window_.ResizeObserver, matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) });
// After the stand-ins: the script draws when it loads.
const { start } = await import("../src/map/first");
await import("../src/map/more");

const source = { title: "Decision", publisher: "The city", url: "https://example.org/a" };
const act = (kind: string, year?: number, more = {}) => ({ kind, ...(year ? { year } : {}), detail: `What it says in ${year ?? "no year"}.`, source, ...more });
const CITIES = [
  city("wien", { name: "Wien", lat: 48.2, lon: 16.4, recognition: [act("declaration", 2014, { verified: "2026-11-20" }), act("network")] }),
  city("graz", { name: "Graz", lat: 47.1, lon: 15.4, recognition: [act("declaration", 2001)] }),
  city("linz", { name: "Linz", lat: 48.3, lon: 14.3, recognition: [act("declaration")] }),
  city("zoe", { name: "Zoë", lat: 47.5, lon: 9.7, recognition: [act("declaration", 2020, { strength: "weak" })] }),
  city("accra", { name: "Accra", country: "GH", lat: 5.6, lon: -0.2, recognition: [act("network", 2010)] }),
  city("tema", { name: "Tema", country: "GH", lat: 5.7, lon: 0 }),
];
const made = (cities: unknown[] = CITIES, practices = [practice(1), practice(2, { city: "tema" })]) => new Atlas(atlasFile(practices, cities), "/atlas.json");
const real = new Atlas(JSON.parse(readFileSync(join(import.meta.dirname, "../../../course/static/atlas.json"), "utf8")), "/atlas.json");

function answer(atlas: Atlas, more: { text?: string; choice?: object; kinds?: string[]; until?: number | null } = {}) {
  const places = placesOf(atlas);
  const kinds = new Set(more.kinds ?? kindsOf(atlas).map(({ id }) => id));
  const among = chosenAmong(places, placeFacets(atlas, places), more.choice ?? {});
  return ask(places, { text: more.text ?? "", among, kinds, until: more.until ?? null });
}
const names = (shown: Shown[]) => shown.map(({ place }) => place.name);

test("a search finds the beginning of a word, without accents, all words together", () => {
  const places = placesOf(made());
  const found = (text: string) => findPlaces(places, text)?.map((at) => places[at]!.name);
  assert.deepEqual(found("zoe"), ["Zoë"]);
  assert.deepEqual(found("ghana te"), ["Tema"]);
  assert.deepEqual(found("ien"), []);
  assert.equal(found("  "), undefined);
  const korean = placesOf(real);
  assert.ok(findPlaces(korean, "GWÁNG")?.some((at) => korean[at]!.id === "gwangju-kr"));
});

test("a sign is of the strongest kind that is shown; kinds are counted whatever is shown", () => {
  const all = answer(made());
  assert.deepEqual(names(all.shown), ["Accra", "Graz", "Linz", "Tema", "Wien", "Zoë"]);
  const sign = (name: string, shown = all.shown) => shown.find(({ place }) => place.name === name);
  assert.deepEqual([sign("Wien")!.kind, sign("Wien")!.strong, sign("Wien")!.year], ["declaration", true, 2014]);
  assert.equal(sign("Zoë")!.strong, false);
  assert.equal(sign("Tema")!.kind, PRACTICE);
  const networks = answer(made(), { kinds: ["network"] });
  assert.deepEqual(names(networks.shown), ["Accra", "Wien"]);
  assert.deepEqual([...networks.kindCounts], [["network", 2], ["declaration", 4], [PRACTICE, 1]]);
});

test("years take away what came later and keep what has no year, marked", () => {
  const early = answer(made(), { kinds: ["declaration"], until: 2001 });
  assert.deepEqual(early.shown.map(({ place, undated }) => [place.name, undated]), [["Graz", false], ["Linz", true]]);
});

test("kind and year of a sign are of the same act, the earliest strong one", () => {
  const acts = [act("declaration"), act("network", 1990), act("declaration", 2005), act("declaration", 1998)];
  const [shown] = answer(made([city("barcelona", { recognition: acts })], [])).shown;
  assert.deepEqual([shown!.kind, shown!.year], ["declaration", 1998]);
  const [later] = answer(made([city("barcelona", { recognition: acts.slice(0, 2) })], []), { until: 2000 }).shown;
  assert.deepEqual([later!.kind, later!.year, later!.undated], ["declaration", null, true]);
});

test("facets count places; region, country, size and theme go together", () => {
  const { shown } = answer(made(), { choice: { section: ["europe"] } });
  assert.deepEqual(names(shown), ["Graz", "Linz", "Wien", "Zoë"]);
  const places = placesOf(made());
  const { counts } = filter(placeFacets(made(), places), { section: ["europe"] }, null, places.length);
  assert.deepEqual(counts.get("section"), [4, 2]);
  assert.deepEqual(names(answer(made(), { choice: { theme: ["housing"] } }).shown), ["Tema", "Wien"]);
});

test("kinds that the author named and the atlas does not know are left out; none means all", () => {
  const kinds = kindsOf(made());
  assert.deepEqual([...kindsAtStart(kinds, ["declaration", "nonsense"])], ["declaration"]);
  assert.equal(kindsAtStart(kinds, ["nonsense"]).size, kinds.length);
});

test("a city without a valid position is in the list and not on the map", () => {
  const { shown } = answer(made([city("nowhere", { lat: 91, lon: 0, recognition: [act("declaration")] }), city("text", { lat: "48", recognition: [act("declaration")] })], []));
  assert.equal(shown.length, 2);
  assert.ok(shown.every(({ place }) => place.point === null));
  assert.deepEqual(cluster(shown, 0), []);
});

test("marks of a zoom do not overlap much, lose no place, and come apart or end", () => {
  const { shown } = answer(real);
  for (let step = -3; step <= 4; step += 1) {
    const marks = cluster(shown, step);
    assert.equal(marks.reduce((sum, { members }) => sum + members.length, 0), shown.length);
    const groups = marks.filter(({ members }) => members.length > 1);
    for (const one of groups) {
      for (const other of marks) {
        if (one !== other) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) * scaleOf(step) > 8);
      }
    }
  }
  const whole = cluster(shown, stepOf(1)).sort((a, b) => b.members.length - a.members.length)[0]!;
  assert.ok(whole.members.length > 10);
  assert.ok(scaleToOpen(whole, shown, 1)! > 1);
  const twins = answer(made([city("a", { recognition: [act("declaration")] }), city("b", { recognition: [act("declaration")] })], [])).shown;
  assert.equal(scaleToOpen(cluster(twins, stepOf(MOST))[0]!, twins, MOST), null);
});

test("arrow keys reach every city of the atlas, each from each", () => {
  const shown = answer(real).shown.filter(({ place }) => place.point);
  const ways: Direction[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  const next = new Map(shown.map((from) => [from, ways.map((way) => nearestTowards(shown, from, way))]));
  const reach = (start: Shown, edges: Map<Shown, Array<Shown | null>>) => {
    const seen = new Set([start]);
    const todo = [start];
    while (todo.length) {
      for (const to of edges.get(todo.pop()!) ?? []) {
        if (to && !seen.has(to)) {
          seen.add(to);
          todo.push(to);
        }
      }
    }
    return seen.size;
  };
  const back = new Map(shown.map((to): [Shown, Shown[]] => [to, shown.filter((from) => next.get(from)!.includes(to))]));
  assert.equal(reach(shown[0]!, next), shown.length);
  assert.equal(reach(shown[0]!, back), shown.length);
});

test("an arrow goes to the nearest place in its direction and stays at the edge", () => {
  const { shown } = answer(made(), { kinds: ["declaration"] });
  const at = (name: string) => shown.find(({ place }) => place.name === name)!;
  assert.equal(nearestTowards(shown, at("Wien"), "ArrowLeft"), at("Linz"));
  assert.equal(nearestTowards(shown, at("Linz"), "ArrowDown"), at("Graz"));
  assert.equal(nearestTowards(shown, at("Wien"), "ArrowRight"), null);
  assert.ok(isDirection("ArrowUp") && !isDirection("Enter"));
});

test("the camera keeps within the map, zooms round a pixel, and fits places into the frame", () => {
  const frame = { width: 880, height: 387 };
  const start = world(frame);
  assert.ok(start.scale >= least(frame) && start.scale <= MOST);
  const pixel: [number, number] = [600, 90];
  const before = toPlane(pixel, start, frame);
  const after = toPlane(pixel, zoomed(start, frame, 2, pixel), frame);
  assert.ok(Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-6);
  assert.equal(bounded({ x: -900, y: 9_000, scale: 99 }, frame).scale, MOST);
  const points = answer(real).shown.map(({ place }) => place.point!);
  const camera = fitted(points, frame);
  for (const point of points) {
    const [x, y] = toFrame(point, camera, frame);
    assert.ok(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height);
  }
  const phone = { width: 320, height: 240 };
  assert.ok(world(phone).scale * 1000 <= 321, "the whole world is on a phone at first");
});

test("the history says what happened in a year, and steps over years without an event", () => {
  const history = historyOf(placesOf(made()), new Set(["declaration"]))!;
  assert.deepEqual([history.first, history.last, history.undated, history.years], [2001, 2020, 1, [2001, 2014, 2020]]);
  assert.equal(yearBeside(history, 2001, 1), 2014);
  assert.equal(yearBeside(history, 2001, -1), null);
  assert.equal(historyOf(placesOf(made()), new Set([PRACTICE])), null);
  const own = historyOf(placesOf(real), new Set(["declaration"]))!;
  assert.equal(own.byYear.get(1975)!.acts[0]!.place.name, "Itami");
});

test("a mark speaks its name, country, recognition and practices", () => {
  const atlas = made();
  const wien = answer(atlas).shown.find(({ place }) => place.name === "Wien")!;
  assert.equal(spoken(atlas, wien), "Wien, Austria. Declaration, 2014. Network, year not known. 1 practice");
});

test("the table sorts by each column; what has no year comes last both ways", () => {
  const { shown } = answer(made(), { kinds: ["declaration"] });
  const column = (key: string) => columnsOf((_kind, id) => id).find((each) => each.key === key)!;
  assert.deepEqual(names(sorted(shown, column("year"), false)), ["Graz", "Wien", "Zoë", "Linz"]);
  assert.deepEqual(names(sorted(shown, column("year"), true)), ["Zoë", "Wien", "Graz", "Linz"]);
  assert.deepEqual(names(sorted(shown, column("place"), true)), ["Zoë", "Wien", "Linz", "Graz"]);
});

test("neighbours by distance, without the place itself", () => {
  const places = placesOf(made());
  const near = nearestPlaces(places, { lat: 48.2, lon: 16.4 }, 2, 800, "wien");
  assert.deepEqual(near.map(({ place }) => place.name), ["Graz", "Linz"]);
});

test("the picture to take away stands alone and holds data as text", () => {
  const evil = `<script>alert(1)</script>"&`;
  const atlas = made([city("evil", { name: evil, lat: 10, lon: 10, recognition: [act("declaration", 1999)] })], []);
  const kinds = kindsOf(atlas).map((kind) => ({ ...kind, label: evil }));
  const text = svgFile({ title: evil, shown: answer(atlas).shown, kinds, signs: signsOf(kinds), notes: [evil, "Data of 2026."] });
  assert.doesNotMatch(text, /<script/);
  assert.match(text, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(text, /Data of 2026\./);
  assert.doesNotMatch(text, /href|url\(/);
  assert.deepEqual(lines("one two three", 8), ["one two", "three"]);
});

let number = 0;
async function draw(atlas: unknown, more: Record<string, unknown> = {}) {
  number += 1;
  const url = `/map-${number}.json`;
  if (atlas !== undefined) files[url] = atlas;
  handlers.record_event = () => ({ json: {} });
  handlers.open_cities = ({ opened }) => ({ json: { opened } });
  const element = document.createElement("div");
  element.innerHTML = '<div class="hrl-block"></div>';
  document.body.append(element);
  const settings = { title: "Map", introduction: "", startView: "world", kinds: ["declaration"], timeSlider: true, required: 2, scored: false };
  const state = { count: 0, opened: [], shortlist: { ids: [], gone: [] }, territory: null, notes: {}, later: [] };
  const args = pageArguments({ atlas: url, course: `map-${number}`, usage: `map-${number}`, settings, state, ...more });
  void start(runtime, element, args as never);
  const root = element.firstElementChild!.shadowRoot!;
  await eventually(() => assert.ok(root.querySelector(".same, [role=alert]")));
  const button = (name: string) => [...root.querySelectorAll("button")].find((item) => item.textContent?.includes(name)) as HTMLElement;
  return { root, button };
}

test("the map draws its list, opens a city in place and counts it once", async () => {
  const { root, button } = await draw(atlasFile([practice(1)], CITIES));
  assert.equal(root.querySelectorAll(".place-button").length, 4);
  assert.match(root.textContent!, /You opened 0 of 2 cities/);
  calls.length = 0;
  button("Wien").click();
  await eventually(() => assert.ok(root.querySelector(".city h4")));
  assert.match(root.querySelector(".city")!.textContent!, /What it says in 2014.*Read again against its sources on 20 November 2026\./);
  assert.match(root.querySelector(".city")!.textContent!, /What it says in no year.*Not yet read a second time/);
  assert.match(root.querySelector(".city")!.textContent!, /Practice number 1/);
  await eventually(() => assert.deepEqual(calls.filter(({ handler }) => handler === "open_cities").map(({ body }) => body), [{ opened: ["wien"] }]));
  assert.match(root.textContent!, /You opened 1 of 2 cities/);
});

test("cities opened that did not fit into the page are read and not counted down", async () => {
  handlers.read_state = () => stateAnswer({ opened: ["graz", "linz"] });
  const { root } = await draw(atlasFile([], CITIES), { state: { count: 2, shortlist: { ids: [], gone: [] }, territory: null, notes: {}, later: ["opened"] } });
  await eventually(() => assert.match(root.textContent!, /You opened 2 of 2 cities/));
});

test("Studio hands over a jQuery object; the author is told what the atlas lacks", async () => {
  const settings = { title: "", introduction: "", startView: "eurasia", kinds: ["declaration", "medal"], timeSlider: false, required: 50, scored: false };
  const { root } = await draw(atlasFile([], CITIES), { view: "author_view", saves: false, state: null, settings, findings: ["A finding."] });
  await eventually(() => assert.match(root.textContent!, /A finding\./));
  for (const word of [/medal/, /eurasia/, /only 6 places/, /Nothing is saved here/]) assert.match(root.textContent!, word);
  assert.equal(root.querySelector(".years"), null);
});

test("without an atlas there is a sentence and a way to try again", async () => {
  const { root, button } = await draw(undefined);
  assert.match(root.textContent!, /no data file here/);
  files[`/map-${number}.json`] = atlasFile([], CITIES);
  button("Try again").click();
  await eventually(() => assert.ok(root.querySelector(".place-button")));
});

test("markup in the data is text and runs nothing", async () => {
  const evil = `<img src=x onerror="window.ran=1">`;
  const { root, button } = await draw(atlasFile([], [city("e", { name: evil, country: "AT", recognition: [act("declaration", 1990, { detail: evil, source: { title: evil, publisher: evil, url: "javascript:1" } })] })]));
  button(evil).click();
  await eventually(() => assert.ok(root.querySelector(".city")));
  assert.equal(root.querySelectorAll("img, script, .city a").length, 0);
  assert.equal(window_.ran, undefined);
});
