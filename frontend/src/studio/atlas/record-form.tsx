// The form of one record: it checks as one types, and hands over only what is whole.
import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../../shared/announce";
import type { Host } from "../../shared/host";
import { n, t } from "../../shared/i18n";
import { useAttempt } from "./attempt";
import type { Book } from "./book";
import { composed, isPlain, slug, textOf, type Item, type Kind, type Rec } from "./item";
import { fieldsOf } from "./record-fields";
import { RecordField } from "./record-field";
import { idsOf } from "./server";
import { definition, problems as problemsOf, type Problem } from "./schema";

interface Props {
  host: Host;
  book: Book;
  kind: Kind;
  /** The record as it is; a new one has no id yet. */
  item: Item;
  close: () => void;
}

/** What is wrong with a record by the schema, for a record that may have no id and number yet. */
export function recordProblems(kind: Kind, { card, body }: Item): Problem[] {
  const whole = { id: "new", ...(kind === "practice" ? { n: 1 } : {}), ...card };
  const found = problemsOf(definition(kind), whole);
  return kind === "practice" ? [...found, ...problemsOf(definition("body"), { id: "new", ...body })] : found;
}

/** The record with its id and number; a new one gets both. Throws RequestFailure where the server has to make the id. */
export async function finished(host: Host, book: Book, kind: Kind, { card, body }: Item): Promise<Item> {
  if (textOf(card.id)) return { card, body };
  const name = kind === "city" ? textOf(card.name) : `${textOf(card.city)} ${textOf(card.title)}`;
  const wanted = isPlain(name) ? slug(name) : ((await idsOf(host, [name]))[0] ?? "");
  const id = book.freshId(kind, wanted);
  const fresh: Rec = { ...card, id, ...(kind === "practice" ? { n: book.freshNumber(id) } : {}) };
  return { card: fresh, body: body && { ...body, id } };
}

/** Draws the form; "Keep" puts the record into the book. */
export function RecordForm({ host, book, kind, item, close }: Props) {
  const [draft, setDraft] = useState(item);
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState(() => new Set<string>());
  const { attempt, failure, busy } = useAttempt();
  const frame = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => fieldsOf(kind, (book.stored.cards.vocabulary ?? {}) as Rec), [kind, book]);
  const wrong = useMemo(() => recordProblems(kind, composed(draft)), [kind, draft]);
  useEffect(() => frame.current?.querySelector<HTMLElement>("h2")?.focus(), []);

  const put = (part: "card" | "body", values: Rec) => {
    setTouched((old) => new Set([...old, ...Object.keys(values)]));
    setDraft((old) => {
      const next: Rec = { ...old[part], ...values };
      for (const name of Object.keys(values)) if (values[name] === undefined) delete next[name];
      return { ...old, [part]: next };
    });
  };
  const keep = () => {
    setTried(true);
    if (wrong.length) {
      announce(n("{count} field needs your attention.", "{count} fields need your attention.", wrong.length));
      const name = wrong[0]?.path.split(".")[0];
      const place = frame.current?.querySelector<HTMLElement>(`#field-${name}, #name-${name}`);
      place?.scrollIntoView({ block: "center" });
      place?.focus();
      return;
    }
    void attempt(async () => {
      const done = await finished(host, book, kind, draft);
      book.put([{ kind, id: textOf(done.card.id), item: done }]);
      close();
    });
  };
  const isNew = !textOf(item.card.id);
  const shown = tried || !isNew ? wrong : wrong.filter(({ path }) => touched.has(path.split(".")[0] as string));
  const title = kind === "city" ? textOf(draft.card.name) : textOf(draft.card.title);
  return (
    <div ref={frame} class="record">
      <h2 tabIndex={-1}>{title || (kind === "city" ? t("A new city") : t("A new practice"))}</h2>
      {groups.map(({ title: heading, fields }) => (
        <section key={heading} class="group" aria-label={heading}>
          <h3>{heading}</h3>
          {fields.map((def) => <RecordField key={def.name} def={def} item={draft} book={book} problems={shown} put={put} />)}
        </section>
      ))}
      {tried && wrong.length > 0 && (
        <p class="notice bad">{n("{count} field needs your attention.", "{count} fields need your attention.", wrong.length)}</p>
      )}
      {failure && <p class="notice bad" role="alert">{t("Not kept: {reason} Your text is still here.", { reason: failure })}</p>}
      <Closing keep={keep} close={close} busy={busy} />
    </div>
  );
}

function Closing({ keep, close, busy }: { keep: () => void; close: () => void; busy: boolean }) {
  return (
    <div class="bar closing">
      <button type="button" class="button main" disabled={busy} onClick={keep}>{t("Keep")}</button>
      <button type="button" class="button" onClick={close}>{t("Back without keeping")}</button>
      <span class="quiet">{t("What you keep is saved to the course later, with “Save to the course”.")}</span>
    </div>
  );
}
