// Search in the cards: accents and scripts folded, prefix, every word required, a typo forgiven when nothing else fits.
import MiniSearch from "minisearch";
import type { Entry } from "../shared/atlas";
import { words } from "../shared/fold";

const FIELDS = ["title", "city", "country", "local", "summary"];
const BOOST = { title: 3, city: 4, country: 2, local: 2 };
const CHUNK = 400;

export class Search {
  private index = new MiniSearch<{ id: number }>({
    fields: FIELDS,
    tokenize: words,
    processTerm: (term) => term,
    extractField: (document, field) => this.field(document.id, field),
    searchOptions: { prefix: true, combineWith: "AND", boost: BOOST },
  });
  private made: Promise<void> | null = null;

  constructor(private readonly entries: Entry[]) {}

  /** Make the index, in pieces, so that the page answers meanwhile. */
  prepare(): Promise<void> {
    const documents = this.entries.map((_entry, id) => ({ id }));
    this.made ??= this.index.addAllAsync(documents, { chunkSize: CHUNK });
    return this.made;
  }

  /** Positions of the entries that match, best first. Needs `prepare`. */
  find(text: string): number[] {
    for (const fuzzy of [undefined, oneTypo, twoTypos]) {
      const found = this.index.search(text, fuzzy ? { fuzzy } : {});
      if (found.length) return found.map(({ id }) => id as number);
    }
    return [];
  }

  private field(at: number, field: string): string {
    const entry = this.entries[at] as Entry;
    const { practice, city } = entry;
    if (field === "title") return practice.title;
    if (field === "city") return city.name;
    if (field === "country") return entry.countryName;
    if (field === "local") return practice.local_name ?? "";
    return field === "summary" ? practice.summary : (at as unknown as string);
  }
}

/** One letter added, missing or wrong. */
function oneTypo(term: string): number {
  return term.length > 3 ? 1 : 0;
}

/** Two letters that changed places are two edits. */
function twoTypos(term: string): number {
  return term.length > 4 ? 2 : 0;
}
