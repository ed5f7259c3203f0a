// The atlas on the author's desk: what is stored, what the author changed, and the way back.
import { Signal } from "../../shared/signal";
import { lastNumber, ofKind, parseFiles, writeFiles, type Stored, type Written } from "./files";
import { keyOf, merged, sameItem, type Change, type FieldChange, type Item, type Kind } from "./item";

/** A record of mine that somebody else changed too. */
export interface Clash {
  change: Change;
  fields: FieldChange[];
  /** True where they removed what I changed. */
  removed: boolean;
}

/** One atlas in the editor. `version` rises with each change, for whoever draws it. */
export class Book {
  readonly version = new Signal(0);
  /** Files as last read or written, by name: what a save compares with. */
  readonly texts = new Map<string, string>();
  loaded = false;
  /** How often it was saved. */
  saves = 0;
  stored: Stored = { cards: {}, bodies: new Map(), items: new Map() };
  private changes = new Map<string, Change>();
  private past: Array<Map<string, Change>> = [];
  private current: Map<string, Item> | null = null;

  constructor(readonly cardFile: string) {}

  private tell(): void {
    this.current = null;
    this.version.set(this.version.value + 1);
  }

  /** Take the stored files; changes stay. Throws on broken JSON. */
  take(texts: Map<string, string>): void {
    this.stored = parseFiles(this.cardFile, texts);
    this.texts.clear();
    for (const [name, text] of texts) this.texts.set(name, text);
    this.loaded = true;
    this.tell();
  }

  /** Every record as it is now, by "kind id". */
  items(): Map<string, Item> {
    if (this.current) return this.current;
    const all = new Map(this.stored.items);
    for (const [key, { after }] of this.changes) {
      if (after) all.set(key, after);
      else all.delete(key);
    }
    this.current = all;
    return all;
  }

  list(kind: Kind): Item[] {
    return ofKind(this.items(), kind);
  }

  get(kind: Kind, id: string): Item | null {
    return this.items().get(keyOf(kind, id)) ?? null;
  }

  /** The number of records that differ from what is stored. */
  count(): number {
    return this.changes.size;
  }

  /** What differs from what is stored. */
  changed(): Change[] {
    return [...this.changes.values()];
  }

  /** Put some records, or take them away with null: one step that can be undone. */
  put(records: Array<{ kind: Kind; id: string; item: Item | null }>): void {
    this.past.push(new Map(this.changes));
    for (const { kind, id, item } of records) {
      const key = keyOf(kind, id);
      const before = this.stored.items.get(key) ?? null;
      if (sameItem(before, item)) this.changes.delete(key);
      else this.changes.set(key, { kind, id, before, after: item });
    }
    this.tell();
  }

  canUndo(): boolean {
    return this.past.length > 0;
  }

  /** Take back the last step. */
  undo(): void {
    const before = this.past.pop();
    if (before) this.changes = before;
    this.tell();
  }

  /** Forget all changes. */
  discard(): void {
    this.past.push(new Map(this.changes));
    this.changes = new Map();
    this.tell();
  }

  /** A number for a new practice. */
  freshNumber(): number {
    return lastNumber(this.stored.cards, this.list("practice")) + 1;
  }

  /** An id that no record of the kind has. */
  freshId(kind: Kind, wanted: string): string {
    const base = wanted || kind;
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? base : `${base.slice(0, 56).replace(/-+$/, "")}-${number}`;
      if (!this.get(kind, id)) return id;
    }
  }

  /** The files with all changes in them. */
  write(today: string): Written {
    return writeFiles(this.cardFile, this.stored, this.items(), today);
  }

  /** What somebody else changed since we read: given the files as they are stored now. */
  foreignChanges(texts: Map<string, string>): Change[] {
    const now = parseFiles(this.cardFile, texts).items;
    const keys = [...new Set([...now.keys(), ...this.stored.items.keys()])];
    return keys
      .map((key) => ({ key, before: this.stored.items.get(key) ?? null, after: now.get(key) ?? null }))
      .filter(({ before, after }) => !sameItem(before, after))
      .map(({ key, before, after }) => ({ kind: key.split(" ")[0] as Kind, id: key.slice(key.indexOf(" ") + 1), before, after }));
  }

  /** My changes on top of the files as they are stored now. Returns records that both changed; mine is taken. */
  applyAgain(texts: Map<string, string>): Clash[] {
    const mine = this.changed();
    const foreign = new Map(this.foreignChanges(texts).map((change) => [keyOf(change.kind, change.id), change]));
    const clashes: Clash[] = [];
    this.past = [];
    this.changes = new Map();
    this.take(texts);
    for (const change of mine) {
      const theirs = this.stored.items.get(keyOf(change.kind, change.id)) ?? null;
      const { item, clashes: fields } = merged(change, theirs);
      const removed = Boolean(change.before && change.after && !theirs);
      if (removed || fields.length || (foreign.has(keyOf(change.kind, change.id)) && !change.after)) clashes.push({ change, fields, removed });
      this.put([this.renumbered(change, item)]);
    }
    this.past = [];
    this.tell();
    return clashes;
  }

  /** A record that I added and they added too gets an id and a number of its own. */
  private renumbered(change: Change, item: Item | null): { kind: Kind; id: string; item: Item | null } {
    const { kind } = change;
    if (change.before || !item) return { kind, id: change.id, item };
    const id = this.freshId(kind, change.id);
    const taken = this.list("practice").some(({ card }) => card.n === item.card.n);
    const card = { ...item.card, id, ...(kind === "practice" && taken ? { n: this.freshNumber() } : {}) };
    return { kind, id, item: { card, body: item.body && { ...item.body, id } } };
  }

  /** After a save: these files are what is stored, and nothing is left to save. */
  saved(texts: Map<string, string>): void {
    this.saves += 1;
    this.changes = new Map();
    this.past = [];
    this.take(texts);
  }
}
