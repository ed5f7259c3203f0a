// Two texts of one answer, and the choice between them.
import { h } from "preact";
import { Conflict } from "../shared/conflict";
import sheet from "../shared/pair.css";
import { useSignal } from "../shared/signal";
import type { AnswerProps } from "./answer";
import { length } from "./rules";
import { ACTIONS, ANSWER_CHARACTERS, type Row, type Value } from "./types";

export { Conflict, sheet };

interface Props extends AnswerProps {
  /** The value that is stored. */
  theirs: Value | null;
}

/** A value as text, for choosing between two. */
export function asText(value: Value | null): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  return value.map((item) => (typeof item === "string" ? item : item.filter(Boolean).join(" · "))).join("\n");
}

/** Both values, one after the other, or null where that makes no sense. */
export function both(mine: Value | null, theirs: Value | null): Value | null {
  if (typeof mine === "string" && typeof theirs === "string") {
    const joined = [mine, theirs].filter(Boolean).join("\n\n");
    return length(joined) <= ANSWER_CHARACTERS ? joined : null;
  }
  if (!Array.isArray(mine) || !Array.isArray(theirs) || !Array.isArray(mine[0] ?? theirs[0])) return null;
  const known = new Set(mine.map((row) => JSON.stringify(row)));
  const rows = [...mine, ...theirs.filter((row) => !known.has(JSON.stringify(row)))];
  return rows.length <= ACTIONS ? (rows as Row[]) : null;
}

/** The learner's text and the stored one; nothing is overwritten before one is chosen. */
export function Choice({ session, question, theirs }: Props) {
  const answer = session.answer(question.id);
  const { value } = useSignal(answer.state);
  const joined = both(value, theirs);
  const choose = (chosen: Value | null) => {
    answer.resolve(chosen);
    session.changes.set(session.changes.value + 1);
  };
  return (
    <Conflict
      mine={asText(value)}
      theirs={asText(theirs)}
      keepMine={() => choose(value)}
      keepTheirs={() => choose(theirs)}
      keepBoth={joined === null ? undefined : () => choose(joined)}
    />
  );
}
