// Why a request failed, and what may be done about it.
import { RequestFailure, type Host } from "../host";
import { sentence } from "./troubles";
import { loadWords } from "./words";

/** Kinds of failures, each with its sentence in troubles.ts. */
export type Trouble = "away" | "slow" | "login" | "moved" | "cookie" | "gone" | "large" | "busy" | "fault" | "odd";

const LONGEST = 86_400_000;

/** A failure with its sentence: of a request without an answer, or of an answer that is none. */
export function failure(host: Host, from: Trouble | Response, answer?: unknown): RequestFailure {
  loadWords(host);
  if (typeof from === "string") return new RequestFailure(false, sentence(from));
  const { status } = from;
  const said = status >= 400 && status < 500 && (answer as { error?: unknown } | null | undefined)?.error;
  const trouble = troubleOf(from);
  const why = said && typeof said === "string" ? said : sentence(trouble);
  if (/login|moved|cookie/.test(trouble)) return new RequestFailure(false, why, Infinity);
  // An error of this request alone: the others may go through.
  const ours = status >= 400 && /gone|large|odd/.test(trouble);
  return new RequestFailure(ours, why, /busy|fault/.test(trouble) ? retryAfter(from) : 0);
}

function troubleOf({ type, status, ok }: Response): Trouble {
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) return "moved";
  if (ok) return "odd";
  if (status === 401) return "login";
  if (status === 403) return "cookie";
  if (status === 404 || status === 410) return "gone";
  if (status === 413) return "large";
  if (status === 429) return "busy";
  return status >= 500 || status === 408 ? "fault" : "odd";
}

/** Milliseconds that the platform asks to wait: `Retry-After` in seconds, or as a date. */
function retryAfter({ headers }: Response): number {
  const asked = headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now();
  return Math.min(LONGEST, Math.max(0, wait || 0));
}
