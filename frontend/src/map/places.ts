// The cities of the atlas as the map knows them, and which of them a query shows, with which sign.
import type { Atlas, City, Entry, Recognition } from "../shared/atlas";
import { filter, type Choice, type Facet, type FacetKey } from "../shared/facets";
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
  words: string[];
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
      words: words(`${city.name} ${countryName}`),
    };
  });
  const compare = new Intl.Collator("en").compare;
  return places.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}

/** Facets of places: region, country, size, theme of their practices. */
export function placeFacets(atlas: Atlas, places: Place[]): Facet[] {
  const { sections, sizes, themes, countries } = atlas.vocabulary;
  const present = new Set(places.map(({ city }) => city.country));
  const lands = countries
    .filter(({ code }) => present.has(code))
    .map(({ code, name }) => ({ id: code as string, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const facets: Array<[FacetKey, string, Array<{ id: string; label: string }>, (place: Place) => string[]]> = [
    ["section", t("World region"), sections, ({ section }) => [section]],
    ["country", t("Country"), lands, ({ city }) => [city.country]],
    ["size", t("Size of city"), sizes, ({ city }) => [city.size]],
    ["theme", t("Theme of a practice"), themes, ({ entries }) => [...new Set(entries.flatMap(({ practice }) => practice.themes))]],
  ];
  return facets.map(([key, label, values, of]) => {
    const position = new Map(values.map(({ id }, at) => [id, at]));
    const has = places.map((place) => of(place).map((id) => position.get(id)).filter((at): at is number => at !== undefined));
    return { key, label, values, has };
  });
}

/** Positions of the places that hold each word of a text as the beginning of a word; null for no text. */
export function findPlaces(places: Place[], text: string): number[] | null {
  const wanted = words(text.slice(0, 100));
  if (!wanted.length) return fold(text).trim() ? [] : null;
  const found: number[] = [];
  places.forEach((place, at) => {
    if (wanted.every((word) => place.words.some((own) => own.startsWith(word)))) found.push(at);
  });
  return found;
}

export interface Question {
  text: string;
  choice: Choice;
  kinds: ReadonlySet<string>;
  /** Show recognitions of this year and earlier, and those without a year; null for all. */
  until: number | null;
}

export interface Answer {
  shown: Shown[];
  facetCounts: Map<FacetKey, number[]>;
  /** How many places have each kind, whichever kinds are shown. */
  kindCounts: Map<string, number>;
}

/** What a query shows, in the order of the places. */
export function ask(places: Place[], facets: Facet[], { text, choice, kinds, until }: Question): Answer {
  const { matches, counts } = filter(facets, choice, findPlaces(places, text), places.length);
  const shown: Shown[] = [];
  const kindCounts = new Map<string, number>();
  for (const at of matches) {
    const place = places[at] as Place;
    const inTime = until === null ? place.acts : place.acts.filter(({ year }) => year === null || year <= until);
    for (const kind of new Set(inTime.map((act) => act.kind))) kindCounts.set(kind, (kindCounts.get(kind) ?? 0) + 1);
    const acts = inTime.filter(({ kind }) => kinds.has(kind));
    const sign = signOf(place, acts, until);
    if (!acts.length && place.entries.length) kindCounts.set(PRACTICE, (kindCounts.get(PRACTICE) ?? 0) + 1);
    if (sign && (acts.length || kinds.has(PRACTICE))) shown.push(sign);
  }
  return { shown, facetCounts: counts, kindCounts };
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
