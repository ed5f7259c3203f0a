// Facets: "or" within one, "and" across, live counts on each value.
import type { Atlas, Entry } from "./atlas";
import { number, t } from "./i18n";
import { statusLabel } from "./practice-words";

export type FacetKey = "theme" | "section" | "country" | "size" | "right" | "group" | "sdg" | "block" | "status" | "recognised";

/** Chosen values by facet; a facet without a choice is absent. */
export type Choice = Partial<Record<FacetKey, string[]>>;

export interface FacetValue {
  id: string;
  label: string;
}

export interface Facet {
  key: FacetKey;
  label: string;
  values: FacetValue[];
  /** Position of the values of each entry, by the entry's position. */
  has: number[][];
}

export interface Filtered {
  /** Positions of the entries that match. */
  matches: number[];
  /** Counts by facet and position of the value: how many would match if this value were chosen alone in its facet. */
  counts: Map<FacetKey, number[]>;
}

const valuesOf: Record<FacetKey, (entry: Entry, atlas: Atlas) => string[]> = {
  theme: ({ practice }) => practice.themes,
  section: ({ section }) => [section],
  country: ({ country }) => [country],
  size: ({ city }) => [city.size],
  right: ({ practice }) => practice.rights,
  group: ({ practice }) => practice.groups,
  sdg: ({ practice }) => practice.sdgs.map(String),
  block: ({ practice }) => practice.blocks.map(String),
  status: ({ practice }) => [practice.status],
  recognised: ({ city }, atlas) => (atlas.isRecognised(city) ? ["yes"] : []),
};

/** The ten facets over some entries, with every value that the vocabulary knows and at least one entry has, or all. */
export function makeFacets(atlas: Atlas, entries: Entry[]): Facet[] {
  const { themes, rights, groups, sections, sizes, countries } = atlas.vocabulary;
  const named = (terms: Array<{ id: string; label: string }>) => terms.map(({ id, label }) => ({ id, label }));
  const numbered = (most: number, label: (count: string) => string) =>
    Array.from({ length: most }, (_item, at) => ({ id: String(at + 1), label: label(number(at + 1)) }));
  const present = new Set(entries.map(({ country }) => country));
  const lands = countries
    .filter(({ code }) => present.has(code))
    .map(({ code, name }) => ({ id: code, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const facets: Array<[FacetKey, string, FacetValue[]]> = [
    ["theme", t("Theme"), named(themes)],
    ["section", t("World region"), named(sections)],
    ["country", t("Country"), lands],
    ["size", t("Size of city"), named(sizes)],
    ["right", t("Right"), named(rights)],
    ["group", t("Group"), named(groups)],
    ["sdg", t("Sustainable Development Goal"), numbered(17, (count) => t("Goal {count}", { count }))],
    ["block", t("Learning block"), numbered(6, (count) => t("Block {count}", { count }))],
    ["status", t("Status"), statuses()],
    ["recognised", t("Recognition"), [{ id: "yes", label: t("Human rights city") }]],
  ];
  return facets.map(([key, label, values]) => {
    const position = new Map(values.map(({ id }, at) => [id, at]));
    const has = entries.map((entry) =>
      valuesOf[key](entry, atlas)
        .map((id) => position.get(id))
        .filter((at): at is number => at !== undefined),
    );
    return { key, label, values, has };
  });
}

function statuses(): FacetValue[] {
  return ["active", "ended", "planned", "unknown"].map((id) => ({ id, label: statusLabel(id) }));
}

/**
 * Filter some entries by position; `among` null means all. One pass, whatever the number of facets. Without `counting`
 * the counts stay at zero.
 */
export function filter(facets: Facet[], choice: Choice, among: number[] | null, total: number, counting = true): Filtered {
  const asked = facets.flatMap((facet, at) => {
    const ids = choice[facet.key] ?? [];
    const wanted = new Set(ids.map((id) => facet.values.findIndex((value) => value.id === id)));
    return ids.length ? [{ at, wanted, has: facet.has }] : [];
  });
  const counts = facets.map((facet) => new Array<number>(facet.values.length).fill(0));
  const matches: number[] = [];
  const size = among ? among.length : total;
  for (let step = 0; step < size; step += 1) {
    const at = among ? (among[step] as number) : step;
    let failed = -1;
    let failures = 0;
    for (const { at: facet, wanted, has } of asked) {
      if (!has[at]?.some((value) => wanted.has(value))) {
        failures += 1;
        failed = facet;
      }
    }
    if (failures > 1) continue;
    if (failures === 0) matches.push(at);
    if (!counting) continue;
    for (let f = 0; f < facets.length; f += 1) {
      if (failures === 1 && f !== failed) continue;
      const tally = counts[f] as number[];
      for (const value of (facets[f] as Facet).has[at] ?? []) tally[value] = (tally[value] as number) + 1;
    }
  }
  return { matches, counts: new Map(facets.map((facet, f) => [facet.key, counts[f] as number[]])) };
}

/** Add or take away one value. */
export function toggled(choice: Choice, key: FacetKey, id: string): Choice {
  const old = choice[key] ?? [];
  const values = old.includes(id) ? old.filter((other) => other !== id) : [...old, id];
  const next: Choice = { ...choice, [key]: values };
  if (!values.length) delete next[key];
  return next;
}

/** Every chosen value with its labels, for chips. */
export function chosenValues(facets: Facet[], choice: Choice): Array<{ key: FacetKey; id: string; facet: string; label: string }> {
  return facets.flatMap((facet) =>
    (choice[facet.key] ?? []).map((id) => ({
      key: facet.key,
      id,
      facet: facet.label,
      label: facet.values.find((value) => value.id === id)?.label ?? id,
    })),
  );
}
