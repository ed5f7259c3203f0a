// The same places as a list: whoever cannot use the map loses nothing.
import { h } from "preact";
import { useState } from "preact/hooks";
import { n, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { strokeOf } from "./look";
import { SignPicture } from "./sign";
import { practiceWords, signWords } from "./speak";
import type { MapQuery } from "./query";
import type { Session } from "./session";

const FIRST = 24;
const STEP = 48;

export interface ListProps {
  query: MapQuery;
  session: Session;
  chosen: string | null;
  choose: (id: string) => void;
}

/** Places by name; more of them on request. */
export function PlaceList({ query, session, chosen, choose }: ListProps) {
  const { atlas, signs, answer } = query;
  const [most, setMost] = useState(FIRST);
  const opened = useSignal(session.opened);
  const { shown } = answer;
  return (
    <div>
      <ul class="places">
        {shown.slice(0, most).map((item) => {
          const { place } = item;
          const sign = signs.get(item.kind);
          return (
            <li key={place.id}>
              <button type="button" class="place-button" aria-current={place.id === chosen ? "true" : undefined} onClick={() => choose(place.id)}>
                {sign && <SignPicture sign={sign} stroke={strokeOf(item)} />}
                <span>
                  <strong dir="auto">{place.name}</strong>, <span dir="auto">{place.countryName}</span>
                  <span class="about">
                    {signWords(atlas, item)}
                    {place.entries.length > 0 && ` · ${practiceWords(place.entries.length)}`}
                    {opened.includes(place.id) && <span class="seen"> · ✓ {t("opened")}</span>}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + STEP)}>
          {n("Show {count} more", "Show {count} more", Math.min(STEP, shown.length - most))}
        </button>
      )}
    </div>
  );
}
