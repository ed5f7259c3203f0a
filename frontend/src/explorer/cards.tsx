// The result as cards; more of them on request.
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../shared/atlas";
import { n, t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { years } from "../shared/practice-words";
import { useSignal } from "../shared/signal";
import type { FindProps } from "./find";

const FIRST = 12;
const STEP = 24;

type CardsProps = FindProps & { entries: Entry[] };

/** A list of practices. */
export function Cards(props: CardsProps) {
  const { entries, back } = props;
  const from = back ? entries.findIndex(({ practice }) => practice.id === back) : -1;
  const [most, setMost] = useState(Math.max(FIRST, from + 1));
  const shown = entries.slice(0, most);
  return (
    <div>
      <ul class="cards">
        {shown.map((entry) => (
          <Card key={entry.practice.id} {...props} entry={entry} />
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

function Card({ entry, session, atlas, read, back, compared, compare }: CardsProps & { entry: Entry }) {
  const { practice, city } = entry;
  const title = useRef<HTMLButtonElement>(null);
  const seen = useSignal(session.opened).includes(practice.n);
  useEffect(() => {
    if (back === practice.id) title.current?.focus();
  }, []);
  return (
    <li class="card">
      <h4 lang="en" dir="auto">
        <button type="button" class="title" ref={title} onClick={() => read(entry)}>
          {practice.title}
        </button>
      </h4>
      <p class="place">
        <strong dir="auto">{city.name}</strong>, <span dir="auto">{entry.countryName}</span>
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
        <KeepButton learner={session.learner} id={practice.id} title={practice.title} />
        <label class="value">
          <input type="checkbox" checked={compared.includes(practice.id)} onChange={() => compare(practice.id)} />
          <span>
            {t("Compare")}
            <span class="unseen"> {practice.title}</span>
          </span>
        </label>
      </div>
    </li>
  );
}
