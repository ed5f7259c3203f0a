import "./page";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Search } from "../src/explorer/search";
import { Atlas } from "../src/shared/atlas";
import { knownItems, mistyped, plain, QUERIES } from "./known-items";

const atlas = new Atlas(JSON.parse(readFileSync("../course/static/atlas.json", "utf8")), "/atlas.json");
const search = new Search(atlas);
const queries = knownItems(atlas.entries);

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
