// A practice, read in the flow of the page.
import { h, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Atlas, AtlasFailure, Body, Entry } from "./atlas";
import { Failure } from "./failure";
import { date, t } from "./i18n";
import { standing } from "./practice-words";
import { SourceList } from "./source-list";

interface ReaderProps {
  atlas: Atlas;
  entry: Entry;
  /** Back to where the reader came from. */
  close: () => void;
  previous?: (() => void) | null;
  next?: (() => void) | null;
  /** What the block adds below the heading: keep, compare ... */
  actions?: ComponentChildren;
  /** What the block adds below the text: the note ... */
  children?: ComponentChildren;
  closeLabel?: string;
}

type BodyState = { body: Body | null; failure: AtlasFailure | null; done: boolean };

/** The text of a practice, with retry. */
export function useBody(atlas: Atlas, entry: Entry): BodyState & { retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<BodyState>({ body: null, failure: null, done: false });
  useEffect(() => {
    let wanted = true;
    setState({ body: null, failure: null, done: false });
    atlas.body(entry).then(
      (body) => wanted && setState({ body, failure: null, done: true }),
      (failure: AtlasFailure) => wanted && setState({ body: null, failure, done: true }),
    );
    return () => {
      wanted = false;
    };
  }, [entry, attempt]);
  return { ...state, retry: () => setAttempt(attempt + 1) };
}

/** One practice with everything that is known about it. Takes the focus to its heading when it opens. */
export function Reader(props: ReaderProps) {
  const { atlas, entry, close, previous, next } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [entry]);
  const { practice, city } = entry;
  return (
    <article class="reader">
      <div class="bar">
        <button type="button" class="button" onClick={close}>
          {props.closeLabel ?? t("Back to the list")}
        </button>
        {previous !== undefined && <Step label={t("Previous")} go={previous} />}
        {next !== undefined && <Step label={t("Next")} go={next ?? null} />}
      </div>
      <h4 ref={heading} tabIndex={-1} lang="en" dir="auto">
        {practice.title}
      </h4>
      <p class="place" dir="auto">
        <strong>{city.name}</strong>, {entry.countryName}
        {" · "}
        {[atlas.label("sizes", city.size), standing(entry)].filter(Boolean).join(" · ")}
      </p>
      {practice.local_name && (
        <p class="quiet">
          {t("Local name:")}{" "}
          <span lang={practice.local_language} dir="auto">
            {practice.local_name}
          </span>
        </p>
      )}
      {props.actions}
      <BodyText {...props} />
      {props.children}
    </article>
  );
}

function Step({ label, go }: { label: string; go: (() => void) | null | undefined }) {
  return (
    <button type="button" class="button" disabled={!go} onClick={() => go?.()}>
      {label}
    </button>
  );
}

function BodyText({ atlas, entry }: ReaderProps) {
  const { body, failure, done, retry } = useBody(atlas, entry);
  if (failure) return <Failure sentence={failure.message} again={failure.again} retry={retry} />;
  if (!done) return <p>{t("Loading the text …")}</p>;
  if (!body) {
    return (
      <div lang="en" dir="auto">
        <p class="lead">{entry.practice.summary}</p>
        <p class="notice">{t("This text is being updated. Come back later.")}</p>
      </div>
    );
  }
  return <Text atlas={atlas} entry={entry} body={body} />;
}

/** The parts of a body in reading order, with their headings. */
export function bodyParts(body: Body): Array<{ key: string; label: string; text: string }> {
  return [
    { key: "problem", label: t("What was wrong"), text: body.problem },
    { key: "action", label: t("What was done"), text: body.action },
    { key: "participants", label: t("Who took part"), text: body.participants },
    { key: "basis", label: t("Legal or policy basis"), text: body.basis },
    { key: "results", label: t("Results"), text: body.results },
    { key: "limits", label: t("What did not work, or stays open"), text: body.limits },
  ].filter((part): part is { key: string; label: string; text: string } => typeof part.text === "string" && part.text !== "");
}

function Text({ atlas, entry, body }: { atlas: Atlas; entry: Entry; body: Body }) {
  const { practice } = entry;
  return (
    <div class="text">
      {bodyParts(body).map(({ key, label, text }) => (
        <section key={key}>
          <h5>{label}</h5>
          <p lang="en" dir="auto">
            {text}
          </p>
        </section>
      ))}
      <Tags label={t("Rights")} items={practice.rights.map((id) => atlas.label("rights", id))} />
      <Tags label={t("Themes")} items={practice.themes.map((id) => atlas.label("themes", id))} />
      <Tags label={t("Instruments")} items={body.instruments} />
      <h5>{t("Sources")}</h5>
      <SourceList sources={body.sources} />
      <p class="quiet">
        {practice.verified
          ? t("Read again against its sources on {date}.", { date: date(practice.verified) })
          : t("Not yet read a second time against its sources.")}{" "}
        {body.confidence === "medium" && t("It rests on one secondary source.")}
      </p>
    </div>
  );
}

function Tags({ label, items }: { label: string; items: string[] }) {
  if (!items.length) return null;
  return (
    <p class="tags">
      <strong>{t("{label}:", { label })}</strong> <span dir="auto">{items.join("; ")}</span>
    </p>
  );
}
