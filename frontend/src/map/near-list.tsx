// Places with their distance, each a button that opens it.
import { h } from "preact";
import { n, number, t } from "../shared/i18n";
import type { Near } from "./reach";

/** Kilometres as a reader says them: no false precision. */
export function distanceWords(km: number): string {
  if (km < 5) return t("less than 5 km");
  const step = km < 100 ? 5 : km < 1000 ? 10 : 50;
  return t("about {km} km", { km: number(Math.round(km / step) * step) });
}

/** The list. */
export function NearList({ near, choose }: { near: Near[]; choose: (id: string) => void }) {
  return (
    <ul>
      {near.map(({ place, km }) => (
        <li key={place.id}>
          <button type="button" class="plain" dir="auto" onClick={() => choose(place.id)}>
            {place.name}
          </button>
          , <span dir="auto">{place.countryName}</span>: {distanceWords(km)}
          {place.entries.length > 0 && ` · ${n("{count} practice", "{count} practices", place.entries.length)}`}
        </li>
      ))}
    </ul>
  );
}
