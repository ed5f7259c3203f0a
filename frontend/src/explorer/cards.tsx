// The result as cards; more of them on request.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Entry } from "../shared/atlas";
import { n, t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { years } from "../shared/practice-words";
import { useSignal, type Signal } from "../shared/signal";
import type { FindProps } from "./find";

const FIRST = 12;
const STEP = 24;

interface CardsProps extends FindProps {
  entries: Entry[];
  /** Where the list is the answer to a query: the best match follows it at once, all else with the next `entries`. */
  answer?: Signal<Entry[]>;
}

/** A list of practices. */
export function Cards(props: CardsProps) {
  const { entries, back, answer } = props;
  const from = back ? entries.findIndex(({ practice }) => practice.id === back) : -1;
  const [most, setMost] = useState(Math.max(FIRST, from + 1));
  return (
    <div>
      <ul class="cards">
        {/* By place, not by practice: a new result changes words in cards that stand there, which paints sooner. */}
        {entries.slice(0, most).map((entry, place) => (
          <Card key={place} {...props} answer={place ? undefined : answer} entry={entry} named={`card-${place}`} />
        ))}
      </ul>
      {entries.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + STEP)}>
          {n("Show {count} more", "Show {count} more", Math.min(STEP, entries.length - most))}
        </button>
      )}
    </div>
  );
}

interface CardProps extends CardsProps {
  entry: Entry;
  /** The id of the title. */
  named: string;
}

/** A card that stays as it is is not looked at again. */
function Card(props: CardProps) {
  const { answer, entry, compared, back } = props;
  return useMemo(
    () => (
      <li class="card">
        {answer ? <FirstWords {...props} answer={answer} /> : <Words {...props} />}
        <Choices {...props} />
      </li>
    ),
    [answer, entry, compared, back],
  );
}

function FirstWords(props: CardProps & { answer: Signal<Entry[]> }) {
  // An answer without any entry leaves the card as it is, until the list goes.
  return <Words {...props} entry={useSignal(props.answer, ([best]) => best) ?? props.entry} />;
}

function Words({ entry, named, session, atlas, read, back }: CardProps) {
  const { practice, city } = entry;
  const title = useRef<HTMLButtonElement>(null);
  const seen = useSignal(session.opened).includes(practice.n);
  useEffect(() => {
    if (back === practice.id) title.current?.focus();
  }, [back]);
  return (
    <Fragment>
      <h4 lang="en" dir="auto">
        <button type="button" class="title" id={named} ref={title} onClick={() => read(entry)}>
          {practice.title}
        </button>
      </h4>
      <p class="place" dir="auto">
        <strong>{city.name}</strong>
        {[`, ${entry.countryName}`, years(entry)].filter(Boolean).join(" · ")}
        {seen && <span class="seen"> · ✓ {t("opened")}</span>}
      </p>
      <p lang="en" dir="auto">
        {practice.summary}
      </p>
      <p class="quiet" lang="en" dir="auto">
        {practice.themes.map((id) => atlas.label("themes", id)).join(" · ")}
      </p>
    </Fragment>
  );
}

function Choices({ entry, named, session, compared, compare }: CardProps) {
  const { id } = entry.practice;
  return (
    <div class="bar">
      <KeepButton learner={session.learner} id={id} titled={named} />
      <label class="value">
        <input type="checkbox" checked={compared.includes(id)} aria-labelledby={`compare-${named} ${named}`} onChange={() => compare(id)} />
        <span id={`compare-${named}`}>{t("Compare")}</span>
      </label>
    </div>
  );
}
