// What a learner does on one map: cities opened, searches, the shared shortlist and territory.
import { hasOpened, isOpened, isState } from "../shared/answers";
import type { Entry } from "../shared/atlas";
import { record } from "../shared/events";
import type { Host, RequestFailure } from "../shared/host";
import { learnerFor, type Learner } from "../shared/learner";
import { failureOf, tryAgain } from "../shared/saving";
import { Signal } from "../shared/signal";
import type { MapSettings, MapState } from "./types";

/** Of about so many the platform notes no more (`OPENED_ITEMS`): what is missing then is not lost on the way. */
const MOST_OPENED = 460;

export class Session {
  readonly learner: Learner;
  readonly opened: Signal<string[]>;
  /** Cities opened that the page does not know by name yet. */
  private before: number;
  private unsent = new Set<string>();
  private read = new Set<string>();
  private searchTimer: ReturnType<typeof setTimeout> | undefined;
  private lastSearch = "";

  constructor(
    readonly host: Host,
    readonly settings: MapSettings,
    state: MapState | null,
  ) {
    this.learner = learnerFor(host, state);
    this.opened = new Signal(state?.opened ?? []);
    this.before = state && !state.opened ? state.count : 0;
    if (this.before) this.readOpened();
  }

  /** How many different cities were opened. */
  get count(): number {
    return Math.max(this.before, this.opened.value.length);
  }

  /** A city was opened. One write at most; the server makes none when it was opened before. */
  open(city: string): void {
    if (!this.opened.value.includes(city)) this.opened.set([...this.opened.value, city]);
    if (!this.host.args.saves) return;
    this.unsent.add(city);
    this.learner.queue.add({ key: `opened:${this.host.args.usage}`, send: () => this.sendOpened() });
  }

  /** A practice was opened in a city's panel. */
  reads({ practice }: Entry): void {
    const fresh = !this.read.has(practice.id);
    this.read.add(practice.id);
    record(this.host, "practice.opened", { practice: practice.id, first_time: fresh });
  }

  /** A search that rested for a moment. */
  searched(text: string, results: number, filters: string[]): void {
    clearTimeout(this.searchTimer);
    const clean = text.trim().slice(0, 100);
    if (clean.length < 3 || clean === this.lastSearch) return;
    this.searchTimer = setTimeout(() => {
      this.lastSearch = clean;
      record(this.host, "cities.searched", { text: clean, results, filters });
    }, 2_000);
  }

  private async sendOpened(): Promise<void> {
    const sent = [...this.unsent].slice(0, 40);
    if (!sent.length) return;
    const { opened } = await this.host.post<{ opened: string[] }>("open_cities", { opened: sent }, isOpened);
    if (opened.length < MOST_OPENED && sent.some((city) => !opened.includes(city))) throw await failureOf(this.host, "odd");
    for (const city of sent) this.unsent.delete(city);
    this.opened.set([...new Set([...opened, ...this.opened.value])]);
  }

  private readOpened(): void {
    this.host.post<MapState>("read_state", {}, isState(hasOpened)).then(
      (state) => {
        this.opened.set([...new Set([...(state.opened ?? []), ...this.opened.value])]);
      },
      (error: RequestFailure) => tryAgain(this, error, () => this.readOpened()),
    );
  }
}
