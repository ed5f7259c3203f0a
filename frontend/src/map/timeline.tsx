// The years: a slider with a small histogram, step by step or played, and each year in words.
import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { Atlas } from "../shared/atlas";
import { record } from "../shared/events";
import { list, n, t, year as yearText } from "../shared/i18n";
import { datedCount, historyOf, yearBeside, type History } from "./history";
import { PRACTICE } from "./places";
import type { MapQuery } from "./query";
import type { Session } from "./session";

const PAUSE_MS = 1_600;
const NAMES = 4;

/** Nothing where no recognition that is shown has a year. `kinds` may be those of a moment before. */
export function Timeline({ query, kinds, session }: { query: MapQuery; kinds: ReadonlySet<string>; session: Session }) {
  const { places } = query;
  const history = useMemo(() => historyOf(places, kinds), [places, kinds]);
  return history && history.years.length > 1 ? <Years query={query} session={session} history={history} /> : null;
}

/** Play year after year, a pause after each; told as an event when it stops. */
function usePlay(session: Session, history: History, at: number, go: (year: number) => void) {
  const [playing, setPlaying] = useState(false);
  const played = useRef(false);
  useEffect(() => {
    if (!playing) return;
    const next = yearBeside(history, at, 1);
    const timer = setTimeout(() => (next === null ? setPlaying(false) : go(next)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [playing, at, history]);
  useEffect(() => {
    if (played.current && !playing) record(session.host, "timeline.played", { until: at });
    played.current = playing;
  }, [playing]);
  return [playing, setPlaying] as const;
}

function Years({ query, session, history }: { query: MapQuery; session: Session; history: History }) {
  const { until, setUntil } = query;
  const at = Math.min(until ?? history.last, history.last);
  const words = storyOf(query.atlas, history, at);
  const go = (year: number) => setUntil(year >= history.last ? null : year);
  const [playing, setPlaying] = usePlay(session, history, at, go);
  const play = () => {
    if (!playing && until === null) go(history.first);
    setPlaying(!playing);
  };
  const move = (year: number | null, speak: boolean) => {
    setPlaying(false);
    if (year === null) return;
    go(year);
    const { text, detail } = storyOf(query.atlas, history, year);
    if (speak) announce(`${text} ${detail}`);
  };
  return (
    <fieldset class="years">
      <legend>{t("How the movement grew")}</legend>
      <div class="bar">
        <button type="button" class="button main play" aria-pressed={playing} onClick={play}>
          {playing ? t("Pause") : t("Play")}
        </button>
        <button type="button" class="button" disabled={at <= history.first} onClick={() => move(yearBeside(history, at, -1), true)}>
          {t("Year before")}
        </button>
        <button type="button" class="button" disabled={at >= history.last} onClick={() => move(yearBeside(history, at, 1), true)}>
          {t("Next year")}
        </button>
        <button type="button" class="plain" hidden={until === null} onClick={() => move(history.last, false)}>
          {t("All years")}
        </button>
      </div>
      {useMemo(() => <Histogram history={history} at={at} />, [history, at])}
      <Slider query={query} history={history} at={at} move={(year) => move(year, false)} />
      <p class="story">
        <span dir="auto">{words.text}</span> <span lang="en" dir="auto">{words.detail}</span>
      </p>
      <Counts query={query} at={at} />
    </fieldset>
  );
}

function Slider({ query, history, at, move }: { query: MapQuery; history: History; at: number; move: (year: number) => void }) {
  const dated = datedCount(query.answer.shown);
  return (
    <div>
      <input
        type="range"
        class="slider"
        aria-label={t("Show recognitions up to the year")}
        aria-valuetext={n("{year}: {count} place with a known year", "{year}: {count} places with a known year", dated, { year: yearText(at) })}
        min={history.first}
        max={history.last}
        step={1}
        value={at}
        onInput={(event) => move(Number(event.currentTarget.value))}
      />
      <p class="ends quiet" aria-hidden="true">
        <span>{yearText(history.first)}</span>
        <strong>{yearText(at)}</strong>
        <span>{yearText(history.last)}</span>
      </p>
    </div>
  );
}

function Counts({ query, at }: { query: MapQuery; at: number }) {
  const { shown } = query.answer;
  const undated = shown.filter(({ kind, year }) => year === null && kind !== PRACTICE).length;
  return (
    <p class="quiet">
      {n("Up to {year}: {count} place with a known year.", "Up to {year}: {count} places with a known year.", datedCount(shown), { year: yearText(at) })}{" "}
      {undated > 0 &&
        n("{count} more place has no known year; it is always shown.", "{count} more places have no known year; they are always shown.", undated)}
    </p>
  );
}

function Histogram({ history, at }: { history: History; at: number }) {
  const years = Array.from({ length: history.last - history.first + 1 }, (_item, step) => history.first + step);
  return (
    <div class="histogram" aria-hidden="true">
      {years.map((year) => {
        const count = history.byYear.get(year)?.acts.length ?? 0;
        return <span key={year} class={year <= at ? "reached" : ""} style={{ blockSize: `${count ? Math.max(8, (100 * count) / history.most) : 0}%` }} />;
      })}
    </div>
  );
}

/** What happened in a year, in words: one act with what it says; of several, the names. */
export function storyOf(atlas: Atlas, history: History, year: number): { text: string; detail: string } {
  const acts = history.byYear.get(year)?.acts ?? [];
  const [first] = acts;
  if (!first) return { text: t("{year}: no recognition with this year.", { year: yearText(year) }), detail: "" };
  if (acts.length === 1) {
    const what = atlas.label("recognition", first.act.kind);
    return { text: t("{year}: {place} – {what}.", { year: yearText(year), place: first.place.name, what }), detail: first.act.record.detail };
  }
  const names = [...new Set(acts.map(({ place }) => place.name))];
  const rest = names.length - NAMES;
  const some = names.slice(0, NAMES);
  if (rest > 0) some.push(n("{count} more", "{count} more", rest));
  const text = t("{year}: {names}.", { year: yearText(year), names: list(some) });
  return { text, detail: names.length <= 2 ? acts.map(({ act }) => act.record.detail).join(" ") : "" };
}
