// When an answer is too long: as action_plan/answers.py has it.
import { ACTION_CHARACTERS, ANSWER_CHARACTERS, type Question, type Row, type Value } from "./types";

/** What the server would leave out of a text is left out here, so that both have the same. */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

/** Characters as the server counts them: a rare letter of two units is one. */
export function length(text: string): number {
  return [...text].length;
}

/** What a learner typed into an action. */
export function rowLength(row: Row): number {
  return length(row[0]) + length(row[1]) + length(row[2]) + length(row[4]);
}

/** How many characters an answer has too many, 0 for none. */
export function excess(question: Question, value: Value | null): number {
  if (question.kind === "text") return Math.max(0, length((value as string | null) ?? "") - ANSWER_CHARACTERS);
  if (question.kind !== "actions") return 0;
  return Math.max(0, ...((value as Row[] | null) ?? []).map((row) => rowLength(row) - ACTION_CHARACTERS));
}
