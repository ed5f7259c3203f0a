// The plan: one step with its questions, or the overview.
import { h } from "preact";
import { useState } from "preact/hooks";
import { Failure } from "../shared/failure";
import { t } from "../shared/i18n";
import { SaveLine } from "../shared/save-line";
import { useSignal } from "../shared/signal";
import { TextAnswer } from "./answer";
import { Own, Steps, Track, writtenWords } from "./links";
import type { AnswerProps } from "./more-types";
import { isWritten, written } from "./rules";
import type { PlanSession } from "./session";
import { WithPart } from "./with-part";

/** The whole block. */
export function Plan({ session, findings }: { session: PlanSession; findings: string[] }) {
  const { settings, host, learner } = session;
  const reading = useSignal(session.reading);
  return (
    <div class="plan">
      {findings.map((sentence) => (
        <p key={sentence} class="notice warn" dir="auto">
          {sentence}
        </p>
      ))}
      {settings.title && <h3 dir="auto">{settings.title}</h3>}
      {settings.step !== "overview" && <Steps settings={settings} />}
      {settings.introduction && (
        <p class="lead" dir="auto">
          {settings.introduction}
        </p>
      )}
      {reading && reading !== "…" && <Failure sentence={reading} retry={() => session.read()} />}
      {reading === "…" && <p>{t("Loading your answers …")}</p>}
      {!reading && (settings.step === "overview" ? <OverviewPart session={session} /> : <Step session={session} />)}
      <SaveLine queue={learner.queue} saves={host.args.saves} />
    </div>
  );
}

function OverviewPart({ session }: { session: PlanSession }) {
  return (
    <WithPart host={session.host} name="overview">
      {({ Overview }) => <Overview session={session} />}
    </WithPart>
  );
}

function Step({ session }: { session: PlanSession }) {
  const { questions } = session.settings;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Progress session={session} />
      <Examples session={session} />
      {session.settings.step === "1" && (
        <WithPart host={session.host} name="territory">
          {({ TerritoryName }) => <TerritoryName session={session} />}
        </WithPart>
      )}
      <ol class="questions">
        {questions.map((question) => (
          <li key={question.id} class="question">
            <Heading session={session} question={question} />
            {question.kind === "text" && <TextAnswer session={session} question={question} />}
            {question.kind === "actions" && (
              <WithPart host={session.host} name="actions">
                {({ Actions }) => <Actions session={session} question={question} />}
              </WithPart>
            )}
            {question.kind === "practices" && (
              <WithPart host={session.host} name="practices">
                {({ Practices }) => <Practices session={session} question={question} />}
              </WithPart>
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
        <WithPart host={session.host} name="examples">
          {({ Examples: Pair }) => <Pair session={session} />}
        </WithPart>
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
        <WithPart host={session.host} name="take">
          {({ TakePlan }) => <TakePlan session={session} />}
        </WithPart>
      )}
    </div>
  );
}
