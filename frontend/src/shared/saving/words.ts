// The texts of the script for saving. Its own small catalogue comes after the script: learners who never act, and whose
// page is in English, do not load it.
import type { Host } from "../host";
import { t as translate } from "../i18n";
import { loadScript } from "../scripts";

interface Catalogue {
  gettext(text: string): string;
}

let catalogue: Catalogue | undefined;

/** Load the catalogue beside the page's own. An operator's has all texts, and English needs none. */
export function loadWords(host: Host): void {
  const language = /\/translations\/([\w-]+)\/learner\b/.exec(host.args.catalogue)?.[1];
  if (catalogue || !language) return;
  const name = host.args.namespace.replace(/Learner$/, "Saving");
  const brought = () => (window as unknown as Record<string, Catalogue | undefined>)[name];
  loadScript(host.resource(`js/translations/${language}/saving.js`), brought).then(
    (found) => {
      catalogue = found;
    },
    () => undefined, // The next need asks again; until then the sentences are in English.
  );
}

/** Translate a text without values. */
export function t(text: string): string {
  return catalogue ? catalogue.gettext(text) : translate(text);
}
