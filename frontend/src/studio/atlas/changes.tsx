// Changes by record and field, as an author reads them.
import { h } from "preact";
import { t } from "../../shared/i18n";
import { differences, keyOf, textOf, type Change, type FieldChange, type Rec } from "./item";
import { fieldLabel, fieldsOf } from "./record-fields";

const LONGEST = 160;

/** A value in a few words. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return t("empty");
  const text = typeof value === "string" ? value : Array.isArray(value) && value.every((item) => typeof item !== "object") ? value.join(", ") : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text || t("empty");
}

function titleOf({ kind, id, before, after }: Change): string {
  const card = (after ?? before)?.card ?? {};
  return textOf(kind === "city" ? card.name : card.title) || id;
}

interface Props {
  changes: Change[];
  vocabulary: Rec;
}

/** Added, changed field by field, removed. */
export function Changes({ changes, vocabulary }: Props) {
  const groups: Array<[string, Change[]]> = [
    [t("Added"), changes.filter(({ before }) => !before)],
    [t("Changed"), changes.filter(({ before, after }) => before && after)],
    [t("Removed"), changes.filter(({ after }) => !after)],
  ];
  return (
    <div>
      {groups.map(([title, list]) => list.length > 0 && (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {list.map((change) => (
              <li key={keyOf(change.kind, change.id)}>
                <strong>{titleOf(change)}</strong>{" "}
                <span class="quiet">{change.kind === "city" ? t("city") : t("practice")}</span>
                {change.before && change.after && <Fields fields={differences(change.before, change.after)} kind={change.kind} vocabulary={vocabulary} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Fields before and after. */
export function Fields({ fields, kind, vocabulary }: { fields: FieldChange[]; kind: Change["kind"]; vocabulary: Rec }) {
  const groups = fieldsOf(kind, vocabulary);
  return (
    <ul>
      {fields.map(({ part, field, before, after }) => (
        <li key={part + field}>
          {fieldLabel(groups, field)}: <del>{shown(before)}</del> → <ins>{shown(after)}</ins>
        </li>
      ))}
    </ul>
  );
}
