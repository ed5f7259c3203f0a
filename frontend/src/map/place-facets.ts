// Facets of places: region, country, size, theme of their practices.
import type { Atlas } from "../shared/atlas";
import { filter, type Choice, type Facet, type FacetKey } from "../shared/facets";
import { t } from "../shared/i18n";
import type { Place } from "./places";

/** The facets of some places. */
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

/** The places that a choice leaves, null for no choice. */
export function chosenAmong(places: Place[], facets: Facet[], choice: Choice): ReadonlySet<Place> | null {
  if (!Object.keys(choice).length) return null;
  const { matches } = filter(facets, choice, null, places.length, false);
  return new Set(matches.map((at) => places[at] as Place));
}
