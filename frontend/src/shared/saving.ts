// What comes after the first view: sending, and what to do when something was not saved. It is loaded when the learner
// begins to act; until then a page has only what it needs to show, and to keep what is typed.
import { RequestFailure, type Host } from "./host";
import { t } from "./i18n";
import type { Trouble } from "./saving/failures";

export type Saving = typeof import("./saving/saving");

let saving: Saving | undefined;

/** Give the part for saving to a function: now where it is there. Rejects where it does not come. */
export async function withSaving<R>(use: (part: Saving) => R): Promise<R> {
  try {
    saving ??= whole(await import("./saving/saving"));
  } catch {
    throw new RequestFailure(false, navigator.onLine ? t("A part of this page could not be loaded.") : t("No connection."));
  }
  return use(saving);
}

/** A module without exports is another script, under this address: what the learner did stays in its queue. */
function whole(part: Saving): Saving {
  if (!Object.keys(part).length) throw new Error("no exports");
  return part;
}

/** Do what failed again, some time. */
export function tryAgain(owner: object, failure: RequestFailure, act: () => void): void {
  withSaving((part) => part.tryAgain(owner, failure, act)).catch(() => 0);
}

/** Load it when the learner begins to act in a block. */
export function preload(host: Host): void {
  const load = () => void withSaving(() => 0).catch(() => 0);
  if (host.args.saves) for (const name of ["focusin", "pointerdown"]) host.element.addEventListener(name, load, { once: true });
}

/** A failure with its sentence: of a request without an answer, or of an answer that is none. */
export function failureOf(host: Host, from: Trouble | Response, answer?: unknown): Promise<RequestFailure> {
  if (from === "away") return Promise.resolve(new RequestFailure(false, t("No connection.")));
  return withSaving((part) => part.failure(host, from, answer)).catch(() => new RequestFailure(false, t("The platform did not answer as it should.")));
}
