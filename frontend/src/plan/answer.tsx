// What every kind of answer has: a conflict where there is one, and what is wrong with it.
import { h, type ComponentChildren } from "preact";
import { n } from "../shared/i18n";
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
  const { value, refused } = useSignal(session.answer(question.id).state);
  const over = excess(question, value);
  if (over) return <p class="problem">{n("{count} character too many. Not saved.", "{count} characters too many. Not saved.", over)}</p>;
  return refused ? <p class="problem">{refused}</p> : null;
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
