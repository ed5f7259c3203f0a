import "./page";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Search } from "../src/explorer/search";
import { Atlas } from "../src/shared/atlas";
import { words } from "../src/shared/fold";

// Known-item queries: a city and a word of the title, two hundred of them, always the same ones.
const atlas = new Atlas(JSON.parse(readFileSync("../course/static/atlas.json", "utf8")), "/atlas.json");
const search = new Search(atlas.entries);
const QUERIES = 200;

/** A small generator of numbers, the same on every machine. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const next = chance(2026);
const pick = <T>(items: T[]): T => items[Math.floor(next() * items.length)] as T;

const queries = Array.from({ length: QUERIES }, (_item, at) => {
  const entry = atlas.entries[Math.floor((at * atlas.entries.length) / QUERIES)]!;
  const long = entry.practice.title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  return { at: atlas.entries.indexOf(entry), city: entry.city.name, word: pick(long) };
});

const plain = (text: string) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/** One letter of the longest word of the city is left out, doubled, replaced, or swapped with its neighbour. */
function mistyped(city: string): string {
  const longest = words(city).sort((a, b) => b.length - a.length)[0] ?? city;
  const place = 1 + Math.floor(next() * Math.max(1, longest.length - 2));
  const [start, letter, end] = [longest.slice(0, place), longest[place] ?? "", longest.slice(place + 1)];
  const typo = pick([start + end, start + letter + letter + end, `${start}x${end}`, start + (end[0] ?? "") + letter + end.slice(1)]);
  return words(city).map((word) => (word === longest ? typo : word)).join(" ");
}

function recall(asked: (query: { city: string; word: string }) => string): number {
  const found = queries.filter((query) => search.find(asked(query)).slice(0, 10).includes(query.at));
  return (100 * found.length) / QUERIES;
}

test("the right practice is among the first ten", async () => {
  await search.prepare();
  const exact = recall(({ city, word }) => `${city} ${word}`);
  const folded = recall(({ city, word }) => plain(`${city} ${word}`));
  const typo = recall(({ city, word }) => `${mistyped(city)} ${word}`);
  console.log(`recall@10 of ${QUERIES} queries: exact ${exact} %, without accents ${folded} %, one typo in the city ${typo} %`);
  assert.deepEqual([exact, folded], [100, 100]);
  assert.ok(typo >= 95, `${typo} %`);
});
