// What the checks of the atlas found, with its place in a record or in a spreadsheet.
import { h } from "preact";
import { t } from "../../shared/i18n";
import type { Book } from "./book";
import { textOf, type Kind, type Rec } from "./item";
import { fieldLabel, fieldsOf } from "./record-fields";
import type { Finding } from "./store";

const MOST = 60;

/** The place as an author knows it: the record's title and the field's label where the book has them. */
export function placeOf({ file, record, field, row, column }: Finding, book: Book): string {
  if (row !== null && row !== undefined) {
    return column ? t("{file}, row {row}, column {column}", { file, row: String(row), column }) : t("{file}, row {row}", { file, row: String(row) });
  }
  const kinds: Kind[] = ["practice", "city"];
  const kind = kinds.find((each) => book.get(each, record));
  if (!kind) return [record || file, field].filter(Boolean).join(", ");
  const card = book.get(kind, record)?.card ?? {};
  const label = fieldLabel(fieldsOf(kind, (book.stored.cards.vocabulary ?? {}) as Rec), field);
  return [textOf(kind === "city" ? card.name : card.title) || record, label].filter(Boolean).join(", ");
}

/** A list of findings, errors first. */
export function Findings({ findings, title, book }: { findings: Finding[]; title: string; book: Book }) {
  if (!findings.length) return null;
  const sorted = [...findings].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
  return (
    <div class={sorted[0]?.level === "error" ? "notice bad" : "notice warn"}>
      <p><strong>{title}</strong></p>
      <ul>
        {sorted.slice(0, MOST).map((finding, at) => (
          <li key={at}>
            {placeOf(finding, book)}: <span dir="auto">{finding.message} {finding.action}</span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST && <p>{t("And {count} more.", { count: sorted.length - MOST })}</p>}
    </div>
  );
}
