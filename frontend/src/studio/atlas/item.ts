// A record of the atlas as the editor holds it, and how two versions of it differ.

export type Rec = Record<string, unknown>;
export type Kind = "practice" | "city";

/** A practice has a card and a body in another file; a city has a card only. */
export interface Item {
  card: Rec;
  body: Rec | null;
}

/** What happened to a record: added without `before`, removed without `after`. */
export interface Change {
  kind: Kind;
  id: string;
  before: Item | null;
  after: Item | null;
}

export interface FieldChange {
  part: "card" | "body";
  field: string;
  before: unknown;
  after: unknown;
}

export const keyOf = (kind: Kind, id: string) => `${kind} ${id}`;
export const isRec = (value: unknown): value is Rec => typeof value === "object" && value !== null && !Array.isArray(value);
export const recsOf = (value: unknown): Rec[] => (Array.isArray(value) ? value.filter(isRec) : []);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Every text in a value with letters and accents composed (NFC), as the server stores them. */
export function composed<T>(value: T): T {
  if (typeof value === "string") return value.normalize("NFC") as T;
  if (Array.isArray(value)) return value.map(composed) as T;
  return isRec(value) ? (Object.fromEntries(Object.entries(value).map(([name, item]) => [name, composed(item)])) as T) : value;
}

/** True for equal JSON, whatever the order of keys and whether accents are composed: nobody sees a difference. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return a.normalize("NFC") === b.normalize("NFC");
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isRec(a) || !isRec(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}

export const sameItem = (a: Item | null, b: Item | null) => (a && b ? same(a.card, b.card) && same(a.body ?? {}, b.body ?? {}) : a === b);

/** The fields in which two versions of a record differ. */
export function differences(before: Item | null, after: Item | null): FieldChange[] {
  return (["card", "body"] as const).flatMap((part) => {
    const [old, fresh] = [before?.[part] ?? {}, after?.[part] ?? {}];
    const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((name) => part === "card" || name !== "id");
    return names
      .filter((field) => !same(old[field], fresh[field]))
      .map((field) => ({ part, field, before: old[field], after: fresh[field] }));
  });
}

/** What happened between two states of the records. */
export function changesBetween(before: Map<string, Item>, after: Map<string, Item>): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((key) => !sameItem(before.get(key) ?? null, after.get(key) ?? null))
    .map((key) => {
      const at = key.indexOf(" ");
      return { kind: key.slice(0, at) as Kind, id: key.slice(at + 1), before: before.get(key) ?? null, after: after.get(key) ?? null };
    });
}

/** My changes of a record on top of somebody else's. `clashes`: fields that both changed; mine is taken. */
export function merged(change: Change, theirs: Item | null): { item: Item | null; clashes: FieldChange[] } {
  const { before, after } = change;
  if (!after || !theirs || !before) return { item: after, clashes: [] };
  const item: Item = { card: { ...theirs.card }, body: theirs.body && { ...theirs.body } };
  const clashes: FieldChange[] = [];
  for (const { part, field, after: value } of differences(before, after)) {
    const target = (item[part] ??= { id: change.id });
    const other = theirs[part]?.[field];
    if (!same(before[part]?.[field], other) && !same(other, value)) clashes.push({ part, field, before: other, after: value });
    if (value === undefined) delete target[field];
    else target[field] = value;
  }
  return { item, clashes };
}

/** "São Paulo, Bolsa" -> "sao-paulo-bolsa", at most 60 characters. */
export function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 60).replace(/-$/, "");
}

/** True where `slug` loses no letter of a text: all others need the server's table. */
export const isPlain = (text: string) => /^[\u0000-\u007f]*$/.test(text.normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
