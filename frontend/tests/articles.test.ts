import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ARTICLES, articlesOf } from "../src/explorer/articles";

/** The number of the last article, as counted in each instrument's text. */
const LAST_ARTICLE: Record<string, number> = {
  udhr: 30,
  iccpr: 53,
  icescr: 31,
  cedaw: 30,
  crc: 54,
  crpd: 50,
  refugees: 46,
};

interface Vocabulary {
  rights: Array<{ id: string }>;
}
const atlas = JSON.parse(readFileSync("../course/static/atlas.json", "utf8")) as { vocabulary: Vocabulary };
const places = Object.entries(ARTICLES).flatMap(([right, found]) =>
  found.map(([document, numbers = ""]) => ({ right, document, numbers })),
);

test("the memo says where each right of the atlas stands, and of no other", () => {
  assert.deepEqual(Object.keys(ARTICLES).sort(), atlas.vocabulary.rights.map(({ id }) => id).sort());
  assert.deepEqual(Object.keys(ARTICLES).filter((right) => !articlesOf(right)), []);
  assert.match(articlesOf("housing"), /^Universal Declaration of Human Rights, art\. 25 and Covenant on Economic.*art\. 11$/);
  assert.equal(articlesOf("right-to-the-city"), "UN General Assembly resolution A/RES/71/256, para. 11");
  assert.equal(articlesOf("unknown"), "");
});

test("each document is an instrument that the memo can name, or a resolution by its symbol", () => {
  const strange = places.filter(({ document }) => !(document in LAST_ARTICLE) && !/^A\/RES\/\d+\/\d+$/.test(document));
  assert.deepEqual(strange, []);
  assert.deepEqual(Object.keys(ARTICLES).filter((right) => /resolution (?!A\/RES\/)/.test(articlesOf(right))), []);
});

test("each article exists in its instrument, in order and once", () => {
  for (const { right, document, numbers } of places.filter(({ numbers }) => numbers)) {
    const where = `${right}: ${document} ${numbers}`;
    const parts = numbers.split(", ");
    assert.ok(parts.every((part) => /^[1-9]\d*(\([1-9a-z]\))?$/.test(part)), where);
    const articles = parts.map((part) => parseInt(part, 10));
    assert.ok(articles.every((article, at) => at === 0 || article > articles[at - 1]!), where);
    const last = LAST_ARTICLE[document];
    if (last) assert.ok(articles.every((article) => article <= last), where);
  }
});
