// The writes of this browser that were told "saved" but not yet read back after a while. A safety net, not a store: it
// holds a write until a later page has found it on the server, then forgets it. Kept by learner and course.
import type { ShortlistChange, Write } from "./sync";

export interface JournalEntry {
  key: string;
  at: number;
  write?: Write<unknown>;
  change?: ShortlistChange;
}

/** A write that a page found on the server at least this long after it was made is believed for good. */
const BELIEVED_AFTER = 10 * 60_000;
const FORGOTTEN_AFTER = 14 * 86_400_000;
const MOST = 200;

export class Journal {
  private readonly name: string;

  constructor(learner: string, course: string) {
    this.name = `hrl-unconfirmed:${learner}:${course}`;
  }

  all(): JournalEntry[] {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(this.name) ?? "[]");
      return Array.isArray(found) ? (found as JournalEntry[]).filter((entry) => typeof entry?.key === "string") : [];
    } catch {
      return [];
    }
  }

  /** Remember a write; a later write of the same key replaces it. */
  put(entry: JournalEntry): void {
    this.save([...this.all().filter(({ key }) => key !== entry.key), entry]);
  }

  /** A page found the write on the server. */
  confirm(key: string, now = Date.now()): void {
    this.save(this.all().filter((entry) => entry.key !== key || now - entry.at < BELIEVED_AFTER));
  }

  /** Forget a write: it was given up, or the learner chose another text. */
  drop(key: string): void {
    this.save(this.all().filter((entry) => entry.key !== key));
  }

  private save(entries: JournalEntry[]): void {
    try {
      const recent = entries.filter(({ at }) => Date.now() - at < FORGOTTEN_AFTER).slice(-MOST);
      if (recent.length) localStorage.setItem(this.name, JSON.stringify(recent));
      else localStorage.removeItem(this.name);
    } catch {
      // Storage is off or full: the page works without its safety net.
    }
  }
}
