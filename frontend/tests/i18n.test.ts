import "./page";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { n, t, useLanguage } from "../src/shared/i18n";

const NAMESPACE = "HrlPracticeExplorerI18N";

function speak(language: string): void {
  const file = join(process.cwd(), "..", "xblocks", "practice_explorer", "public", "js", "translations", language, "text.js");
  new Function("window", readFileSync(file, "utf8"))(window);
  useLanguage(language, NAMESPACE);
}

afterEach(() => useLanguage("en", "none"));

test("Arabic takes its six forms by the number", () => {
  speak("ar");
  const said = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map((count) => n("{count} practice", "{count} practices", count));
  const words = said.map((text) => text.replace(/[\d\u0660-\u0669]+ /, ""));
  assert.deepEqual(words, ["لا ممارسات", "ممارسة واحدة", "ممارستان", "ممارسات", "ممارسات", "ممارسة", "ممارسة", "ممارسة", "ممارسة", "ممارسات"]);
});

test("French says none in the singular, Spanish and Portuguese in the plural", () => {
  speak("fr");
  assert.equal(n("{count} practice", "{count} practices", 0), "0 pratique");
  speak("es");
  assert.equal(n("{count} practice", "{count} practices", 0), "0 prácticas");
  speak("pt");
  assert.equal(n("{count} practice", "{count} practices", 0), "0 práticas");
});

test("a name of the other direction does not turn an Arabic sentence round", () => {
  speak("ar");
  assert.equal(t("{city} on the map", { city: "Graz (Austria)" }), "\u2068Graz (Austria)\u2069 على الخريطة");
  speak("fr");
  assert.equal(t("{city} on the map", { city: "Graz" }), "Graz sur la carte");
});

test("without a catalogue the text is English", () => {
  useLanguage("de", "none");
  assert.equal(n("{count} practice", "{count} practices", 1), "1 practice");
});
