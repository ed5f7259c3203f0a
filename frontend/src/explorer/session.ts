// What a learner does in one explorer: practices opened, the reflection, searches.
import type { Entry } from "../shared/atlas";
import { record } from "../shared/events";
import type { Host } from "../shared/host";
import { learnerFor, type Learner } from "../shared/learner";
import { Signal } from "../shared/signal";
import type { Versioned } from "../shared/sync";
import { VersionedValue } from "../shared/versioned-value";
import type { ExplorerSettings, ExplorerState } from "./types";

export class Session {
  readonly learner: Learner;
  readonly opened: Signal<number[]>;
  readonly reflection: VersionedValue<string>;
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
    this.reflection = new VersionedValue<string>(
      host,
      this.learner.queue,
      this.learner.journal,
      {
        key: `reflection:${host.args.usage}`,
        handler: "change_reflection",
        body: {},
        entryOf: (answer) => (answer.reflection as Versioned<string> | null) ?? null,
      },
      state?.reflection ?? null,
    );
    if (state?.later?.includes("reflection")) this.readReflection();
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
    const opened = [...this.unsent].slice(0, 40).map(([n, id]) => ({ n, id }));
    if (!opened.length) return;
    const answer = await this.host.post<{ opened: number[] }>("open_practices", { opened });
    for (const { n } of opened) this.unsent.delete(n);
    this.opened.set([...new Set([...answer.opened, ...this.opened.value])]);
  }

  private readReflection(): void {
    this.host.post<ExplorerState>("read_state", {}).then(
      (state) => this.reflection.learn(state.reflection ?? null),
      () => setTimeout(() => this.readReflection(), 5_000),
    );
  }
}
