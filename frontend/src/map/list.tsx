// The same places as a list: whoever cannot use the map loses nothing.
import { h, type VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import { n, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { strokeOf, type Sign } from "./look";
import type { Shown } from "./places";
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
  const open = useRef(choose);
  open.current = choose;
  const rows = useRef(new Map<string, Row>());
  const row = (item: Shown) => {
    const { id } = item.place;
    const key = [item.kind, item.strong, item.undated, item.year, id === chosen, opened.includes(id)].join();
    const known = rows.current.get(id);
    if (known?.key === key) return known.drawn;
    const drawn = (
      <PlaceRow key={id} atlas={atlas} item={item} sign={signs.get(item.kind)} current={id === chosen} seen={opened.includes(id)} open={() => open.current(id)} />
    );
    rows.current.set(id, { key, drawn });
    return drawn;
  };
  return (
    <div>
      <ul class="places">{shown.slice(0, most).map(row)}</ul>
      {shown.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + STEP)}>
          {n("Show {count} more place", "Show {count} more places", Math.min(STEP, shown.length - most))}
        </button>
      )}
    </div>
  );
}

/** A row that is drawn again only when it says something else. */
interface Row {
  key: string;
  drawn: VNode;
}

interface RowProps {
  atlas: Atlas;
  item: Shown;
  sign: Sign | undefined;
  current: boolean;
  seen: boolean;
  open: () => void;
}

function PlaceRow({ atlas, item, sign, current, seen, open }: RowProps) {
  const { place } = item;
  return (
    <li>
      <button type="button" class="place-button" aria-current={current ? "true" : undefined} onClick={open}>
        {sign && <SignPicture sign={sign} stroke={strokeOf(item)} />}
        <span>
          <span dir="auto">
            <strong>{place.name}</strong>, {place.countryName}
          </span>
          <span class="about">
            <span dir="auto">{signWords(atlas, item)}</span>
            {place.entries.length > 0 && ` · ${practiceWords(place.entries.length)}`}
            {seen && <span class="seen"> · ✓ {t("opened")}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}
