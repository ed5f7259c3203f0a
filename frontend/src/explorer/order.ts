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
  const wanted = new Uint8Array(entries.length);
  for (const at of positions) wanted[at] = 1;
  return sorted(entries, order, mine).filter((at) => wanted[at]);
}

let known: { entries: Entry[]; key: string; places: number[] } | null = null;

/** All positions in an order. Comparing names is slow, so once for each order; a result is picked from it. */
function sorted(entries: Entry[], order: Order, mine: Territory | null): number[] {
  const key = order === "similar" ? JSON.stringify(mine) : order;
  if (known?.entries === entries && known.key === key) return known.places;
  const compare = new Intl.Collator("en").compare;
  const points = entries.map((entry) => {
    if (order === "similar") return mine ? likeness(entry, mine) : 0;
    return order === "newest" ? (entry.practice.start ?? 0) : 0;
  });
  const places = entries.map((_entry, at) => at);
  places.sort((a, b) => {
    const [one, two] = [entries[a] as Entry, entries[b] as Entry];
    return (
      (points[b] ?? 0) - (points[a] ?? 0) || compare(one.city.name, two.city.name) || compare(one.practice.title, two.practice.title)
    );
  });
  known = { entries, key, places };
  return places;
}
