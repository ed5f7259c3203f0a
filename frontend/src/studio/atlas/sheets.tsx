// The spreadsheets: out as CSV, and in again with a summary before anything is taken.
import { h } from "preact";
import { useState } from "preact/hooks";
import { download } from "../../shared/downloads";
import type { Host } from "../../shared/host";
import { t } from "../../shared/i18n";
import { useAttempt } from "./attempt";
import type { Book } from "./book";
import { Changes } from "./changes";
import { parseFiles } from "./files";
import { Findings } from "./findings";
import { sameItem, type Change, type Kind, type Rec } from "./item";
import { ask, base64, type Finding } from "./store";
import { today } from "./saving-steps";

interface Props {
  host: Host;
  book: Book;
  close: () => void;
}

/** The files by the names that the server knows: it calls the card file atlas.json whatever its name here. */
export function serverFiles(book: Book, files: Record<string, string>): Record<string, string> {
  const base = book.cardFile.replace(/\.json$/, "");
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace(base, "atlas"), text]));
}

/** What a set of files changes, compared with the book as it is now. */
export function changesTo(book: Book, texts: Record<string, string>): Change[] {
  const base = book.cardFile.replace(/\.json$/, "");
  const named = new Map(Object.entries(texts).map(([name, text]) => [name.replace("atlas", base), text]));
  const fresh = parseFiles(book.cardFile, named).items;
  const now = book.items();
  return [...new Set([...now.keys(), ...fresh.keys()])]
    .map((key) => ({ key, before: now.get(key) ?? null, after: fresh.get(key) ?? null }))
    .filter(({ before, after }) => !sameItem(before, after))
    .map(({ key, before, after }) => ({ kind: key.split(" ")[0] as Kind, id: key.slice(key.indexOf(" ") + 1), before, after }));
}

/** Export, and import with a summary. */
export function Sheets({ host, book, close }: Props) {
  const { attempt, failure, busy } = useAttempt();
  const [findings, setFindings] = useState<Finding[]>([]);
  const [changes, setChanges] = useState<Change[] | null>(null);
  const vocabulary = (book.stored.cards.vocabulary ?? {}) as Rec;
  const files = () => serverFiles(book, book.write(today()).files);
  const take = () =>
    attempt(async () => {
      const { sheets, findings: found } = await ask(host, { do: "export", files: files() });
      setFindings(found);
      for (const [name, text] of Object.entries(sheets)) download(name, "text/csv", text);
    });
  const read = (chosen: FileList | null) =>
    attempt(async () => {
      const sheets: Record<string, string> = {};
      setFindings([]);
      setChanges(null);
      for (const file of chosen ?? []) {
        const name = /cit/i.test(file.name) ? "cities.csv" : "practices.csv";
        sheets[name] = base64(new Uint8Array(await file.arrayBuffer()));
      }
      const { texts, findings: found } = await ask(host, { do: "import", files: files(), sheets });
      setFindings(found);
      if (Object.keys(texts).length) setChanges(changesTo(book, texts));
    });
  const accept = () => {
    book.put((changes ?? []).map(({ kind, id, after }) => ({ kind, id, item: after })));
    close();
  };
  return (
    <div class="sheets">
      <h2>{t("Spreadsheets")}</h2>
      <p>{t("Practices and cities as two CSV files, for Excel or LibreOffice. Rows that you delete in a file are removed from the atlas.")}</p>
      <div class="bar">
        <button type="button" class="button" disabled={busy} onClick={() => void take()}>{t("Download practices.csv and cities.csv")}</button>
      </div>
      <label class="field">
        <span>{t("Import practices.csv, cities.csv or both")}</span>
        <input type="file" accept=".csv,text/csv" multiple disabled={busy} onChange={(event) => void read(event.currentTarget.files)} />
      </label>
      {busy && <p role="status">{t("Reading …")}</p>}
      {failure && <p class="notice bad" role="alert">{failure}</p>}
      <Findings book={book} findings={findings} title={changes ? t("Worth a look:") : t("Nothing was taken. Mend this in the file and import it again:")} />
      {changes && <Summary changes={changes} vocabulary={vocabulary} accept={accept} />}
      <button type="button" class="button" onClick={close}>{t("Back to the list")}</button>
    </div>
  );
}

function Summary({ changes, vocabulary, accept }: { changes: Change[]; vocabulary: Rec; accept: () => void }) {
  if (!changes.length) return <p class="notice" role="status">{t("The file has nothing that differs from the atlas.")}</p>;
  return (
    <div role="group" aria-label={t("What the file changes")}>
      <h2>{t("What the file changes")}</h2>
      <Changes changes={changes} vocabulary={vocabulary} />
      <button type="button" class="button main" onClick={accept}>{t("Take these changes")}</button>
    </div>
  );
}
