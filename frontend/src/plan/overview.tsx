// The whole plan: what is written, what is open, the way to each step, and the learner's own check.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "../shared/failure";
import { number, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { OrConflict, Trouble, type AnswerProps } from "./answer";
import { fetchPlan } from "./fetch-plan";
import { Own, StepLink, Steps, Track, writtenWords } from "./links";
import sheet from "./overview.css";
import type { PlanSession } from "./session";
import { TakePlan } from "./take-plan";
import type { Outline, OutlinePart } from "./types";

export { sheet };

/** The overview. */
export function Overview({ session }: { session: PlanSession }) {
  const [outline, setOutline] = useState<Outline | null>(null);
  const [failure, setFailure] = useState("");
  const read = () => {
    setFailure("");
    fetchPlan(session).then(
      (plan) => setOutline(plan.outline),
      (error: Error) => setFailure(error.message),
    );
  };
  useEffect(() => {
    if (session.saves) read();
  }, [session]);
  if (!session.saves) return <Steps settings={session.settings} />;
  if (failure) return <Failure sentence={failure} retry={read} />;
  if (!outline) return <p>{t("Loading your plan …")}</p>;
  return (
    <div>
      <Progress outline={outline} />
      {outline.steps.map((step, at) => (
        <StepPart key={step.number} step={step} link={session.settings.steps[at]?.link ?? ""} />
      ))}
      {outline.kept && (
        <section class="step">
          <h4>{outline.kept.heading}</h4>
          <Parts parts={outline.kept.parts} />
        </section>
      )}
      {outline.references.items.length > 0 && (
        <section>
          <h4>{outline.references.heading}</h4>
          <ol class="sources">
            {outline.references.items.map((item) => (
              <li key={item} dir="auto">
                {item}
              </li>
            ))}
          </ol>
        </section>
      )}
      <SelfCheck session={session} />
      <h4>{t("Take it with you")}</h4>
      <Own />
      <TakePlan session={session} deleted={read} />
    </div>
  );
}

function Progress({ outline }: { outline: Outline }) {
  const complete = outline.steps.filter((step) => step.written >= step.required).length;
  const all = outline.steps.length;
  return (
    <Track done={complete} all={all} ready={t("✓ All six steps are complete.")} open={t("{complete} of {all} steps are complete.", { complete, all })} />
  );
}

function StepPart({ step, link }: { step: Outline["steps"][number]; link: string }) {
  const complete = step.written >= step.required;
  const title = `${number(Number(step.number))}. ${step.title}`;
  return (
    <section class="step">
      <h4>{title}</h4>
      <p class={complete ? "done" : "quiet"}>
        {complete && <span aria-hidden="true">✓ </span>}
        {writtenWords(step.written, step.required)}{" "}
        {link && !link.startsWith("/jump_to_id/") && <StepLink link={link}>{t("Go to step {number}", { number: Number(step.number) })}</StepLink>}
      </p>
      <Parts parts={step.parts} />
    </section>
  );
}

function Parts({ parts }: { parts: OutlinePart[] }) {
  return (
    <div>
      {parts.map((part) => (
        <div key={part.id}>
          {part.under ? <h6 dir="auto">{part.heading}</h6> : <h5 dir="auto">{part.heading}</h5>}
          <Part part={part} />
        </div>
      ))}
    </div>
  );
}

function Part({ part }: { part: OutlinePart }) {
  if (part.open) return <p class="open">{part.open}</p>;
  if (part.rows) return <ActionTable part={part} />;
  if (part.practices) {
    return (
      <ul>
        {part.practices.map((practice) => (
          <li key={practice.id}>
            <strong class="pick-title" dir="auto">
              {practice.title} {practice.references && `[${practice.references}]`}
            </strong>
            <p class="quiet" dir="auto">
              {practice.place}
            </p>
            {practice.open && <p class="open">{practice.open}</p>}
            {practice.notes.map(([asked, text]) => (
              <div key={asked}>
                <p class="quiet asked">{asked}</p>
                <p dir="auto">{text}</p>
              </div>
            ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div>
      {part.paragraphs?.map((text, at) => (
        <p key={at} dir="auto">
          {text}
        </p>
      ))}
    </div>
  );
}

function ActionTable({ part }: { part: OutlinePart }) {
  const columns = part.columns ?? [];
  return (
    <table class="action-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {part.rows?.map((row, at) => (
          <tr key={at} role="row">
            {row.map((cell, column) => (
              <td key={column} role="cell" data-title={columns[column]} dir="auto">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SelfCheck({ session }: { session: PlanSession }) {
  useSignal(session.changes);
  const { questions } = session.settings;
  const done = questions.filter(({ id }) => session.answer(id).state.value.value).length;
  return (
    <section>
      <h4>{t("Check it yourself")}</h4>
      <p>{t("These are the five points by which a reviewer reads your plan. Be as strict as you would be with somebody else's.")}</p>
      {questions.map((question) => (
        <Point key={question.id} session={session} question={question} />
      ))}
      <p class={done === questions.length ? "done" : "quiet"}>
        {t("{done} of {all} points are checked.", { done, all: questions.length })}
      </p>
    </section>
  );
}

function Point({ session, question }: AnswerProps) {
  const { value } = useSignal(session.answer(question.id).state);
  const levels: Array<[string, string]> = [
    ["yes", t("Yes")],
    ["partly", t("Partly")],
    ["no", t("Not yet")],
  ];
  return (
    <OrConflict session={session} question={question}>
      <fieldset class="point">
        <legend dir="auto">
          <strong>{question.label}</strong> {question.text}
        </legend>
        <div class="bar">
          {levels.map(([level, label]) => (
            <label key={level} class="value">
              <input
                type="radio"
                name={`${session.host.args.usage}-${question.id}`}
                checked={value === level}
                onChange={() => {
                  session.edit(question, level);
                  session.save(question);
                }}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <Trouble session={session} question={question} />
    </OrConflict>
  );
}
