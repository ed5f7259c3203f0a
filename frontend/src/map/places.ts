// The cities of the atlas as the map knows them, and which of them a query shows, with which sign.
import type { Atlas, City, Entry, Recognition } from "../shared/atlas";
import { fold, words } from "../shared/fold";
import { t } from "../shared/i18n";
import { project } from "./projection";

/** The sign of cities that are on the map for a practice alone. */
export const PRACTICE = "practice";

/** One act of recognition. */
export interface Act {
  kind: string;
  strong: boolean;
  year: number | null;
  record: Recognition;
}

export interface Place {
  id: string;
  name: string;
  city: City;
  countryName: string;
  section: string;
  /** Point on the plane of the basemap; null where the atlas has no valid position: then in the list only. */
  point: [number, number] | null;
  acts: Act[];
  entries: Entry[];
  /** Made when the first search asks for them: `wordsOf`. */
  words?: string[];
}

/** A place that the query shows. */
export interface Shown {
  place: Place;
  /** The kind whose sign it bears. */
  kind: string;
  strong: boolean;
  /** While years are looked at: the act of the sign has no known year. */
  undated: boolean;
  /** The year of the act of the sign, null where none is known. */
  year: number | null;
}

export interface Kind {
  id: string;
  label: string;
  definition: string;
  strong: boolean;
}

/** The kinds of recognition in their order, and after them places with a practice alone. */
export function kindsOf(atlas: Atlas): Kind[] {
  const kinds = atlas.vocabulary.recognition.map(({ id, label, definition, strength }) => ({ id, label, definition, strong: strength === "strong" }));
  return [
    ...kinds,
    { id: PRACTICE, label: t("A practice only"), definition: t("Places with a practice in the atlas, and no recognition of a kind that is shown."), strong: false },
  ];
}

function positionOf({ lat, lon }: City): [number, number] | null {
  const valid = typeof lat === "number" && typeof lon === "number" && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return valid ? project(lon, lat) : null;
}

/** Every city, by name. */
export function placesOf(atlas: Atlas): Place[] {
  const sections = new Map(atlas.vocabulary.countries.map(({ code, section }) => [code, section as string]));
  const strong = new Set(atlas.vocabulary.recognition.filter(({ strength }) => strength === "strong").map(({ id }) => id as string));
  const practices = new Map<string, Entry[]>();
  for (const entry of atlas.entries) practices.set(entry.city.id, [...(practices.get(entry.city.id) ?? []), entry]);
  const places = [...atlas.cities.values()].map((city): Place => {
    const countryName = atlas.label("countries", city.country);
    return {
      id: city.id,
      name: city.name,
      city,
      countryName,
      section: sections.get(city.country) ?? "",
      point: positionOf(city),
      acts: city.recognition.map((record) => ({
        kind: record.kind,
        strong: (record.strength ?? (strong.has(record.kind) ? "strong" : "weak")) === "strong",
        year: typeof record.year === "number" ? record.year : null,
        record,
      })),
      entries: practices.get(city.id) ?? [],
    };
  });
  const compare = new Intl.Collator("en").compare;
  return places.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}

function wordsOf(place: Place): string[] {
  place.words ??= words(`${place.name} ${place.countryName}`);
  return place.words;
}

/** Positions of the places that hold each word of a text as the beginning of a word; null for no text. */
export function findPlaces(places: Place[], text: string): number[] | null {
  const wanted = words(text.slice(0, 100));
  if (!wanted.length) return fold(text).trim() ? [] : null;
  const found: number[] = [];
  places.forEach((place, at) => {
    if (wanted.every((word) => wordsOf(place).some((own) => own.startsWith(word)))) found.push(at);
  });
  return found;
}

export interface Question {
  text: string;
  /** The places that the chosen filters leave, null where none is chosen. */
  among: ReadonlySet<Place> | null;
  kinds: ReadonlySet<string>;
  /** Show recognitions of this year and earlier, and those without a year; null for all. */
  until: number | null;
}

export interface Answer {
  shown: Shown[];
  /** How many places have each kind, whichever kinds are shown. */
  kindCounts: Map<string, number>;
}

/** What a query shows, in the order of the places. */
export function ask(places: Place[], { text, among, kinds, until }: Question): Answer {
  const found = findPlaces(places, text)?.map((at) => places[at] as Place) ?? places;
  const shown: Shown[] = [];
  const kindCounts = new Map<string, number>();
  const count = (kind: string) => kindCounts.set(kind, (kindCounts.get(kind) ?? 0) + 1);
  for (const place of found) {
    if (among && !among.has(place)) continue;
    const inTime = until === null ? place.acts : place.acts.filter(({ year }) => year === null || year <= until);
    inTime.forEach(({ kind }, at) => inTime.findIndex((act) => act.kind === kind) === at && count(kind));
    const acts = inTime.filter(({ kind }) => kinds.has(kind));
    if (!acts.length && place.entries.length) count(PRACTICE);
    if (!acts.length && !kinds.has(PRACTICE)) continue;
    const sign = signOf(place, acts, until);
    if (sign) shown.push(sign);
  }
  return { shown, kindCounts };
}

/** The sign of some acts: that of the earliest strong one, so that kind and year are of the same act. */
function signOf(place: Place, acts: Act[], until: number | null): Shown | null {
  const strong = acts.filter((act) => act.strong);
  const [act] = [...(strong.length ? strong : acts)].sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity) || 0);
  if (!act) return place.entries.length ? { place, kind: PRACTICE, strong: false, undated: false, year: null } : null;
  return { place, kind: act.kind, strong: act.strong, undated: until !== null && act.year === null, year: act.year };
}

/** A place that was opened though the query does not show it. */
export function alone(place: Place): Shown {
  return signOf(place, place.acts, null) ?? { place, kind: PRACTICE, strong: false, undated: false, year: null };
}
