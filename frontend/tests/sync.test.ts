import "./page";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isGone } from "../src/shared/saving/shortlist";
import { isLost, verdict, withChanges, type Shortlist, type ShortlistChange, type Versioned, type Write } from "../src/shared/sync";

const cases = JSON.parse(readFileSync("../tests/unit/blocks/data/reconcile_cases.json", "utf8")) as {
  notes: Array<{ name: string; write: Write<string>; stored: Versioned<string> | null; verdict: string }>;
  shortlist: Array<{ name: string; change: ShortlistChange; stored: Shortlist; lost: boolean }>;
  emptied: Array<{ name: string; on: string[]; stored: Shortlist; gone: boolean }>;
};

for (const { name, write, stored, verdict: expected } of cases.notes) {
  test(`a note that is ${name}`, () => assert.equal(verdict(write, stored), expected));
}
for (const { name, change, stored, lost } of cases.shortlist) {
  test(`a change of the shortlist that is ${name}`, () => assert.equal(isLost(change, stored), lost));
}
for (const { name, on, stored, gone } of cases.emptied) {
  test(`a shortlist that is ${name}`, () => assert.equal(isGone(on, stored), gone));
}

test("changes on their way show at once", () => {
  const stored: Shortlist = { ids: [["a", "aaaa.1"], ["b", "aaaa.2"]], gone: [] };
  assert.deepEqual(withChanges(stored, [{ op: "remove", id: "a", token: "aaaa.1" }, { op: "add", id: "c", token: "bbbb.1" }]), ["b", "c"]);
});
