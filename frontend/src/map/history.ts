// How the movement grew: recognitions by year.
import type { Act, Place, Shown } from "./places";

export interface YearOfActs {
  year: number;
  acts: Array<{ place: Place; act: Act }>;
}

export interface History {
  first: number;
  last: number;
  byYear: Map<number, YearOfActs>;
  /** Years in which something happened, in order. */
  years: number[];
  /** Places that are shown and have no year. */
  undated: number;
  most: number;
}

/** The history of some places, counting the kinds that are shown. Null where nothing has a year. */
export function historyOf(places: Place[], kinds: ReadonlySet<string>): History | null {
  const byYear = new Map<number, YearOfActs>();
  let undated = 0;
  for (const place of places) {
    const acts = place.acts.filter(({ kind }) => kinds.has(kind));
    if (acts.length && acts.every(({ year }) => year === null)) undated += 1;
    for (const act of acts) {
      if (act.year === null) continue;
      const found = byYear.get(act.year) ?? { year: act.year, acts: [] };
      found.acts.push({ place, act });
      byYear.set(act.year, found);
    }
  }
  const years = [...byYear.keys()].sort((a, b) => a - b);
  if (!years.length) return null;
  const most = Math.max(...[...byYear.values()].map(({ acts }) => acts.length));
  return { first: years[0] as number, last: years[years.length - 1] as number, byYear, years, undated, most };
}

/** The next year in which something happened, or the one before; null beyond the ends. */
export function yearBeside(history: History, from: number, by: 1 | -1): number | null {
  const years = by > 0 ? history.years.filter((year) => year > from) : history.years.filter((year) => year < from).reverse();
  return years[0] ?? null;
}

/** How many of the places that are shown have a year. */
export function datedCount(shown: Shown[]): number {
  return shown.filter(({ year }) => year !== null).length;
}
