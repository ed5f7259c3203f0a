// The page that a block lives in: the runtime's handlers, the arguments of the view, scripts loaded on first use.
import type { Check } from "./answers";
import { failureOf, preload } from "./saving";

/** What `human_rights_mooc/fragments.py` and `mixin.py` give to each script. */
export interface PageArguments<Settings, State> {
  block: string;
  usage: string;
  course: string;
  learner?: string;
  language: string;
  release: string;
  resources: string;
  catalogue: string;
  /** Files of `public/` that the view begins with: its own module, then what that will ask for. */
  modules: string[];
  /** What stands there where the view could not start, in the reader's language. */
  sorry: string;
  namespace: string;
  view: "student_view" | "public_view" | "author_view" | "studio_view";
  /** False: nothing is stored (a visitor, Studio); the interface says so. */
  saves: boolean;
  atlas: string;
  settings: Settings;
  state: State | null;
  findings?: string[];
}

/** The part of an XBlock runtime that we use. */
export interface XBlockRuntime {
  handlerUrl(element: Element, handler: string, suffix?: string): string;
  notify?(name: string, data: unknown): void;
}

/**
 * A request that failed. `refused`: the server said no to this very request; trying again as it is has no use. `wait`:
 * milliseconds before which nothing tries again by itself; Infinity where first the learner has to do something.
 */
export class RequestFailure extends Error {
  constructor(
    readonly refused: boolean,
    sentence: string,
    readonly wait = 0,
  ) {
    super(sentence);
  }
}

/** Access to the page, for one block. */
export class Host {
  constructor(
    readonly runtime: XBlockRuntime,
    readonly element: Element,
    readonly args: PageArguments<unknown, unknown>,
  ) {
    preload(this);
  }

  /**
   * Call a `json_handler`. What comes back counts only in its form, one of answers.ts; all else throws RequestFailure
   * with a sentence for the learner. Takes 20 seconds at most, a minute for a document or a plan, five for a whole
   * atlas: the request is then given up. An answer that comes later harms nobody: a write has its writer and number.
   */
  async post<T>(handler: string, body: unknown, isAnswer: Check): Promise<T> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limitOf(handler));
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(this.runtime.handlerUrl(this.element, handler), {
        method: "POST",
        credentials: "same-origin",
        // A redirect is a page to log in to, here or elsewhere: never an answer.
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), "X-Hrl-Learner": this.args.learner ?? "" },
        body: JSON.stringify(body),
        signal: stop.signal,
      });
      answer = asJson(await response.text());
    } catch {
      throw await failureOf(this, stop.signal.aborted ? "slow" : "away");
    } finally {
      clearTimeout(timer);
    }
    if (response.ok && isAnswer(answer)) return answer as T;
    throw await failureOf(this, response, answer);
  }

  /** The address of a file in the block's `public/`. */
  resource(name: string): string {
    const [path = ""] = this.args.resources.split("?");
    const base = path.slice(0, path.lastIndexOf("/") + 1);
    return `${base}${name}?v=${encodeURIComponent(this.args.release)}`;
  }
}

/** How long an answer may take, in ms: long for a document, a plan and settings, longer for a whole atlas. */
function limitOf(handler: string): number {
  if (handler === "work_on_atlas") return 300_000;
  return /^(export|read_plan|submit)/.test(handler) ? 60_000 : 20_000;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The token that Studio and the LMS want with each change. A form named "cookie" in a text of the course is not it. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(Reflect.get(Document.prototype, "cookie", document) as string);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}
