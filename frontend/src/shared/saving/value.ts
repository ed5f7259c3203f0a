// A versioned value once the learner acts: typing, sending, choosing, and what is to be done where this browser and the
// server differ.
import { hasEntry, isObject, isText, listOf, type Check } from "../answers";
import type { JournalEntry } from "../journal";
import { failureOf } from "../saving";
import { head, same, verdict, type Versioned, type Write } from "../sync";
import { nextNumber, WRITER, type Kind, type ValueState, type VersionedValue } from "../versioned-value";
import { forget, holds, isWhole } from "./entries";
import { keepOnly, offerTo } from "./offers";
import { sendingOf } from "./sending";

/** What a value of each kind looks like. */
const VALUES: Record<Kind, Check> = {
  text: isText,
  check: isText,
  practices: listOf(isText),
  actions: listOf((row) => listOf(isText)(row) && row.length === 6),
  note: (value) => listOf(isText)(value) && value.length === 5,
  territory: isObject,
};

/** Show a change of the state; the queue knows which values wait for a choice. */
function put<T>(held: VersionedValue<T>, change: Partial<ValueState<T>>): void {
  held.state.set({ ...held.state.value, ...change });
  sendingOf(held.queue).noteConflict(held.key, !!held.state.value.conflict);
}

/** The learner typed. */
export function edited<T>(held: VersionedValue<T>): void {
  const { value } = held.state.value;
  const saved = same(value, held.stored?.v);
  if (saved) forget(held.journal, held.draft(null));
  sendingOf(held.queue).noteTyped(held.key, saved ? null : () => held.save());
}

export function save<T>(held: VersionedValue<T>): void {
  if (held.state.value.conflict) return;
  sendingOf(held.queue).add({ key: held.key, send: () => send(held), refused: (refused) => put(held, { refused }) });
}

/** Keep one of the two texts of a conflict. */
export function resolve<T>(held: VersionedValue<T>, value: T | null): void {
  forget(held.journal, { key: held.key, at: 0 });
  forget(held.journal, beside(held, null));
  put(held, { conflict: null });
  held.edit(value);
  held.save();
}

/** Another page of this browser, or a fresh read, says what is stored. */
export function learn<T>(held: VersionedValue<T>, stored: Versioned<T> | null): void {
  if (!isSound(held, stored)) return;
  const { value } = held.state.value;
  const settled = (same(value, held.stored?.v) && !sendingOf(held.queue).has(held.key)) || same(value, stored?.v);
  // Somebody else wrote while the learner was typing here: what they typed was not made on that.
  const others = head(stored) !== head(held.stored) && stored?.h[0]?.[0] !== WRITER;
  held.stored = stored;
  if (settled) {
    put(held, { conflict: null });
    held.edit(stored?.v ?? null);
    reconcile(held);
  } else if (others) put(held, { conflict: stored ?? { v: null, h: [] }, saved: false });
}

/** Take what is stored in place of what is shown: the learner said so. */
export function replace<T>(held: VersionedValue<T>, stored: Versioned<T> | null): void {
  const { journal, key, queue } = held;
  journal.filter((entry) => entry.key !== key);
  keepOnly(queue, (offer) => offer.key !== key && offer.still());
  held.stored = stored;
  put(held, { value: stored?.v ?? null, conflict: null, refused: "", saved: true });
  sendingOf(queue).noteTyped(key, null);
}

function isSound<T>(held: VersionedValue<T>, entry: Versioned<T> | null): boolean {
  return !entry || entry.v === null || VALUES[held.options.kind](entry.v);
}

async function send<T>(held: VersionedValue<T>): Promise<void> {
  const { value, conflict } = held.state.value;
  if (conflict || same(value, held.stored?.v)) return;
  const { host, options } = held;
  const field = options.handler.replace("change_", "");
  const write: Write<T> = { value, writer: WRITER, number: nextNumber(), base: head(held.stored) };
  const answer = await host.post<Record<string, unknown>>(options.handler, { ...options.body, ...write }, hasEntry(field));
  const entry = answer[field] as Versioned<T>;
  const ours = verdict(write, entry) === "kept";
  // Only an answer that has our own write in it, or honestly another one, says anything about this text.
  if (!isSound(held, entry) || (!ours && answer.conflict !== true)) throw await failureOf(host, "odd");
  held.stored = entry;
  if (ours) take(held, write, entry);
  else put(held, { conflict: entry, saved: false });
}

function take<T>(held: VersionedValue<T>, write: Write<T>, entry: Versioned<T>): void {
  const { journal, key } = held;
  // The server may store a cleaner form of what was sent (rounded degrees, no control characters): that form counts,
  // and is no reason to send again.
  journal.put({ key, at: Date.now(), write: { ...write, value: entry.v } });
  const shown = held.state.value.value;
  const typedOn = !same(shown, write.value);
  put(held, { value: typedOn ? shown : entry.v, saved: !typedOn, refused: "" });
  if (typedOn) held.save();
  else edited(held);
}

/**
 * Look for our last write in what is stored: send it again if it was overwritten unseen, or show both. What the server
 * has nothing of, and what was typed and never sent, is offered.
 */
export function reconcile<T>(held: VersionedValue<T>): void {
  for (const entry of held.journal.all()) {
    if (entry.key !== held.key) continue;
    const write = entry.write as Write<T>;
    if (!write || !isWhole(entry) || (write.value !== null && !VALUES[held.options.kind](write.value))) forget(held.journal, entry);
    else if (entry.unsent) offer(held, entry, write);
    else compare(held, entry, write);
  }
}

function compare<T>(held: VersionedValue<T>, entry: JournalEntry, write: Write<T>): void {
  const { journal, stored } = held;
  const outcome = verdict(write, stored);
  if (outcome === "kept") {
    journal.confirm(held.key);
  } else if (outcome === "gone") {
    forget(journal, entry);
    entry.unsent = true;
    journal.put(entry);
    offer(held, entry, write);
  } else if (same(held.state.value.value, stored?.v)) {
    held.edit(write.value);
    if (outcome === "lost") held.save();
    else put(held, { conflict: stored });
  }
}

/** Ask the learner about a text that only this browser has. */
function offer<T>(held: VersionedValue<T>, entry: JournalEntry, write: Write<T>): void {
  const { journal, key } = held;
  if (write.writer === WRITER && !write.number) return; // typed here, and still shown
  if (same(write.value, held.stored?.v)) {
    forget(journal, entry);
    return;
  }
  offerTo(held.queue, {
    key,
    label: held.options.label ?? "",
    at: entry.at,
    value: write.value,
    still: () => holds(journal, entry),
    keep: () => {
      forget(journal, entry);
      bring(held, write);
    },
    drop: () => forget(journal, entry),
  });
}

/** What was typed here before an older text took its place, until the learner chose between the two. */
function beside<T>(held: VersionedValue<T>, value: T | null): JournalEntry {
  const entry = held.draft(value);
  return { ...entry, write: { ...(entry.write as Write<T>), writer: `${WRITER}-` } };
}

/** Put a text in the place of what is shown; beside it, where that was not what it was made on. */
function bring<T>(held: VersionedValue<T>, { value, base }: Write<T>): void {
  const { value: shown, conflict } = held.state.value;
  const seen = !conflict && (shown === null || (base === head(held.stored) && same(shown, held.stored?.v)));
  if (!seen && !same(shown, held.stored?.v)) held.journal.put(beside(held, shown));
  held.edit(value);
  if (seen) held.save();
  else put(held, { conflict: conflict ?? { v: shown, h: held.stored?.h ?? [] } });
}
