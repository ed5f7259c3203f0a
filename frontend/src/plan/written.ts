// When an answer counts as written: as action_plan/answers.py has it.
import { length } from "./rules";
import type { PlanSettings, Question, Row, Value } from "./types";

/** True when an answer counts. */
export function isWritten(question: Question, value: Value | null, minimum: number): boolean {
  if (!value?.length) return false;
  if (question.kind === "text") return length((value as string).trim()) >= Math.max(1, minimum);
  if (question.kind === "actions") return (value as Row[]).some((row) => row.slice(0, 3).every((text) => text.trim()));
  return true;
}

/** Required answers that count, and how many there are. */
export function written(settings: PlanSettings, valueOf: (id: string) => Value | null): { done: number; all: number } {
  const required = settings.questions.filter(({ optional }) => !optional);
  return { done: required.filter((q) => isWritten(q, valueOf(q.id), settings.minimum)).length, all: required.length };
}
