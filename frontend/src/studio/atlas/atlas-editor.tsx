// Cities and practices: lists, one record, spreadsheets, saving.
import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { announce } from "../../shared/announce";
import { Failure } from "../../shared/failure";
import { RequestFailure, type Host } from "../../shared/host";
import { n, t } from "../../shared/i18n";
import { useSignal } from "../../shared/signal";
import type { EditorArguments } from "../types";
import type { Book } from "./book";
import { keyOf, textOf, type Item, type Kind } from "./item";
import { blank } from "./record-fields";
import { RecordForm } from "./record-form";
import { Saving } from "./saving";
import { Sheets } from "./sheets";
import { readAll } from "./store";
import { linesOf, Table } from "./table";

interface Props {
  host: Host;
  args: EditorArguments;
  book: Book;
  leave: () => void;
}

type Page = { name: "list" } | { name: "record"; kind: Kind; item: Item } | { name: "sheets" } | { name: "saving" };

/** The atlas editor. It keeps the author's changes in `book`, also while the settings are shown. */
export function AtlasEditor({ host, args, book, leave }: Props) {
  useSignal(book.version);
  const [page, setPage] = useState<Page>({ name: "list" });
  const [kind, setKind] = useState<Kind>("practice");
  const failure = useLoading(args, book);
  useWarning(book);
  const back = () => setPage({ name: "list" });

  if (failure.sentence) return <Failure sentence={failure.sentence} retry={failure.retry} />;
  if (!book.loaded) return <p role="status">{t("Loading cities and practices …")}</p>;
  return (
    <div class="atlas-editor">
      {page.name === "record" && <RecordPage host={host} book={book} kind={page.kind} item={page.item} open={(item) => setPage({ name: "record", kind: page.kind, item })} close={back} />}
      {page.name === "sheets" && <Sheets host={host} book={book} close={back} />}
      {page.name === "saving" && <Saving host={host} args={args} book={book} close={back} />}
      {page.name === "list" && <ListPage book={book} kind={kind} setKind={setKind} open={setPage} leave={leave} />}
    </div>
  );
}

function useLoading(args: EditorArguments, book: Book) {
  const [sentence, setSentence] = useState("");
  const load = () => {
    setSentence("");
    readAll(args, book.cardFile).then(
      (texts) => {
        try {
          book.take(texts);
        } catch {
          setSentence(t("The data file cannot be read. Import an earlier copy under Files."));
        }
      },
      (error: unknown) => setSentence(error instanceof RequestFailure ? error.message : t("The platform did not answer.")),
    );
  };
  useEffect(() => {
    if (!book.loaded) load();
  }, []);
  return { sentence, retry: load };
}

/** The browser asks before it leaves a page with unsaved changes. */
function useWarning(book: Book): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (book.count()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [book]);
}

interface ListProps {
  book: Book;
  kind: Kind;
  setKind: (kind: Kind) => void;
  open: (page: Page) => void;
  leave: () => void;
}

function ListPage({ book, kind, setKind, open, leave }: ListProps) {
  const version = useSignal(book.version);
  const lines = useMemo(() => {
    const cities = new Map(book.list("city").map(({ card }) => [textOf(card.id), textOf(card.name)]));
    const changed = new Set(book.changed().map((change) => keyOf(change.kind, change.id)));
    return linesOf(kind, book.list(kind), (id) => cities.get(id) ?? id, (id) => changed.has(keyOf(kind, id)));
  }, [version, kind, book]);
  const openId = (id: string) => {
    const item = book.get(kind, id);
    if (item) open({ name: "record", kind, item });
  };
  return (
    <div>
      <div class="bar">
        <button type="button" class="button" onClick={leave}>{t("Back to the settings")}</button>
        <button type="button" class="button" aria-pressed={kind === "practice"} onClick={() => setKind("practice")}>{t("Practices")}</button>
        <button type="button" class="button" aria-pressed={kind === "city"} onClick={() => setKind("city")}>{t("Cities")}</button>
        <button type="button" class="button" onClick={() => open({ name: "record", kind, item: blank(kind) })}>
          {kind === "city" ? t("Add a city") : t("Add a practice")}
        </button>
        <button type="button" class="button" onClick={() => open({ name: "sheets" })}>{t("Spreadsheets")}</button>
      </div>
      <Unsaved book={book} save={() => open({ name: "saving" })} />
      <Table kind={kind} lines={lines} open={openId} />
    </div>
  );
}

function Unsaved({ book, save }: { book: Book; save: () => void }) {
  const count = book.count();
  if (!count && !book.canUndo()) return null;
  return (
    <div class="notice">
      <p role="status">{n("{count} change is not saved to the course yet.", "{count} changes are not saved to the course yet.", count)}</p>
      <div class="bar">
        <button type="button" class="button main" disabled={!count} onClick={save}>{t("Save to the course …")}</button>
        <button type="button" class="button" disabled={!book.canUndo()} onClick={() => book.undo()}>{t("Undo the last step")}</button>
        {count > 0 && <button type="button" class="plain" onClick={() => book.discard()}>{t("Undo all")}</button>}
      </div>
    </div>
  );
}

interface RecordProps {
  host: Host;
  book: Book;
  kind: Kind;
  item: Item;
  open: (item: Item) => void;
  close: () => void;
}

function RecordPage({ host, book, kind, item, open, close }: RecordProps) {
  const [refused, setRefused] = useState("");
  const id = textOf(item.card.id);
  const used = kind === "city" ? book.list("practice").filter(({ card }) => card.city === id).length : 0;
  const duplicate = () => {
    const { id: _id, n: _n, verified: _verified, ...card } = item.card;
    const { id: _bodyId, ...body } = item.body ?? {};
    open({ card, body: item.body && body });
  };
  const remove = () => {
    if (used) {
      return setRefused(n("{count} practice is in this city. Move or delete it first.", "{count} practices are in this city. Move or delete them first.", used));
    }
    book.put([{ kind, id, item: null }]);
    announce(t("Deleted. You can undo this in the list."));
    close();
  };
  return (
    <div>
      <div class="bar">
        <button type="button" class="button" onClick={close}>{t("Back to the list")}</button>
        {id && <button type="button" class="button" onClick={duplicate}>{t("Duplicate")}</button>}
        {id && <button type="button" class="button" onClick={remove}>{t("Delete")}</button>}
      </div>
      {refused && <p class="notice bad" role="alert">{refused}</p>}
      <RecordForm key={id || "new"} host={host} book={book} kind={kind} item={item} close={close} />
    </div>
  );
}
