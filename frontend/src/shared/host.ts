// The page that a block lives in: the runtime's handlers, the arguments of the view, scripts loaded on first use.
import { t } from "./i18n";

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

/** A request that failed. `refused`: the server said no, with a sentence; trying again as it is has no use. */
export class RequestFailure extends Error {
  constructor(
    readonly refused: boolean,
    sentence: string,
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
  ) {}

  /** Call a `json_handler`. Throws RequestFailure with a sentence for the learner. */
  async post<T>(handler: string, body: unknown): Promise<T> {
    let response: Response;
    try {
      response = await fetch(this.runtime.handlerUrl(this.element, handler), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify(body),
      });
    } catch {
      throw new RequestFailure(false, t("No connection."));
    }
    if (response.redirected || response.status === 401) {
      throw new RequestFailure(true, t("You are logged out. Log in again in another tab, then try again."));
    }
    let answer: unknown;
    try {
      answer = await response.json();
    } catch {
      answer = null;
    }
    if (response.ok && answer !== null) return answer as T;
    const said = (answer as { error?: unknown } | null)?.error;
    const refused = response.status >= 400 && response.status < 500 && response.status !== 408 && response.status !== 429;
    throw new RequestFailure(refused, typeof said === "string" && said ? said : t("The platform did not answer."));
  }

  /** The address of a file in the block's `public/`. */
  resource(name: string): string {
    const [path = ""] = this.args.resources.split("?");
    const base = path.slice(0, path.lastIndexOf("/") + 1);
    return `${base}${name}?v=${encodeURIComponent(this.args.release)}`;
  }
}

/** The token that Studio and the LMS want with each change. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}
