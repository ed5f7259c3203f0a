// The atlas on the author's desk: what is stored, what the author changed, and the way back.
import { Signal } from "../../shared/signal";
import { lastNumber, ofKind, parseFiles, removedNumbers, writeFiles, type Stored, type Written } from "./files";
import { isRemoval, outcome, rebased, refreshed, type Clash, type Decision } from "./clashes";
import { changesBetween, composed, keyOf, sameItem, type Change, type Item, type Kind } from "./item";

interface Put {
  kind: Kind;
  id: string;
  item: Item | null;
}

interface Step {
  changes: Map<string, Change>;
  clashes: Map<string, Clash>;
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
  private clashes = new Map<string, Clash>();
  private past: Step[] = [];
  /** What this author saved before, by record: the last version of each. */
  private savedHere = new Map<string, Item | null>();
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
  put(records: Put[]): void {
    this.remember();
    for (const record of records) {
      this.set(record);
      const key = keyOf(record.kind, record.id);
      const clash = this.clashes.get(key);
      if (clash) this.told(key, refreshed(clash, record.item));
    }
    this.tell();
  }

  private remember(): void {
    this.past.push({ changes: new Map(this.changes), clashes: new Map(this.clashes) });
  }

  private set({ kind, id, item: given }: Put): void {
    const item = composed(given);
    const key = keyOf(kind, id);
    const before = this.stored.items.get(key) ?? null;
    if (sameItem(before, item)) this.changes.delete(key);
    else this.changes.set(key, { kind, id, before, after: item });
    this.current = null;
  }

  private told(key: string, clash: Clash | null): void {
    if (clash) this.clashes.set(key, clash);
    else this.clashes.delete(key);
  }

  canUndo(): boolean {
    return this.past.length > 0;
  }

  /** Take back the last step. */
  undo(): void {
    const before = this.past.pop();
    if (before) ({ changes: this.changes, clashes: this.clashes } = before);
    this.tell();
  }

  /** Forget all changes. */
  discard(): void {
    this.remember();
    this.changes = new Map();
    this.clashes = new Map();
    this.tell();
  }

  /** A number for a new practice: that of a practice which is gone only under its own id. */
  freshNumber(id = ""): number {
    const own = removedNumbers(this.stored.cards).get(id);
    const taken = own === undefined || this.list("practice").some(({ card }) => card.n === own);
    return taken ? lastNumber(this.stored.cards, this.list("practice")) + 1 : own;
  }

  /** An id that no record of the kind has. That of a removed practice brings its number back: only `own` may be one. */
  freshId(kind: Kind, wanted: string, own = ""): string {
    const base = wanted || kind;
    const retired = kind === "practice" ? removedNumbers(this.stored.cards) : new Map<string, number>();
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? base : `${base.slice(0, 56).replace(/-$/, "")}-${number}`;
      if (!this.get(kind, id) && (id === own || !retired.has(id))) return id;
    }
  }

  /** The files with all changes in them. */
  write(today: string): Written {
    return writeFiles(this.cardFile, this.stored, this.items(), today);
  }

  /** What somebody else changed since we read: given the files as they are stored now. */
  foreignChanges(texts: Map<string, string>): Change[] {
    return changesBetween(this.stored.items, parseFiles(this.cardFile, texts).items);
  }

  /** Of a record that this author saved before: what it was then. Undefined for any other record. */
  savedVersion(kind: Kind, id: string): Item | null | undefined {
    return this.savedHere.get(keyOf(kind, id));
  }

  /** Records that somebody else changed as well, until they are saved. */
  toldClashes(): Clash[] {
    return [...this.clashes.values()];
  }

  /** Records that one removed and the other changed, and nobody has decided about. */
  undecided(): Clash[] {
    return this.toldClashes().filter((clash) => isRemoval(clash) && !clash.decided);
  }

  /** Decide about some of the clashes: one step that can be undone. */
  decide(clashes: Clash[], decided: Decision): void {
    this.remember();
    for (const clash of clashes) {
      this.set({ kind: clash.kind, id: clash.id, item: outcome(clash, decided) });
      this.told(keyOf(clash.kind, clash.id), { ...clash, decided });
    }
    this.tell();
  }

  /** My changes on top of the files as they are stored now. What both changed is told until it is saved. */
  applyAgain(texts: Map<string, string>): void {
    const mine = this.changed();
    const foreign = new Set(this.foreignChanges(texts).map((change) => keyOf(change.kind, change.id)));
    const earlier = this.clashes;
    this.changes = new Map();
    this.clashes = new Map();
    this.take(texts);
    for (const change of mine) {
      const key = keyOf(change.kind, change.id);
      const told = earlier.get(key);
      if (!foreign.has(key)) {
        this.set(this.renumbered(change, change.after, told));
        this.told(key, told ?? null);
        continue;
      }
      const theirs = this.stored.items.get(key) ?? null;
      if (change.kind === "practice" && !change.before && !told) {
        this.set(this.renumbered(change, change.after, told));
        continue;
      }
      const { item, clash } = rebased(change, theirs, told);
      this.set({ kind: change.kind, id: change.id, item });
      this.told(key, clash);
    }
    this.past = [];
    this.tell();
  }

  /** A practice that I added gets an id and a number that nobody else took meanwhile. */
  private renumbered(change: Change, item: Item | null, told: Clash | undefined): Put {
    const { kind } = change;
    if (change.before || !item || told || kind !== "practice") return { kind, id: change.id, item };
    const id = this.freshId(kind, change.id, change.id);
    const n = typeof item.card.n === "number" ? item.card.n : 0;
    const free = n > lastNumber(this.stored.cards, []) || removedNumbers(this.stored.cards).get(id) === n;
    const taken = !free || this.list("practice").some(({ card }) => card.n === n);
    const card = { ...item.card, id, n: taken ? this.freshNumber(id) : n };
    return { kind, id, item: { card, body: item.body && { ...item.body, id } } };
  }

  /** After a save: these files are what is stored, and nothing is left to save. */
  saved(texts: Map<string, string>): void {
    this.saves += 1;
    for (const [key, { after }] of this.changes) this.savedHere.set(key, after);
    this.changes = new Map();
    this.clashes = new Map();
    this.past = [];
    this.take(texts);
  }
}
