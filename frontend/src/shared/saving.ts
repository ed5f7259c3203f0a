// The script for all that comes after the first view: sending, and what to do when something was not saved. It is loaded
// when the learner begins to act; until then a page has only what it needs to show, and to keep what is typed.
import { RequestFailure, type Host } from "./host";
import { t } from "./i18n";
import type { Learner } from "./learner";
import type { Job, SaveQueue, Sending } from "./save-queue";
import type { Trouble } from "./saving/failures";
import { loadScript } from "./scripts";
import type { Versioned } from "./sync";
import type { VersionedValue } from "./versioned-value";

/** What saving/part.tsx holds. */
export interface Saving {
  failure(host: Host, from: Trouble | Response, answer?: unknown): RequestFailure;
  /** Do what failed again: after pauses that grow, and when the page is looked at. */
  tryAgain(owner: object, failure: RequestFailure, act: () => void): void;
  sendingOf(queue: SaveQueue): Sending & { add(job: Job): void };
  edited<T>(value: VersionedValue<T>): void;
  save<T>(value: VersionedValue<T>): void;
  resolve<T>(value: VersionedValue<T>, chosen: T | null): void;
  learn<T>(value: VersionedValue<T>, stored: Versioned<T> | null): void;
  replace<T>(value: VersionedValue<T>, stored: Versioned<T> | null): void;
  reconcile<T>(value: VersionedValue<T>): void;
  sendChanges(learner: Learner): void;
  bringBack(learner: Learner): void;
}

let saving: Saving | undefined;

/** Called by the script when it was loaded. */
export function provide(part: Saving): void {
  saving = part;
}

/** Give the script to a function: now where it is there. Rejects where it does not come. */
export async function withSaving<R>(host: Host, use: (part: Saving) => R): Promise<R> {
  if (saving) return use(saving);
  let part: Saving;
  try {
    part = await loadScript(host.resource("saving.js"), () => saving);
  } catch {
    throw new RequestFailure(false, navigator.onLine ? t("A part of this page could not be loaded.") : t("No connection."));
  }
  return use(part);
}

/** Do what failed again, some time. */
export function tryAgain(host: Host, owner: object, failure: RequestFailure, act: () => void): void {
  withSaving(host, (part) => part.tryAgain(owner, failure, act)).catch(() => 0);
}

/** Load the script when the learner begins to act in a block. */
export function preload(host: Host): void {
  const load = () => void withSaving(host, () => 0).catch(() => 0);
  if (host.args.saves) for (const name of ["focusin", "pointerdown"]) host.element.addEventListener(name, load, { once: true });
}

/** A failure with its sentence: of a request without an answer, or of an answer that is none. */
export function failureOf(host: Host, from: Trouble | Response, answer?: unknown): Promise<RequestFailure> {
  if (from === "away") return Promise.resolve(new RequestFailure(false, t("No connection.")));
  return withSaving(host, (part) => part.failure(host, from, answer)).catch(() => new RequestFailure(false, t("The platform did not answer as it should.")));
}
