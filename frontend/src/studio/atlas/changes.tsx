// Changes by record and field, as an author reads them: first how many, then which.
import { h } from "preact";
import { useState } from "preact/hooks";
import { n, t } from "../../shared/i18n";
import { differences, keyOf, textOf, type Change, type FieldChange, type Rec } from "./item";
import { fieldLabel, fieldsOf } from "./record-fields";

const LONGEST = 160;
/** Records that are listed at first, and with each press of the button below them. */
const AT_ONCE = 30;

/** A value in a few words. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return t("empty");
  const text = typeof value === "string" ? value : Array.isArray(value) && value.every((item) => typeof item !== "object") ? value.join(", ") : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text || t("empty");
}

/** The title of a record, or its id. */
export function titleOf({ kind, id, before, after }: Change): string {
  const card = (after ?? before)?.card ?? {};
  return textOf(kind === "city" ? card.name : card.title) || id;
}

interface Group {
  title: string;
  list: Change[];
  /** How many, by kind: "237 practices". */
  counts: string[];
}

/** Removed, changed and added, each with its numbers. What is lost stands first. */
export function groupsOf(changes: Change[]): Group[] {
  const groups: Array<[string, Change[]]> = [
    [t("Removed"), changes.filter(({ after }) => !after)],
    [t("Changed"), changes.filter(({ before, after }) => before && after)],
    [t("Added"), changes.filter(({ before }) => !before)],
  ];
  return groups
    .filter(([, list]) => list.length)
    .map(([title, list]) => {
      const cities = list.filter(({ kind }) => kind === "city").length;
      const practices = list.length - cities;
      const counts = [practices && n("{count} practice", "{count} practices", practices), cities && n("{count} city", "{count} cities", cities)];
      return { title, list, counts: counts.filter((each): each is string => Boolean(each)) };
    });
}

/** How many are removed, changed and added, a line each. */
export function Counts({ changes }: { changes: Change[] }) {
  return (
    <ul class="counts">
      {groupsOf(changes).flatMap(({ title, counts }) => counts.map((count) => (
        <li key={title + count}>{t("{what}: {count}", { what: title, count })}</li>
      )))}
    </ul>
  );
}

interface Props {
  changes: Change[];
  vocabulary: Rec;
  /** What else is to be said about a record. */
  remark?: (change: Change) => string;
}

/** Removed, changed field by field, added. */
export function Changes({ changes, vocabulary, remark }: Props) {
  return (
    <div>
      {groupsOf(changes).map(({ title, list }) => (
        <div key={title}>
          <h3>{title}</h3>
          <Records list={list} vocabulary={vocabulary} remark={remark} />
        </div>
      ))}
    </div>
  );
}

function Records({ list, vocabulary, remark }: { list: Change[]; vocabulary: Rec; remark?: Props["remark"] }) {
  const [most, setMost] = useState(AT_ONCE);
  const left = list.length - most;
  return (
    <div>
      <ul>
        {list.slice(0, most).map((change) => (
          <li key={keyOf(change.kind, change.id)}>
            <strong dir="auto">{titleOf(change)}</strong>{" "}
            <span class="quiet">{change.kind === "city" ? t("city") : t("practice")}</span> {remark?.(change)}
            {change.before && change.after && <Fields fields={differences(change.before, change.after)} kind={change.kind} vocabulary={vocabulary} />}
          </li>
        ))}
      </ul>
      {left > 0 && <p>{t("And {count} more.", { count: left })}</p>}
      {left > 0 && (
        <button type="button" class="button" onClick={() => setMost(most + AT_ONCE)}>
          {n("Show {count} more", "Show {count} more", Math.min(AT_ONCE, left))}
        </button>
      )}
    </div>
  );
}

/** Fields before and after. */
export function Fields({ fields, kind, vocabulary }: { fields: FieldChange[]; kind: Change["kind"]; vocabulary: Rec }) {
  if (!fields.length) return null;
  const groups = fieldsOf(kind, vocabulary);
  return (
    <ul>
      {fields.map(({ part, field, before, after }) => (
        <li key={part + field}>
          {fieldLabel(groups, field)}: <del dir="auto">{shown(before)}</del> → <ins dir="auto">{shown(after)}</ins>
        </li>
      ))}
    </ul>
  );
}
