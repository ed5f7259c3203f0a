// What a client may believe about a save, on a platform without locks. Pure functions; the same cases are tested here
// and against the real handlers (tests/unit/blocks/data/reconcile_cases.json).

/** A stored value with the last writes of each writer, newest first. See human_rights_mooc/versioned.py. */
export interface Versioned<T> {
  v: T | null;
  h: Array<[string, number]>;
}

/** A write that this browser made: what it wrote, and on which version. */
export interface Write<T> {
  value: T | null;
  writer: string;
  number: number;
  base: string;
}

/** A shortlist as stored: ids kept and ids removed, each with the token of its addition. See shortlist.py. */
export interface Shortlist {
  ids: Array<[string, string]>;
  gone: Array<[string, string]>;
}

export interface ShortlistChange {
  op: "add" | "remove";
  id: string;
  token: string;
}

/** The version of a stored value, "" where nothing is stored. */
export function head(entry: Versioned<unknown> | null | undefined): string {
  const last = entry?.h[0];
  return last ? `${last[0]}.${last[1]}` : "";
}

/** Two JSON values are the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/**
 * Compare a write of ours with what is stored now: "kept" (it is there, or something built on it), "lost" (what it was
 * made on is still there: send it again), "conflict" (somebody wrote without having seen it: ask the learner), or "gone"
 * (nothing at all is stored: somebody may have deleted it, so nothing is sent unasked).
 */
export function verdict<T>(write: Write<T>, stored: Versioned<T> | null | undefined): "kept" | "lost" | "conflict" | "gone" {
  if (!stored) return write.value === null ? "kept" : "gone";
  if (stored.h.some(([writer, number]) => writer === write.writer && number >= write.number)) return "kept";
  if (same(stored.v, write.value)) return "kept";
  return head(stored) === write.base ? "lost" : "conflict";
}

/** True when a change of ours is not in the stored shortlist although nobody took it back on purpose. */
export function isLost(change: ShortlistChange, stored: Shortlist): boolean {
  const kept = stored.ids.find(([id]) => id === change.id);
  if (change.op === "remove") return kept?.[1] === change.token;
  if (kept) return false;
  return !stored.gone.some(([id, token]) => id === change.id && token === change.token);
}

/** A shortlist with changes applied, as it will be once the server has them. */
export function withChanges(stored: Shortlist, changes: ShortlistChange[]): string[] {
  let ids = stored.ids.map(([id]) => id);
  for (const change of changes) {
    if (change.op === "remove") ids = ids.filter((id) => id !== change.id);
    else if (!ids.includes(change.id)) ids = [...ids, change.id];
  }
  return ids;
}
