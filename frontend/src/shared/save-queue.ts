// What is to be saved, as a page sees it. Until the learner acts it holds nothing; the script that sends comes then.
import type { ComponentType } from "preact";
import type { Host } from "./host";
import { t } from "./i18n";
import { isReloading } from "./reload";
import { withSaving, type Saving } from "./saving";
import { Signal } from "./signal";

/** One change on its way. A later job with the same key takes the place of an earlier one that was not yet sent. */
export interface Job {
  key: string;
  /** Sends the change; may look at the newest state. */
  send: () => Promise<void>;
  /**
   * The server said no, with a sentence: the change stays on screen, and is sent again when the learner says so or
   * looks at the page again. False: it was given up.
   */
  refused?: (sentence: string) => void | false;
}

export interface SaveStatus {
  state: "idle" | "saving" | "saved" | "waiting" | "refused" | "conflict";
  /** What went wrong, as a sentence. */
  sentence: string;
  at: Date | null;
  /** A new page may have what this one cannot load. */
  reload?: boolean;
}

/** What the script for saving makes of a queue. */
export interface Sending {
  readonly pending: boolean;
  now(): void;
}

const PAUSE = 15_000;

export class SaveQueue {
  readonly status = new Signal<SaveStatus>({ state: "idle", sentence: "", at: null });
  /** What asks about things that only this browser has; its script puts it here. */
  readonly panel = new Signal<{ Panel?: ComponentType }>({});
  sending: Sending | undefined;
  /** What the learner did while the script was not there. */
  private done: Array<(part: Saving) => void> = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: Host,
    readonly pauses?: number[],
  ) {
    window.addEventListener("online", () => this.load());
    window.addEventListener("beforeunload", (event) => {
      if (this.pending && !isReloading()) event.preventDefault();
    });
  }

  /** True while something is not on the server, or typed and not yet sent. */
  get pending(): boolean {
    return this.done.length > 0 || !!this.sending?.pending;
  }

  /** Do something with the script for saving: at once where it is there, else in turn. */
  act(use: (part: Saving) => void): void {
    this.done.push(use);
    this.load();
  }

  add(job: Job): void {
    this.act((part) => part.sendingOf(this).add(job));
  }

  /** Try at once, whatever pause is running. */
  now(): void {
    this.load();
    this.sending?.now();
  }

  private load(): void {
    if (!this.done.length) return;
    const use = (part: Saving) => {
      for (let act = this.done.shift(); act; act = this.done.shift()) act(part);
    };
    withSaving(use).catch((error: Error) => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), PAUSE);
      this.status.set({ state: "waiting", sentence: t("{why} Your text is still here. We will try again.", { why: error.message }), at: null, reload: true });
    });
  }
}

/** A queue for a block's course, one a page so that its blocks do not overtake each other. */
const queues = new Map<string, SaveQueue>();

export function queueFor(host: Host): SaveQueue {
  const { course } = host.args;
  const queue = queues.get(course) ?? new SaveQueue(host);
  queues.set(course, queue);
  return queue;
}
