// Two hundred known-item queries, always the same ones: a city and a word of the title of one practice.
import type { Entry } from "../src/shared/atlas";
import { words } from "../src/shared/fold";

export const QUERIES = 200;

export interface KnownItem {
  /** Where the practice stands among the entries. */
  at: number;
  city: string;
  word: string;
}

/** A small generator of numbers, the same on every machine. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const next = chance(2026);
const pick = <T>(items: T[]): T => items[Math.floor(next() * items.length)] as T;

/** The queries for an atlas. */
export function knownItems(entries: Entry[]): KnownItem[] {
  return Array.from({ length: QUERIES }, (_item, at) => {
    const entry = entries[Math.floor((at * entries.length) / QUERIES)]!;
    const long = entry.practice.title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
    return { at: entries.indexOf(entry), city: entry.city.name, word: pick(long) };
  });
}

/** A text without its accents, as many people type it. */
export const plain = (text: string): string => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/** One letter of the longest word of the city is left out, doubled, replaced, or swapped with its neighbour. */
export function mistyped(city: string): string {
  const longest = words(city).sort((a, b) => b.length - a.length)[0] ?? city;
  const place = 1 + Math.floor(next() * Math.max(1, longest.length - 2));
  const [start, letter, end] = [longest.slice(0, place), longest[place] ?? "", longest.slice(place + 1)];
  const typo = pick([start + end, start + letter + letter + end, `${start}x${end}`, start + (end[0] ?? "") + letter + end.slice(1)]);
  return words(city).map((word) => (word === longest ? typo : word)).join(" ");
}
