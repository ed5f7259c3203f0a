// A place in words: what the map speaks and the list shows.
import type { Atlas } from "../shared/atlas";
import { n, t, year } from "../shared/i18n";
import { PRACTICE, type Act, type Shown } from "./places";

/** "Decision of the council, 2009". */
export function actWords(atlas: Atlas, act: Act): string {
  const label = atlas.label("recognition", act.kind);
  return act.year ? t("{what}, {year}", { what: label, year: year(act.year) }) : t("{what}, year not known", { what: label });
}

/** The kind of the sign and its first year, in a few words. */
export function signWords(atlas: Atlas, item: Shown): string {
  if (item.kind === PRACTICE) return t("A practice only");
  const label = atlas.label("recognition", item.kind);
  return item.year ? t("{what}, {year}", { what: label, year: year(item.year) }) : label;
}

export function practiceWords(count: number): string {
  return count ? n("{count} practice", "{count} practices", count) : t("no practice in the atlas");
}

/** Everything that a mark says: name, country, recognition, number of practices. */
export function spoken(atlas: Atlas, { place }: Shown): string {
  const acts = place.acts.length ? place.acts.map((act) => actWords(atlas, act)) : [t("no recognition known")];
  return [`${place.name}, ${place.countryName}`, ...acts, practiceWords(place.entries.length)].join(". ");
}
