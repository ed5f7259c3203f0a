// A value that is saved with a version: a note, a territory, an answer of the plan. Shows what the learner typed,
// knows what is stored, sends changes, and says when another page stored something else.
import type { Host } from "./host";
import type { Journal } from "./journal";
import { SaveQueue } from "./save-queue";
import { Signal } from "./signal";
import { head, same, verdict, type Versioned, type Write } from "./sync";

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

interface Options<T> {
  /** Unique in the course, e.g. `note:vienna-centre`. */
  key: string;
  handler: string;
  /** What is sent beside the value, e.g. `{ id }`. */
  body: Record<string, unknown>;
  /** The entry in the handler's answer. */
  entryOf: (answer: Record<string, unknown>) => Versioned<T> | null;
}

export class VersionedValue<T> {
  readonly state: Signal<ValueState<T>>;
  private stored: Versioned<T> | null;

  constructor(
    private readonly host: Host,
    private readonly queue: SaveQueue,
    private readonly journal: Journal,
    private readonly options: Options<T>,
    stored: Versioned<T> | null,
  ) {
    this.stored = stored;
    this.state = new Signal<ValueState<T>>({ value: stored?.v ?? null, conflict: null, refused: "", saved: true });
    this.reconcile();
  }

  get key(): string {
    return this.options.key;
  }

  /** Type: shown at once, saved by `save`. */
  edit(value: T | null): void {
    const saved = same(value, this.stored?.v);
    this.state.set({ ...this.state.value, value, saved, refused: "" });
    if (this.host.args.saves) this.queue.noteTyped(this.key, saved ? null : () => this.save());
  }

  /** Send what is shown, if it is not stored. */
  save(): void {
    const { value, conflict } = this.state.value;
    if (conflict || (same(value, this.stored?.v) && !this.queue.has(this.key))) return;
    this.queue.add({
      key: this.key,
      send: () => this.send(),
      refused: (sentence) => this.state.set({ ...this.state.value, refused: sentence }),
    });
  }

  /** Keep one of the two texts of a conflict. */
  resolve(value: T | null): void {
    this.journal.drop(this.key);
    this.state.set({ value, conflict: null, refused: "", saved: same(value, this.stored?.v) });
    this.save();
  }

  /** Another page of this browser, or a fresh read, says what is stored. */
  learn(stored: Versioned<T> | null): void {
    const shown = this.state.value;
    const untouched = same(shown.value, this.stored?.v) && !this.queue.has(this.key);
    // Somebody else wrote while the learner was typing here: what they typed was not made on that.
    const others = head(stored) !== head(this.stored) && stored?.h[0]?.[0] !== WRITER;
    this.stored = stored;
    if (untouched) this.state.set({ ...shown, value: stored?.v ?? null, saved: true });
    else if (others && !same(shown.value, stored?.v)) {
      this.state.set({ ...shown, conflict: stored ?? { v: null, h: [] }, saved: false });
      return;
    }
    this.reconcile();
  }

  /** Take what is stored now in place of what is shown: the learner said so, for instance by deleting everything. */
  replace(stored: Versioned<T> | null): void {
    this.journal.drop(this.key);
    this.stored = stored;
    this.queue.noteTyped(this.key, null);
    this.state.set({ value: stored?.v ?? null, conflict: null, refused: "", saved: true });
  }

  private async send(): Promise<void> {
    const value = this.state.value.value;
    if (this.state.value.conflict || same(value, this.stored?.v)) return;
    const write: Write<T> = { value, writer: WRITER, number: nextNumber(), base: head(this.stored) };
    const answer = await this.host.post<Record<string, unknown>>(this.options.handler, { ...this.options.body, ...write });
    this.take(write, this.options.entryOf(answer), answer.conflict === true);
  }

  private take(write: Write<T>, entry: Versioned<T> | null, conflict: boolean): void {
    this.stored = entry;
    if (conflict) {
      this.state.set({ ...this.state.value, conflict: entry ?? { v: null, h: [] }, saved: false });
      return;
    }
    // The server may store a cleaner form of what was sent (rounded degrees, no control characters): that form counts,
    // and is no reason to send again.
    const stored = entry?.v ?? null;
    this.journal.put({ key: this.key, at: Date.now(), write: { ...write, value: stored } });
    const shown = this.state.value.value;
    const typedOn = !same(shown, write.value);
    this.state.set({ ...this.state.value, value: typedOn ? shown : stored, saved: !typedOn, refused: "" });
    if (typedOn) this.save();
    else this.queue.noteTyped(this.key, null);
  }

  /** Look for our last write in what is stored: send it again if it was overwritten unseen, or show both. */
  private reconcile(): void {
    const entry = this.journal.all().find(({ key, write }) => key === this.key && write);
    if (!entry?.write) return;
    const write = entry.write as Write<T>;
    const outcome = verdict(write, this.stored);
    if (outcome === "kept") {
      this.journal.confirm(this.key);
    } else if (outcome === "lost") {
      this.state.set({ ...this.state.value, value: write.value, saved: false });
      this.save();
    } else {
      this.state.set({ value: write.value, conflict: this.stored, refused: "", saved: false });
    }
  }
}
