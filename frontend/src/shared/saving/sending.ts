// Sends changes one after another, one writer at a time in a browser; keeps what failed and tries again.
import { RequestFailure } from "../host";
import { t } from "../i18n";
import type { Job, SaveQueue, SaveStatus } from "../save-queue";
import { Again } from "./again";
import { loadWords } from "./words";

/** Longer than a request may take: who does not get the lock by then goes on without it. */
const LOCK = 30_000;

/** What a queue sends. */
export class Sending {
  private jobs: Job[] = [];
  /** What the server refused, and the sentence that it said. */
  private aside = new Map<string, { job: Job; sentence: string }>();
  private typed = new Map<string, () => void>();
  private conflicts = new Set<string>();
  private running = false;
  private again: Again;

  constructor(private readonly queue: SaveQueue) {
    this.again = new Again(() => this.now(), queue.pauses);
    // A phone may end a page that is out of sight: send what is typed first.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") for (const save of [...this.typed.values()]) save();
    });
  }

  get pending(): boolean {
    return this.jobs.length + this.aside.size + this.typed.size > 0;
  }

  /** Remember that a value was typed and not yet sent; null when it is saved. */
  noteTyped(key: string, save: (() => void) | null): void {
    if (save) this.typed.set(key, save);
    else {
      this.typed.delete(key);
      this.aside.delete(key);
    }
    this.rest();
  }

  /** Remember that a value waits for the learner's choice between two texts, or no longer. */
  noteConflict(key: string, waits: boolean): void {
    if (waits === this.conflicts.has(key)) return;
    if (waits) this.conflicts.add(key);
    else this.conflicts.delete(key);
    this.rest();
  }

  has(key: string): boolean {
    return this.aside.has(key) || this.jobs.some((job) => job.key === key);
  }

  add(job: Job): void {
    const sending = this.running ? this.jobs[0] : undefined;
    this.aside.delete(job.key);
    this.jobs = [...this.jobs.filter((old) => old.key !== job.key || old === sending), job];
    if (this.queue.status.value.state === "waiting") this.again.soon();
    else this.run();
  }

  /** Try at once, whatever pause is running. */
  now(): void {
    for (const { job } of this.aside.values()) this.jobs.push(job);
    this.aside.clear();
    this.run();
  }

  private run(): void {
    if (!this.running && this.jobs.length) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.running = true;
    this.tell("saving");
    let problem = "";
    try {
      while (this.jobs.length) problem = (await alone(this.queue.host.args.course, () => this.sendFirst())) || problem;
      this.running = false;
      for (const { sentence } of this.aside.values()) problem ||= sentence;
      if (this.aside.size) this.again.failed(Infinity);
      else this.again.done();
      this.tell(problem ? "refused" : "saved", problem);
      if (!problem) this.rest();
    } catch (error) {
      this.running = false;
      this.failed(error instanceof RequestFailure ? error : new RequestFailure(false, t("The platform did not answer as it should.")));
    }
  }

  private failed({ message: why, wait }: RequestFailure): void {
    // Another change may go through meanwhile: the next try begins with it.
    this.jobs.push(...this.jobs.splice(0, 1));
    this.again.failed(wait);
    this.tell("waiting", t("{why} Your text is still here. We will try again.", { why }));
  }

  /** Send the first job; return the sentence with which the server refused it, else "". */
  private async sendFirst(): Promise<string> {
    const job = this.jobs[0] as Job;
    let sentence = "";
    try {
      await job.send();
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.refused) throw error;
      sentence = error.message;
    }
    this.jobs = this.jobs.filter((other) => other !== job);
    if (sentence && job.refused?.(sentence) !== false && !this.has(job.key)) this.aside.set(job.key, { job, sentence });
    return sentence;
  }

  /** "Saved" is said of all: not while something is typed, refused, or waits for a choice. */
  private rest(): void {
    const { status } = this.queue;
    const { state, at } = status.value;
    if (this.running || this.aside.size || state === "waiting") return;
    const next = this.conflicts.size ? "conflict" : at && !this.typed.size ? "saved" : "idle";
    if (next !== state) status.set({ state: next, sentence: "", at });
  }

  private tell(state: SaveStatus["state"], sentence = ""): void {
    const { status } = this.queue;
    status.set({ state, sentence, at: state === "saved" ? new Date() : status.value.at });
  }
}

/** What sends for a queue. */
export function sendingOf(queue: SaveQueue): Sending {
  loadWords(queue.host);
  queue.sending ??= new Sending(queue);
  return queue.sending as Sending;
}

/** One writer at a time in this browser, across tabs, where the browser can and does; else just go on. */
async function alone<T>(course: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Navigator & { locks?: LockManager }).locks;
  if (!locks) return work();
  let begun: Promise<T> | undefined;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LOCK);
  const begin = () => {
    clearTimeout(timer);
    begun = work();
    return begun;
  };
  try {
    return await locks.request(`hrl-save:${course}`, { signal: stop.signal }, begin);
  } catch {
    return await (begun ?? begin());
  }
}
