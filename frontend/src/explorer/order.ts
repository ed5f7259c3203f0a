// The orders of a result.
import type { Entry } from "../shared/atlas";
import type { Territory } from "../shared/learner";

export type Order = "relevance" | "similar" | "city" | "newest";

const SIZES = ["village", "town", "city", "large-city", "metropolis"];

/** How much a practice's city is like one's own: 0 to 6. */
export function likeness({ city, section, country }: Entry, mine: Territory): number {
  let points = 0;
  if (mine.section && section === mine.section) points += 2;
  if (mine.country && country === mine.country) points += 1;
  if (mine.size && city.size === mine.size) points += 3;
  else if (mine.size && Math.abs(SIZES.indexOf(city.size) - SIZES.indexOf(mine.size)) === 1) points += 1;
  return points;
}

/** Put positions in order. Relevance is the order that the search gave. */
export function inOrder(entries: Entry[], positions: number[], order: Order, mine: Territory | null): number[] {
  if (order === "relevance") return positions;
  const entry = (at: number) => entries[at] as Entry;
  const keys = new Map<number, number>();
  for (const at of positions) {
    const { practice } = entry(at);
    keys.set(at, order === "similar" && mine ? likeness(entry(at), mine) : order === "newest" ? (practice.start ?? 0) : 0);
  }
  const byName = ranks(entries);
  return [...positions].sort((a, b) => (keys.get(b) ?? 0) - (keys.get(a) ?? 0) || (byName[a] ?? 0) - (byName[b] ?? 0));
}

let ranked: { entries: Entry[]; rank: number[] } | null = null;

/** The place of each entry by city and title; comparing names is slow, so once. */
function ranks(entries: Entry[]): number[] {
  if (ranked?.entries === entries) return ranked.rank;
  const compare = new Intl.Collator("en").compare;
  const order = entries.map((_entry, at) => at);
  order.sort((a, b) => {
    const [one, two] = [entries[a] as Entry, entries[b] as Entry];
    return compare(one.city.name, two.city.name) || compare(one.practice.title, two.practice.title);
  });
  const rank = new Array<number>(entries.length);
  order.forEach((at, place) => (rank[at] = place));
  ranked = { entries, rank };
  return rank;
}
