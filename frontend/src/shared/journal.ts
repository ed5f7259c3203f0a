// What this browser knows and the server may not have: writes that were told "saved" but not yet read back after a while,
// and what was typed and not sent. A safety net, not a store: a write is held until a later page has found it on the
// server, a typed text until it is saved, both for two weeks at most. Kept by learner and course.
import { isText } from "./answers";
import type { ShortlistChange, Write } from "./sync";

export interface JournalEntry {
  key: string;
  at: number;
  write?: Write<unknown>;
  change?: ShortlistChange;
  /** Of a change: tokens of the shortlist that it was made on. */
  on?: string[];
  /** Never sent, or gone from the server: offered to the learner, and sent only when they say so. */
  unsent?: boolean;
}

/** A write that a page found on the server at least this long after it was made is believed for good. */
const BELIEVED_AFTER = 10 * 60_000;
const FORGOTTEN_AFTER = 14 * 86_400_000;
const MOST = 200;
/** While somebody types, the text is kept this often. */
const PAUSE = 300;
export const PREFIX = "hrl-unconfirmed:";

/** Two texts typed in two tabs are two entries; of what was sent there is one for each key. */
export const nameOf = ({ key, write, unsent }: JournalEntry) => (write && unsent ? `${key} ${write.writer}` : key);

export class Journal {
  private readonly name: string;
  private typed: JournalEntry[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly learner: string,
    course: string,
  ) {
    this.name = `${PREFIX}${learner}:${course}`;
    window.addEventListener("pagehide", () => this.flush());
  }

  /** The entries of the last two weeks. What another hand wrote there may be anything: saving/entries.ts tells. */
  all(): JournalEntry[] {
    return this.learner ? readEntries(this.name) : [];
  }

  /** Remember a write or a change; a later one of the same key replaces it. */
  put(...entries: JournalEntry[]): void {
    const names = entries.map(nameOf);
    this.keep([...this.all().filter((entry) => !names.includes(nameOf(entry))), ...entries]);
  }

  /** Remember what is typed, soon: not at each key. */
  type(entry: JournalEntry): void {
    this.typed = [...this.typed.filter(({ key }) => key !== entry.key), entry];
    this.timer ??= setTimeout(() => this.flush(), PAUSE);
  }

  /** A page found the write on the server. */
  confirm(key: string): void {
    this.filter((entry) => entry.key !== key || entry.unsent || Date.now() - entry.at < BELIEVED_AFTER);
  }

  /** Forget all entries but some. */
  filter(wanted: (entry: JournalEntry) => unknown): void {
    this.typed = this.typed.filter(wanted);
    this.keep(this.all().filter(wanted));
  }

  private flush(): void {
    this.timer = undefined;
    const { typed } = this;
    this.typed = [];
    if (typed.length) this.put(...typed);
  }

  private keep(entries: JournalEntry[]): void {
    if (this.learner) writeEntries(this.name, entries);
  }
}

/** The entries of the last two weeks under a name. */
export function readEntries(name: string): JournalEntry[] {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? "[]") as JournalEntry[];
    return found.filter((entry) => isText(entry?.key) && Math.abs(Date.now() - entry.at) < FORGOTTEN_AFTER);
  } catch {
    return [];
  }
}

export function writeEntries(name: string, entries: JournalEntry[]): void {
  try {
    if (entries.length) localStorage.setItem(name, JSON.stringify(entries.slice(-MOST)));
    else localStorage.removeItem(name);
  } catch {
    // Storage is off or full: the page works without its safety net.
  }
}
