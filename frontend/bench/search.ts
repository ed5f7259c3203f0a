// The explorer's search beside a naive filter, Fuse.js and MiniSearch with their default options: prints JSON.
// usage (from frontend/): node scripts/bench.mjs search ATLAS [ATLAS with more ...]   the real practices come first
import "../tests/page";
import { readFileSync } from "node:fs";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { Search } from "../src/explorer/search";
import { Atlas, type Entry } from "../src/shared/atlas";
import { knownItems, mistyped, plain } from "../tests/known-items";

interface Engine {
  find: (text: string) => number[];
}

const FIELDS = ["city", "title", "country", "local", "summary"] as const;
const SECONDS = 2;
const FIRST = 10;

const fields = (entry: Entry, at: number) => ({
  id: at,
  city: entry.city.name,
  title: entry.practice.title,
  country: entry.countryName,
  local: entry.practice.local_name ?? "",
  summary: entry.practice.summary,
});

/** How each engine makes its index. */
const makers: Record<string, (entries: Entry[]) => Promise<Engine>> = {
  ours: async (entries) => {
    const search = new Search({ entries, label: () => "" }); // without the themes, which the others do not index here
    await search.prepare();
    return search;
  },
  "naive filter": async (entries) => {
    const texts = entries.map((entry, at) => Object.values(fields(entry, at)).join(" ").toLowerCase());
    return {
      find: (asked) => {
        const parts = asked.toLowerCase().split(" ");
        const found: number[] = [];
        texts.forEach((text, at) => parts.every((part) => text.includes(part)) && found.push(at));
        return found;
      },
    };
  },
  "Fuse.js": async (entries) => {
    const fuse = new Fuse(entries.map(fields), { keys: [...FIELDS] });
    return { find: (asked) => fuse.search(asked).map((result) => result.refIndex) };
  },
  MiniSearch: async (entries) => {
    const mini = new MiniSearch({ fields: [...FIELDS] });
    mini.addAll(entries.map(fields));
    return { find: (asked) => mini.search(asked).map((result) => result.id as number) };
  },
};

/** Milliseconds of each act: each of the texts once, as far as the time goes, at least twenty. */
function times(engine: Engine, texts: string[]): number[] {
  const found: number[] = [];
  const end = performance.now() + 1000 * SECONDS;
  for (const text of texts) {
    if (found.length >= 20 && performance.now() > end) break;
    const start = performance.now();
    engine.find(text);
    found.push(performance.now() - start);
  }
  return found;
}

const results: unknown[] = [];
for (const [round, path] of process.argv.slice(2).entries()) {
  const atlas = new Atlas(JSON.parse(readFileSync(path, "utf8")), "/atlas.json");
  const real = new Atlas(JSON.parse(readFileSync(process.argv[2] as string, "utf8")), "/atlas.json");
  const items = knownItems(real.entries);
  const asked: Record<string, string[]> = {
    exact: items.map(({ city, word }) => `${city} ${word}`),
    "no accents": items.map(({ city, word }) => plain(`${city} ${word}`)),
    "one typo": items.map(({ city, word }) => `${mistyped(city)} ${word}`),
  };
  for (const [name, make] of Object.entries(makers)) {
    const made: number[] = [];
    let engine = await make(atlas.entries);
    for (let again = 0; again < (round < 2 ? 7 : 3); again += 1) {
      const start = performance.now();
      engine = await make(atlas.entries);
      made.push(performance.now() - start);
    }
    const recall = Object.fromEntries(
      round ? [] : Object.entries(asked).map(([kind, texts]) => [
        kind,
        (100 * items.filter((item, at) => engine.find(texts[at] as string).slice(0, FIRST).includes(item.at)).length) / items.length,
      ]),
    );
    times(engine, (asked.exact as string[]).slice(0, 20)); // the engine's code gets warm
    const spent = Object.fromEntries(Object.entries(asked).map(([kind, texts]) => [kind, times(engine, texts)]));
    results.push({ name, entries: atlas.entries.length, made, recall, spent });
  }
}
process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit(0));
