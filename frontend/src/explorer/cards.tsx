// The result as cards; more of them on request.
import { h, type ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../shared/atlas";
import { n, t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { years } from "../shared/practice-words";
import { useSignal } from "../shared/signal";
import type { FindProps } from "./find";
import { useLate } from "./late";

const FIRST = 12;
const STEP = 24;
/** These are painted at once, the others a frame later: a phone shows no more of them under the search. */
const AT_ONCE = 2;

interface Drawn {
  entry: Entry;
  compared: string[];
  back: string | null;
  card: ComponentChild;
}

type CardsProps = FindProps & { entries: Entry[] };

/** A list of practices. */
export function Cards(props: CardsProps) {
  const { entries, back } = props;
  const from = back ? entries.findIndex(({ practice }) => practice.id === back) : -1;
  const [most, setMost] = useState(Math.max(FIRST, from + 1));
  const late = useLate(entries);
  const kept = useRef<Drawn[]>([]);
  // By place, not by practice: a new result changes words in cards that stand there, which paints sooner. A card that
  // stays as it is is not looked at again.
  const drawn = (at: number, entry: Entry) => {
    const old = kept.current[at];
    if (old && old.entry === entry && old.compared === props.compared && old.back === back) return old.card;
    const card = <Card key={at} {...props} entry={entry} place={at} />;
    kept.current[at] = { entry, compared: props.compared, back, card };
    return card;
  };
  const shown = entries.length > AT_ONCE ? [...entries.slice(0, AT_ONCE), ...late.slice(AT_ONCE, most)] : entries;
  return (
    <div>
      <ul class="cards">
        {shown.map((entry, at) => drawn(at, entry))}
      </ul>
      {entries.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + STEP)}>
          {n("Show {count} more", "Show {count} more", Math.min(STEP, entries.length - most))}
        </button>
      )}
    </div>
  );
}

function Card({ entry, place, session, atlas, read, back, compared, compare }: CardsProps & { entry: Entry; place: number }) {
  const { practice, city } = entry;
  const named = `card-${place}`;
  const title = useRef<HTMLButtonElement>(null);
  const seen = useSignal(session.opened).includes(practice.n);
  useEffect(() => {
    if (back === practice.id) title.current?.focus();
  }, [back]);
  return (
    <li class="card">
      <h4 lang="en" dir="auto">
        <button type="button" class="title" id={named} ref={title} onClick={() => read(entry)}>
          {practice.title}
        </button>
      </h4>
      <p class="place" dir="auto">
        <strong>{city.name}</strong>, {entry.countryName}
        {years(entry) && ` · ${years(entry)}`}
        {seen && <span class="seen"> · ✓ {t("opened")}</span>}
      </p>
      <p lang="en" dir="auto">
        {practice.summary}
      </p>
      <p class="quiet" lang="en" dir="auto">
        {practice.themes.map((id) => atlas.label("themes", id)).join(" · ")}
      </p>
      <div class="bar">
        <KeepButton learner={session.learner} id={practice.id} titled={named} />
        <label class="value">
          <input
            type="checkbox"
            checked={compared.includes(practice.id)}
            aria-labelledby={`compare-${named} ${named}`}
            onChange={() => compare(practice.id)}
          />
          <span id={`compare-${named}`}>{t("Compare")}</span>
        </label>
      </div>
    </li>
  );
}
