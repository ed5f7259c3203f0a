// What a learner writes in one step of the plan: answers, saved one by one, each with the version it was made on.
import type { Host } from "../shared/host";
import { learnerFor, type Learner } from "../shared/learner";
import { Signal } from "../shared/signal";
import type { Versioned } from "../shared/sync";
import { VersionedValue } from "../shared/versioned-value";
import { clean, excess } from "./rules";
import type { Answers, PlanSettings, PlanState, Question, Row, Value } from "./types";

/** A pause in typing after which an answer is saved. */
const PAUSE = 1_500;
/** A page that was hidden for so long asks what is stored before the learner goes on. */
const AWAY = 20_000;

export class PlanSession {
  readonly learner: Learner;
  /** "" when the answers are here, "…" while they are read, else why they could not be. */
  readonly reading = new Signal("");
  /** Rises with each change, so that the progress is drawn again. */
  readonly changes = new Signal(0);
  private readonly answers = new Map<string, VersionedValue<Value>>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private hiddenAt = 0;

  constructor(
    readonly host: Host,
    readonly settings: PlanSettings,
    state: PlanState | null,
  ) {
    this.learner = learnerFor(host, state);
    const later = state?.later?.includes("answers");
    if (later) this.read();
    else this.fill(state?.answers ?? {});
    if (!host.args.saves) return;
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => this.seenOrNot());
  }

  get saves(): boolean {
    return this.host.args.saves;
  }

  /** True while something that the learner typed is not on the server. */
  get unsaved(): boolean {
    return this.saves && [this.learner.territory, ...this.answers.values()].some(({ state }) => !state.value.saved);
  }

  /** The answer to a question. Only after `reading` is "". */
  answer(id: string): VersionedValue<Value> {
    const found = this.answers.get(id);
    if (!found) throw new Error(`no question ${id}`);
    return found;
  }

  /** Type: shown at once, saved after a pause. */
  edit(question: Question, value: Value): void {
    this.answer(question.id).edit(tidy(value));
    this.changes.set(this.changes.value + 1);
    clearTimeout(this.timers.get(question.id));
    if (this.saves) this.timers.set(question.id, setTimeout(() => this.save(question), PAUSE));
  }

  /** Save an answer now, unless it is too long. */
  save(question: Question): void {
    clearTimeout(this.timers.get(question.id));
    const answer = this.answer(question.id);
    if (this.saves && !excess(question, answer.state.value.value)) answer.save();
  }

  saveAll(): void {
    if (this.saves) this.learner.territory.save();
    if (!this.reading.value) this.settings.questions.forEach((question) => this.save(question));
  }

  /** Save what is open; true once all of it is on the server, false if it cannot be now. */
  async flush(): Promise<boolean> {
    this.saveAll();
    const { queue } = this.learner;
    for (let waited = 0; waited < 8_000 && queue.pending; waited += 50) {
      if (queue.status.value.state === "waiting") break;
      await new Promise((done) => setTimeout(done, 50));
    }
    return !this.unsaved && !queue.pending;
  }

  /** Nothing that was typed is saved by itself any more. */
  stopTimers(): void {
    this.timers.forEach(clearTimeout);
  }

  /** Take what is stored now in place of what is shown: the learner deleted the plan. */
  replace(answers: Answers): void {
    for (const [id, value] of this.answers) value.replace(answers[id] ?? null);
    this.changes.set(this.changes.value + 1);
  }

  /** Ask what is stored. */
  read(): void {
    this.reading.set("…");
    this.host.post<PlanState>("read_state", {}).then(
      (state) => {
        this.fill(state.answers ?? {});
        this.reading.set("");
      },
      (error: Error) => this.reading.set(error.message),
    );
  }

  private fill(answers: Answers): void {
    for (const { id } of this.settings.questions) {
      const known = this.answers.get(id);
      if (known) known.learn(answers[id] ?? null);
      else this.answers.set(id, this.valueOf(id, answers[id] ?? null));
    }
    this.changes.set(this.changes.value + 1);
  }

  private valueOf(id: string, stored: Versioned<Value> | null): VersionedValue<Value> {
    return new VersionedValue<Value>(
      this.host,
      this.learner.queue,
      this.learner.journal,
      {
        key: `plan:${this.settings.step}:${id}`,
        handler: "change_answer",
        body: { question: id },
        entryOf: (answer) => (answer.answer as Versioned<Value> | null) ?? null,
      },
      stored,
    );
  }

  /** A tab that is left saves; a tab that one comes back to asks for what was written elsewhere. */
  private seenOrNot(): void {
    if (document.visibilityState === "hidden") {
      this.hiddenAt = Date.now();
      this.saveAll();
      return;
    }
    if (Date.now() - this.hiddenAt < AWAY || this.reading.value || this.learner.queue.pending) return;
    this.host.post<PlanState>("read_state", {}).then(
      (state) => this.fill(state.answers ?? {}),
      () => undefined, // The next save finds out.
    );
  }
}

function tidy(value: Value): Value {
  if (typeof value === "string") return clean(value);
  return value.map((item) => (typeof item === "string" ? clean(item) : (item.map(clean) as Row))) as Value;
}
