// What the checks of the atlas found, with its place in a record or in a spreadsheet.
import { h } from "preact";
import { n, t } from "../../shared/i18n";
import type { Book } from "./book";
import { textOf, type Kind, type Rec } from "./item";
import { fieldLabel, fieldsOf } from "./record-fields";
import type { Finding } from "./store";

/** Findings that are listed, and places that one finding names. */
const MOST = 60;
const MOST_PLACES = 3;

/** The place as an author knows it: the record's title and the field's label where the book has them. */
export function placeOf({ file, record, field, row, column, count, place }: Finding, book: Book): string {
  const inSheet = row !== null && row !== undefined;
  if (place && (inSheet || (count ?? 1) > 1)) return place;
  if (inSheet) {
    return column ? t("{file}, row {row}, column {column}", { file, row: String(row), column }) : t("{file}, row {row}", { file, row: String(row) });
  }
  const kinds: Kind[] = ["practice", "city"];
  const kind = kinds.find((each) => book.get(each, record));
  if (!kind) return [record || file, field].filter(Boolean).join(", ");
  const card = book.get(kind, record)?.card ?? {};
  const label = fieldLabel(fieldsOf(kind, (book.stored.cards.vocabulary ?? {}) as Rec), field);
  return [textOf(kind === "city" ? card.name : card.title) || record, label].filter(Boolean).join(", ");
}

/** One thing to say, with every place that it is said of. */
export interface Group {
  level: Finding["level"];
  sentence: string;
  places: string[];
}

/** Findings that say the same are one; errors first, and among them what is about a whole file: it is the cause. */
export function grouped(findings: Finding[], book: Book): Group[] {
  const weight = ({ level, record, row }: Finding) => (level === "error" ? 0 : 2) + (record || (row ?? 0) > 1 ? 1 : 0);
  const groups = new Map<string, Group>();
  for (const finding of [...findings].sort((a, b) => weight(a) - weight(b))) {
    const { file, field, level, message, action } = finding;
    const key = [level, file, field, message, action].join("\n");
    const group = groups.get(key) ?? { level, sentence: `${message} ${action}`.trim(), places: [] };
    groups.set(key, group);
    group.places.push(placeOf(finding, book));
  }
  return [...groups.values()];
}

function placesOf({ places }: Group): string {
  const named = places.slice(0, MOST_PLACES).join("; ");
  const more = places.length - MOST_PLACES;
  return more > 0 ? n("{places} and {count} more place", "{places} and {count} more places", more, { places: named }) : named;
}

interface Props {
  findings: Finding[];
  title: string;
  book: Book;
}

/** A list of findings, the cause first. */
export function Findings({ findings, title, book }: Props) {
  if (!findings.length) return null;
  const groups = grouped(findings, book);
  return (
    <div class={groups[0]?.level === "error" ? "notice bad" : "notice warn"}>
      <p><strong>{title}</strong></p>
      <ul>
        {groups.slice(0, MOST).map((group, at) => (
          <li key={at}>
            <bdi>{placesOf(group)}</bdi>: <span dir="auto">{group.sentence}</span>
          </li>
        ))}
      </ul>
      {groups.length > MOST && <p>{t("And {count} more.", { count: groups.length - MOST })}</p>}
    </div>
  );
}
