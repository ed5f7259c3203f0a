// What stands in the storage of a browser may be anything, and may be old.
import { isText } from "../answers";
import { nameOf, PREFIX, readEntries, writeEntries, type Journal, type JournalEntry } from "../journal";

/** True for an entry with all that belongs to it. */
export function isWhole({ write, change, on }: JournalEntry): boolean {
  const texts = write ? [write.writer, write.base] : [change?.op, change?.id, change?.token, ...(on ?? [])];
  return texts.every(isText) && (!write || (Number.isFinite(write.number) && "value" in write));
}

/** What is older than two weeks goes, whoever wrote it in this browser. */
export function sweep(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) writeEntries(name, readEntries(name));
  } catch {
    // Storage is off.
  }
}

export function holds(journal: Journal, entry: JournalEntry): boolean {
  return journal.all().some((other) => nameOf(other) === nameOf(entry));
}

/** Forget one entry. */
export function forget(journal: Journal, entry: JournalEntry): void {
  journal.filter((other) => nameOf(other) !== nameOf(entry));
}
