// Search in the cards: accents and scripts folded, each word a prefix, every word required, one typo forgiven when
// nothing else fits. Why not a library: docs/decisions/0021-search-without-a-library.md.
import type { Atlas, Entry } from "../shared/atlas";
import { words } from "../shared/fold";

/** What a word in each part of a card is worth. */
const WEIGHTS = { city: 8, title: 6, country: 4, local: 4, summary: 2, theme: 2 };
const WHOLE_WORD = 2;
const SLICE_MS = 8;
const TYPO_FROM = 4;

/** Words by their entries: `postings` holds entry, weight, entry, weight ... */
export class Search {
  private terms: string[] = [];
  private postings = new Map<string, number[]>();
  private made: Promise<void> | null = null;

  private readonly entries: Entry[];

  constructor(private readonly atlas: Pick<Atlas, "entries" | "label">) {
    this.entries = atlas.entries;
  }

  /** Make the index, in slices, so that the page answers meanwhile. */
  prepare(): Promise<void> {
    this.made ??= this.build();
    return this.made;
  }

  /** Positions of the entries that match, best first. Needs `prepare`. */
  find(text: string): number[] {
    const asked = words(text);
    if (!asked.length) return [];
    const exact = this.all(asked, (word) => this.startingWith(word));
    return exact.length ? exact : this.all(asked, (word) => this.nearly(word));
  }

  /** The single words of a question that something begins with or is near to, each with how many entries have it. */
  parts(text: string): Array<[word: string, count: number]> {
    const parts = words(text).map((word): [string, number] => [word, this.find(word).length]);
    return parts.length > 1 ? parts.filter(([, count]) => count) : [];
  }

  private async build(): Promise<void> {
    let started = performance.now();
    for (let at = 0; at < this.entries.length; at += 1) {
      this.add(at, this.entries[at] as Entry);
      if (performance.now() - started > SLICE_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        started = performance.now();
      }
    }
    this.terms = [...this.postings.keys()].sort();
  }

  private add(at: number, entry: Entry): void {
    const { practice, city } = entry;
    const best = new Map<string, number>();
    const take = (text: string | undefined, weight: number) => {
      if (!text) return;
      for (const word of words(text)) if ((best.get(word) ?? 0) < weight) best.set(word, weight);
    };
    for (const id of practice.themes) take(this.atlas.label("themes", id), WEIGHTS.theme);
    take(practice.summary, WEIGHTS.summary);
    take(practice.local_name, WEIGHTS.local);
    take(entry.countryName, WEIGHTS.country);
    take(practice.title, WEIGHTS.title);
    take(city.name, WEIGHTS.city);
    for (const [word, weight] of best) {
      const list = this.postings.get(word);
      if (list) list.push(at, weight);
      else this.postings.set(word, [at, weight]);
    }
  }

  /** The entries that have every word, by the sum of what each word is worth there. */
  private all(asked: string[], termsOf: (word: string) => string[]): number[] {
    const total = new Float64Array(this.entries.length);
    const seen = new Uint8Array(this.entries.length);
    asked.forEach((word, round) => {
      const worth = new Float64Array(this.entries.length);
      for (const term of termsOf(word)) {
        const factor = term === word ? WHOLE_WORD : 1;
        const list = this.postings.get(term) as number[];
        for (let i = 0; i < list.length; i += 2) {
          const at = list[i] as number;
          worth[at] = Math.max(worth[at] as number, (list[i + 1] as number) * factor);
        }
      }
      for (let at = 0; at < worth.length; at += 1) {
        if (seen[at] === round && worth[at]) {
          seen[at] = round + 1;
          total[at] = (total[at] as number) + (worth[at] as number);
        }
      }
    });
    // There are few different sums: gathered by sum they need no sorting of their own.
    const bySum = new Map<number, number[]>();
    for (let at = 0; at < seen.length; at += 1) {
      if (seen[at] !== asked.length) continue;
      const sum = total[at] as number;
      const same = bySum.get(sum);
      if (same) same.push(at);
      else bySum.set(sum, [at]);
    }
    return [...bySum.keys()].sort((a, b) => b - a).flatMap((sum) => bySum.get(sum) as number[]);
  }

  private startingWith(word: string): string[] {
    let low = 0;
    let high = this.terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.terms[middle] as string) < word) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    while (low < this.terms.length && this.terms[low]?.startsWith(word)) found.push(this.terms[low++] as string);
    return found;
  }

  private nearly(word: string): string[] {
    const found = this.startingWith(word);
    if (found.length || word.length < TYPO_FROM) return found;
    return this.terms.filter((term) => oneTypo(word, term) || oneTypo(word, term.slice(0, word.length)));
  }
}

/** True when one letter was added, left out, replaced, or two neighbours changed places. */
export function oneTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
