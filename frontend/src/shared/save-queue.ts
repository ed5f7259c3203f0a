// Sends changes one after another, one writer at a time in a browser; keeps what failed and tries again.
import { RequestFailure, type Host } from "./host";
import { t } from "./i18n";
import { Signal } from "./signal";

/** One change on its way. A later job with the same key takes the place of an earlier one that was not yet sent. */
export interface Job {
  key: string;
  /** Sends the change; may look at the newest state. */
  send: () => Promise<void>;
  /** The server said no, with a sentence: the change stays on screen, and nothing tries again by itself. */
  refused?: (sentence: string) => void;
}

export interface SaveStatus {
  state: "idle" | "saving" | "saved" | "waiting" | "refused";
  /** What went wrong, as a sentence. */
  sentence: string;
  at: Date | null;
}

const PAUSES = [2_000, 5_000, 15_000, 30_000];

export class SaveQueue {
  readonly status = new Signal<SaveStatus>({ state: "idle", sentence: "", at: null });
  private jobs: Job[] = [];
  private typed = new Map<string, () => void>();
  private running = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly course: string,
    private readonly pauses = PAUSES,
  ) {
    window.addEventListener("online", () => this.now());
    // A phone may end a page that is out of sight: send what is typed first.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") for (const save of [...this.typed.values()]) save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.pending) event.preventDefault();
    });
  }

  /** True while something is not on the server, or typed and not yet sent. */
  get pending(): boolean {
    return this.jobs.length > 0 || this.typed.size > 0;
  }

  /** Remember that a value was typed and not yet sent; null when it is saved. */
  noteTyped(key: string, save: (() => void) | null): void {
    if (save) this.typed.set(key, save);
    else this.typed.delete(key);
  }

  has(key: string): boolean {
    return this.jobs.some((job) => job.key === key);
  }

  add(job: Job): void {
    const sending = this.running ? this.jobs[0] : undefined;
    this.jobs = [...this.jobs.filter((old) => old.key !== job.key || old === sending), job];
    this.now();
  }

  /** Try at once, whatever pause is running. */
  now(): void {
    clearTimeout(this.timer);
    if (!this.running && this.jobs.length) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    this.tell("saving", "");
    try {
      while (this.jobs.length) await this.alone(() => this.sendFirst());
      this.failures = 0;
      if (this.status.value.state === "saving") this.tell("saved", "");
    } catch (error) {
      const pause = this.pauses[Math.min(this.failures, this.pauses.length - 1)] ?? 30_000;
      this.failures += 1;
      const why = error instanceof RequestFailure ? error.message : t("The platform did not answer.");
      this.tell("waiting", t("{why} Your text is still here. We will try again.", { why }));
      this.timer = setTimeout(() => this.now(), pause);
    } finally {
      this.running = false;
    }
  }

  private async sendFirst(): Promise<void> {
    const job = this.jobs[0];
    if (!job) return;
    try {
      await job.send();
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.refused) throw error;
      this.tell("refused", error.message);
      job.refused?.(error.message);
    }
    this.jobs = this.jobs.filter((other) => other !== job);
  }

  /** One writer at a time in this browser, across tabs, where the browser can; else just go on. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const locks = (navigator as Navigator & { locks?: LockManager }).locks;
    if (!locks) return work();
    await locks.request(`hrl-save:${this.course}`, work);
  }

  private tell(state: SaveStatus["state"], sentence: string): void {
    this.status.set({ state, sentence, at: state === "saved" ? new Date() : this.status.value.at });
  }
}

/** A queue for a block's course, one a page so that its blocks do not overtake each other. */
const queues = new Map<string, SaveQueue>();

export function queueFor(host: Host): SaveQueue {
  const course = host.args.course;
  let queue = queues.get(course);
  if (!queue) {
    queue = new SaveQueue(course);
    queues.set(course, queue);
  }
  return queue;
}
