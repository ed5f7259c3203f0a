// What a learner writes in one step of the plan: answers, saved one by one, each with the version it was made on.
import { hasAnswers, isState } from "../shared/answers";
import type { Host, RequestFailure } from "../shared/host";
import { learnerFor, type Learner } from "../shared/learner";
import { tryAgain } from "../shared/saving";
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
  readonly answers = new Map<string, VersionedValue<Value>>();
  readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
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
    document.addEventListener("visibilitychange", () => this.seenOrNot());
  }

  get saves(): boolean {
    return this.host.args.saves;
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

  /** Ask what is stored. */
  read(): void {
    this.reading.set("…");
    this.ask().then(
      () => this.reading.set(""),
      (error: RequestFailure) => {
        this.reading.set(error.message);
        tryAgain(this, error, () => this.read());
      },
    );
  }

  private async ask(): Promise<void> {
    this.fill((await this.host.post<PlanState>("read_state", {}, isState(hasAnswers))).answers ?? {});
  }

  private fill(answers: Answers): void {
    for (const question of this.settings.questions) {
      const { id } = question;
      const known = this.answers.get(id);
      if (known) known.learn(own(answers, id));
      else this.answers.set(id, this.valueOf(question, own(answers, id)));
    }
    this.changes.set(this.changes.value + 1);
  }

  private valueOf({ id, kind, text, label }: Question, stored: Versioned<Value> | null): VersionedValue<Value> {
    return new VersionedValue<Value>(
      this.host,
      this.learner.queue,
      this.learner.journal,
      {
        key: `plan:${this.settings.step}:${id}`,
        handler: "change_answer",
        body: { question: id },
        kind,
        label: label ?? text,
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
    this.ask().catch(() => 0); // The next save finds out.
  }
}

/** The stored answer to a question, whatever its id is: "constructor" is a name like another. */
function own(answers: Answers, id: string): Versioned<Value> | null {
  return new Map(Object.entries(answers)).get(id) ?? null;
}

function tidy(value: Value): Value {
  if (typeof value === "string") return clean(value);
  return value.map((item) => (typeof item === "string" ? clean(item) : (item.map(clean) as Row))) as Value;
}
