// What every kind of answer has: a conflict where there is one, and what is wrong with it.
import { h, type ComponentChildren } from "preact";
import { n, t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { useSignal } from "../shared/signal";
import { excess } from "./rules";
import type { PlanSession } from "./session";
import type { Question } from "./types";

export interface AnswerProps {
  session: PlanSession;
  question: Question;
}

/** What the server refused, or how far over the limit. */
export function Trouble({ session, question }: AnswerProps) {
  const { value, refused, saved } = useSignal(session.answer(question.id).state);
  const { state: sending, sentence } = useSignal(session.learner.queue.status);
  const over = excess(question, value);
  if (over) return <p class="problem">{n("{count} character too many. Not saved.", "{count} characters too many. Not saved.", over)}</p>;
  if (refused) return <p class="problem">{refused}</p>;
  return !saved && sending === "waiting" ? <p class="problem">{`${t("Not saved.")} ${sentence}`}</p> : null;
}

/** The answer, or both answers where another page stored another one. */
export function OrConflict({ session, question, children }: AnswerProps & { children: ComponentChildren }) {
  const { conflict } = useSignal(session.answer(question.id).state);
  if (!conflict) return <div>{children}</div>;
  return (
    <Lazy load={() => import("./choice")} meanwhile={children}>
      {({ Choice }) => <Choice session={session} question={question} theirs={conflict.v} />}
    </Lazy>
  );
}
