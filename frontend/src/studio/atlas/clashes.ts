// A record that two authors changed: what each did to it, and what is decided.
import { differences, merged, same, sameItem, type Change, type FieldChange, type Item, type Kind } from "./item";

export type Decision = "mine" | "theirs";

/** A record of mine that somebody else changed too. It is told until it is saved, however often they save meanwhile. */
export interface Clash {
  kind: Kind;
  id: string;
  /** The record before either of us changed it; null where we both added it. */
  base: Item | null;
  /** My version, with what they changed elsewhere in it; null where I removed it. */
  mine: Item | null;
  /** Their version; null where they removed it. */
  theirs: Item | null;
  /** What we both changed: `before` is theirs, `after` is mine. Empty where one of us removed the record. */
  fields: FieldChange[];
  /** Fields are mine until the author says otherwise; a record that one of us removed waits for a decision. */
  decided: Decision | "";
}

/** True where one of us removed what the other changed. */
export const isRemoval = ({ mine, theirs }: Clash) => !mine || !theirs;

/** The record by a decision. */
export function outcome({ mine, theirs, fields }: Clash, decision: Decision): Item | null {
  if (decision === "mine" || !mine || !theirs) return decision === "mine" ? mine : theirs;
  const item: Item = { card: { ...mine.card }, body: mine.body && { ...mine.body } };
  for (const { part, field, before } of fields) {
    const target = (item[part] ??= {});
    if (before === undefined) delete target[field];
    else target[field] = before;
  }
  return item;
}

/** My change of a record on top of theirs, where they changed it since I read it. `earlier`: what was told before. */
export function rebased(change: Change, theirs: Item | null, earlier?: Clash): { item: Item | null; clash: Clash | null } {
  const { kind, id, after } = change;
  const base = change.before ?? earlier?.base ?? null;
  if (sameItem(after, theirs)) return { item: after, clash: null };
  if (!after || !theirs) return { item: after, clash: { kind, id, base, mine: after, theirs, fields: [], decided: "" } };
  const { item, clashes } = merged({ kind, id, before: base ?? { card: {}, body: null }, after }, theirs);
  const fields = [...clashes, ...stillApart(earlier, clashes, item, theirs)];
  return { item, clash: fields.length ? { kind, id, base, mine: item, theirs, fields, decided: "mine" } : null };
}

/** Fields told before in which my version still differs from theirs. */
function stillApart(earlier: Clash | undefined, told: FieldChange[], mine: Item | null, theirs: Item): FieldChange[] {
  const again = (one: FieldChange) => told.some(({ part, field }) => part === one.part && field === one.field);
  const open = (earlier?.fields ?? []).filter((one) => !again(one));
  return differences(theirs, mine).filter(({ part, field }) => open.some((one) => one.part === part && one.field === field));
}

/** A clash after I changed the record once more: what is mine now, where it still differs from theirs. */
export function refreshed(clash: Clash, mine: Item | null): Clash | null {
  if (sameItem(mine, clash.theirs)) return null;
  if (!mine || !clash.theirs) return { ...clash, mine, fields: [] };
  const fields = clash.fields
    .map((one) => ({ ...one, after: mine[one.part]?.[one.field] }))
    .filter(({ before, after }) => !same(before, after));
  return fields.length ? { ...clash, mine, fields, decided: "mine" } : null;
}
