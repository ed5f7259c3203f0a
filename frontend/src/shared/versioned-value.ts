// A value that is saved with a version: a note, a territory, an answer of the plan. Shows what the learner typed,
// knows what is stored, sends changes, and says when another page stored something else.
import type { Host } from "./host";
import type { Journal, JournalEntry } from "./journal";
import type { SaveQueue } from "./save-queue";
import { withSaving } from "./saving";
import { Signal } from "./signal";
import { head, same, verdict, type Versioned } from "./sync";

/** This open page, as the server knows it. */
export const WRITER = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
let writes = 0;

/** A number for the next write of this page. */
export function nextNumber(): number {
  writes += 1;
  return writes;
}

export interface ValueState<T> {
  /** What the learner sees and types. */
  value: T | null;
  /** What another page stored, while the learner has not chosen; else null. */
  conflict: Versioned<T> | null;
  /** The server refused, with this sentence; "" if it did not. */
  refused: string;
  /** True once the shown value is on the server. */
  saved: boolean;
}

/** What kind of value it is: the forms are in saving/value.ts. */
export type Kind = "text" | "check" | "practices" | "actions" | "note" | "territory";

interface Options {
  /** Unique in the course, e.g. `note:vienna-centre`. */
  key: string;
  /** `change_note` answers with the entry in `note`, and so on. */
  handler: string;
  /** What is sent beside the value, e.g. `{ id }`. */
  body: Record<string, unknown>;
  kind: Kind;
  /** What the value answers, for the learner; the key tells where it is not given. */
  label?: string;
}

export class VersionedValue<T> {
  readonly state: Signal<ValueState<T>>;

  constructor(
    readonly host: Host,
    readonly queue: SaveQueue,
    readonly journal: Journal,
    readonly options: Options,
    /** What is stored, as far as this page knows; undefined until it was read. */
    public stored: Versioned<T> | null | undefined,
  ) {
    this.state = new Signal<ValueState<T>>({ value: stored?.v ?? null, conflict: null, refused: "", saved: true });
    this.reconcile();
  }

  get key(): string {
    return this.options.key;
  }

  /** Type: shown at once, kept in this browser soon, saved by `save`. */
  edit(value: T | null): void {
    this.state.set({ ...this.state.value, value, saved: same(value, this.stored?.v), refused: "" });
    if (!this.host.args.saves) return;
    this.journal.type(this.draft(value));
    this.queue.act((part) => part.edited(this));
  }

  /** Send what is shown, if it is not stored. */
  save(): void {
    if (!same(this.state.value.value, this.stored?.v)) this.queue.act((part) => part.save(this));
  }

  /** Keep one of the two texts of a conflict. */
  resolve(value: T | null): void {
    this.queue.act((part) => part.resolve(this, value));
  }

  /** Another page of this browser, or a fresh read, says what is stored. */
  learn(stored: Versioned<T> | null): void {
    if (this.stored !== undefined && same(stored, this.stored)) return;
    this.queue.act((part) => part.learn(this, stored));
  }

  /** Take what is stored now in place of what is shown: the learner said so, for instance by deleting everything. */
  replace(stored: Versioned<T> | null): void {
    this.queue.act((part) => part.replace(this, stored));
  }

  /** What is typed here, for the journal. */
  draft(value: T | null): JournalEntry {
    return { key: this.key, at: Date.now(), unsent: true, write: { value, writer: WRITER, number: 0, base: head(this.stored) } };
  }

  /** Where the journal has something of this value that is not simply on the server, see what is to be done. */
  private reconcile(): void {
    const { journal, key, stored } = this;
    if (!this.host.args.saves || stored === undefined) return;
    const open = journal.all().some((entry) => entry.key === key && entry.write && (entry.unsent || verdict(entry.write, stored) !== "kept"));
    if (open) withSaving((part) => part.reconcile(this)).catch(console.error);
    else journal.confirm(key);
  }
}
