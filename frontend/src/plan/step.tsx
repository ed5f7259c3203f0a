// One step of the plan: its questions, examples, and the ways to take the plan away.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { useSignal } from "../shared/signal";
import type { AnswerProps } from "./answer";
import { Own, Track, writtenWords } from "./links";
import type { PlanSession } from "./session";
import sheet from "./step.css";
import { TextAnswer } from "./text-answer";
import { isWritten, written } from "./written";

export { sheet };

/** A step. */
export function Step({ session }: { session: PlanSession }) {
  const { questions } = session.settings;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Progress session={session} />
      <Examples session={session} />
      {session.settings.step === "1" && (
        <Lazy load={() => import("./territory")}>
          {({ TerritoryName }) => <TerritoryName session={session} />}
        </Lazy>
      )}
      <ol class="questions">
        {questions.map((question) => (
          <li key={question.id} class="question">
            <Heading session={session} question={question} />
            {question.kind === "text" && <TextAnswer session={session} question={question} />}
            {question.kind === "actions" && (
              <Lazy load={() => import("./actions")}>
                {({ Actions }) => <Actions session={session} question={question} />}
              </Lazy>
            )}
            {question.kind === "practices" && (
              <Lazy load={() => import("./practices")}>
                {({ Practices }) => <Practices session={session} question={question} />}
              </Lazy>
            )}
          </li>
        ))}
      </ol>
      <Own />
      <Take session={session} />
    </form>
  );
}

function Heading({ session, question }: AnswerProps) {
  useSignal(session.changes);
  const done = isWritten(question, session.answer(question.id).state.value.value, session.settings.minimum);
  return (
    <h4 id={`q-${question.id}-text`} dir="auto">
      {question.text}
      {question.optional && <span class="optional"> {t("(not required)")}</span>}
      {done && (
        <span class="done">
          <span aria-hidden="true"> ✓</span>
          <span class="unseen"> {t("written")}</span>
        </span>
      )}
    </h4>
  );
}

function Progress({ session }: { session: PlanSession }) {
  useSignal(session.changes);
  const { done, all } = written(session.settings, (id) => session.answer(id).state.value.value);
  return (
    <Track
      done={done}
      all={all}
      ready={t("✓ This step is complete. You may change it at any time.")}
      open={writtenWords(done, all)}
    />
  );
}

function Examples({ session }: { session: PlanSession }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="examples">
      <button type="button" class="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("Hide the examples") : t("Show a good and a weak example")}
      </button>
      {open && (
        <Lazy load={() => import("./examples")}>
          {({ Examples: Pair }) => <Pair session={session} />}
        </Lazy>
      )}
    </div>
  );
}

function Take({ session }: { session: PlanSession }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" class="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("Take my plan with me, or delete it")}
      </button>
      {open && (
        <Lazy load={() => import("./taking")}>
          {({ TakePlan }) => <TakePlan session={session} />}
        </Lazy>
      )}
    </div>
  );
}
