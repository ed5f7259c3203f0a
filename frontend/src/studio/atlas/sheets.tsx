// The spreadsheets: out as CSV, and in again with a summary before anything is taken.
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { download } from "../../shared/downloads";
import type { Host } from "../../shared/host";
import { n, t } from "../../shared/i18n";
import { useAttempt } from "./attempt";
import type { Book } from "./book";
import { Changes, Counts } from "./changes";
import { ownFiles, parseFiles, serverFiles } from "./files";
import { Findings, grouped } from "./findings";
import { changesBetween, type Change, type Rec } from "./item";
import { ask, sheetFile, type Answer, type Question } from "./server";
import { today } from "./saving-steps";
import type { Finding } from "./store";

interface Props {
  host: Host;
  book: Book;
  close: () => void;
}

/** What a set of files changes, compared with the book as it is now. */
export function changesTo(book: Book, texts: Record<string, string>): Change[] {
  return changesBetween(book.items(), parseFiles(book.cardFile, ownFiles(book.cardFile, texts)).items);
}

/** What an import would do. `changes` is null where an error stands in the way. */
interface Imported {
  answer: Answer;
  changes: Change[] | null;
}

/** Export, and import with a summary. */
export function Sheets({ host, book, close }: Props) {
  const { attempt, failure, busy } = useAttempt();
  const [imported, setImported] = useState<Imported | null>(null);
  const [progress, setProgress] = useState("");
  const files = () => serverFiles(book.cardFile, book.write(today()).files);
  const tell = (piece: number, of: number) => setProgress(t("Reading: part {piece} of {of} …", { piece: piece + 1, of }));
  const take = () =>
    attempt(async () => {
      setImported(null);
      const answer = await ask(host, { do: "export", files: files() }, tell);
      if (answer.findings.length) setImported({ answer, changes: null });
      for (const [name, text] of Object.entries(answer.sheets)) download(name, "text/csv", text);
    });
  const read = (chosen: File[]) =>
    attempt(async () => {
      setImported(null);
      if (!chosen.length) return;
      const sheets = await Promise.all(chosen.map(sheetFile));
      const answer = await ask(host, { do: "import", files: files(), sheets }, tell);
      setImported({ answer, changes: Object.keys(answer.texts).length ? changesTo(book, answer.texts) : null });
    });
  const accept = (changes: Change[]) => {
    book.put(changes.map(({ kind, id, after }) => ({ kind, id, item: after })));
    close();
  };
  const choose = (input: HTMLInputElement) => {
    // The same file, corrected, may be chosen again.
    const chosen = [...(input.files ?? [])];
    input.value = "";
    setProgress("");
    void read(chosen);
  };
  return (
    <div class="sheets">
      <h2>{t("Spreadsheets")}</h2>
      {/* What an import would change needs the room: Studio's window is low. */}
      {!imported?.changes?.length && <Introduction busy={busy} take={() => void take()} />}
      <label class="field">
        <span>{t("Import practices.csv, cities.csv or both")}</span>
        <input type="file" accept=".csv,.tsv,.txt,.xlsx,.ods,text/csv" multiple disabled={busy} onChange={(event) => choose(event.currentTarget)} />
      </label>
      {busy && <p role="status">{progress || t("Reading …")}</p>}
      {failure && <p class="notice bad" role="alert">{failure}</p>}
      {imported && <Result book={book} imported={imported} accept={accept} leave={() => setImported(null)} />}
      <button type="button" class="button" onClick={close}>{t("Back to the list")}</button>
    </div>
  );
}

function Introduction({ busy, take }: { busy: boolean; take: () => void }) {
  return (
    <Fragment>
      <p>{t("Practices and cities as two CSV files, for Excel or LibreOffice. Rows that you delete in a file are removed from the atlas.")}</p>
      <div class="bar">
        <button type="button" class="button" disabled={busy} onClick={take}>{t("Download practices.csv and cities.csv")}</button>
      </div>
    </Fragment>
  );
}

interface ResultProps {
  book: Book;
  imported: Imported;
  accept: (changes: Change[]) => void;
  leave: () => void;
}

/** The question first, then what is the cause of the rest, then what is to be mended, then what would change. */
function Result({ book, imported: { answer, changes }, accept, leave }: ResultProps) {
  const [agreed, setAgreed] = useState(false);
  const question = changes?.length ? answer.question : null;
  const read = answer.tables.filter(({ table }) => table);
  return (
    <Fragment>
      {read.map(({ file, table }) => (
        <p key={file} class="quiet">{t("{what}: {count}", { what: file, count: table === "cities" ? t("Cities") : t("Practices") })}</p>
      ))}
      {question && <Losses question={question} agreed={agreed} agree={() => setAgreed(!agreed)} leave={leave} />}
      <Findings book={book} findings={answer.notices} title={t("About the files as a whole:")} />
      {!changes && <Findings book={book} findings={answer.findings} title={t("Nothing was taken. Mend this in the file and import it again:")} />}
      {changes && <Summary book={book} changes={changes} findings={answer.findings} blocked={Boolean(question) && !agreed} accept={() => accept(changes)} />}
    </Fragment>
  );
}

function Losses({ question, agreed, agree, leave }: { question: Question; agreed: boolean; agree: () => void; leave: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p><strong>{question.text}</strong></p>
      <ul>
        {question.points.map((point) => <li key={point}>{point}</li>)}
      </ul>
      <div class="bar">
        <button type="button" class="button" onClick={leave}>{question.no}</button>
        <button type="button" class="button" aria-pressed={agreed} onClick={agree}>{question.yes}</button>
      </div>
    </div>
  );
}

interface SummaryProps {
  book: Book;
  changes: Change[];
  findings: Finding[];
  blocked: boolean;
  accept: () => void;
}

/** The numbers and the button, then what is worth a look, then each change: however long, the button is in sight. */
function Summary({ book, changes, findings, blocked, accept }: SummaryProps) {
  const vocabulary = (book.stored.cards.vocabulary ?? {}) as Rec;
  const remarks = <Findings book={book} findings={findings} title={t("Worth a look:")} />;
  if (!changes.length) {
    return (
      <Fragment>
        <p class="notice" role="status">{t("The file has nothing that differs from the atlas.")}</p>
        {remarks}
      </Fragment>
    );
  }
  const count = grouped(findings, book).length;
  return (
    <div role="group" aria-label={t("What the file changes")}>
      <h2>{t("What the file changes")}</h2>
      <Counts changes={changes} />
      {count > 0 && <p>{n("{count} remark stands below.", "{count} remarks stand below.", count)}</p>}
      <div class="bar">
        <button type="button" class="button main" disabled={blocked} onClick={accept}>{t("Take these changes")}</button>
        {blocked && <span class="quiet">{t("Answer the question above first.")}</span>}
      </div>
      {remarks}
      <Changes changes={changes} vocabulary={vocabulary} />
    </div>
  );
}
