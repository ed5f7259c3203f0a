// What a learner does in one explorer: practices opened, the reflection, searches.
import { hasReflection, isOpened, isState } from "../shared/answers";
import type { Entry } from "../shared/atlas";
import { record } from "../shared/events";
import type { Host, RequestFailure } from "../shared/host";
import { learnerFor, type Learner } from "../shared/learner";
import { failureOf, tryAgain } from "../shared/saving";
import { Signal } from "../shared/signal";
import { VersionedValue } from "../shared/versioned-value";
import type { ExplorerSettings, ExplorerState } from "./types";

/** Of about so many the platform notes no more (`OPENED_ITEMS`): what is missing then is not lost on the way. */
const MOST_OPENED = 460;

export class Session {
  readonly learner: Learner;
  readonly opened: Signal<number[]>;
  readonly reflection: VersionedValue<string>;
  /** "" when the reflection is here, "…" while it is read, else why it could not be. */
  readonly reading = new Signal("");
  private unsent = new Map<number, string>();
  private searchTimer: ReturnType<typeof setTimeout> | undefined;
  private lastSearch = "";

  constructor(
    readonly host: Host,
    readonly settings: ExplorerSettings,
    state: ExplorerState | null,
  ) {
    this.learner = learnerFor(host, state);
    this.opened = new Signal(state?.opened ?? []);
    const later = state?.later?.includes("reflection");
    this.reflection = new VersionedValue<string>(
      host,
      this.learner.queue,
      this.learner.journal,
      {
        key: `reflection:${host.args.usage}`,
        handler: "change_reflection",
        body: {},
        kind: "text",
      },
      later ? undefined : (state?.reflection ?? null),
    );
    if (later) this.read();
  }

  /** A practice was opened. One write at most, none when it was opened before. */
  open({ practice }: Entry): void {
    const seen = this.opened.value.includes(practice.n);
    if (!seen) this.opened.set([...this.opened.value, practice.n]);
    if (!this.host.args.saves) return;
    this.unsent.set(practice.n, practice.id);
    this.learner.queue.add({ key: `opened:${this.host.args.usage}`, send: () => this.sendOpened() });
  }

  /** A search that rested for a moment. */
  searched(text: string, results: number, filters: string[]): void {
    clearTimeout(this.searchTimer);
    const clean = text.trim().slice(0, 100);
    if (clean.length < 3 || clean === this.lastSearch) return;
    this.searchTimer = setTimeout(() => {
      this.lastSearch = clean;
      record(this.host, "practices.searched", { text: clean, results, filters });
    }, 2_000);
  }

  private async sendOpened(): Promise<void> {
    const sent = [...this.unsent].slice(0, 40).map(([n, id]) => ({ n, id }));
    if (!sent.length) return;
    const { opened } = await this.host.post<{ opened: number[] }>("open_practices", { opened: sent }, isOpened);
    if (opened.length < MOST_OPENED && sent.some(({ n }) => !opened.includes(n))) throw await failureOf(this.host, "odd");
    for (const { n } of sent) this.unsent.delete(n);
    this.opened.set([...new Set([...opened, ...this.opened.value])]);
  }

  /** Ask for the reflection. What failed is asked for again when the learner says so or looks at the page again. */
  read(): void {
    this.reading.set("…");
    this.host.post<ExplorerState>("read_state", {}, isState(hasReflection)).then(
      (state) => {
        this.reflection.learn(state.reflection ?? null);
        this.reading.set("");
      },
      (error: RequestFailure) => {
        tryAgain(this, error, () => this.read());
        this.reading.set(error.message);
      },
    );
  }
}
