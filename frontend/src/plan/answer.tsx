// One question and its answer: text, or a structured part from the second script; a conflict where there is one.
import { h, type ComponentChildren } from "preact";
import { Conflict } from "../shared/conflict";
import { n } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { excess, length } from "./rules";
import type { AnswerProps } from "./more-types";
import { ACTIONS, ANSWER_CHARACTERS, type Row, type Value } from "./types";

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

/** What the server refused, or how far over the limit. */
export function Trouble({ session, question }: AnswerProps) {
  const { value, refused } = useSignal(session.answer(question.id).state);
  const over = excess(question, value);
  if (over) return <p class="problem">{n("{count} character too many. Not saved.", "{count} characters too many. Not saved.", over)}</p>;
  return refused ? <p class="problem">{refused}</p> : null;
}

/** The answer, or both answers where another page stored another one. */
export function OrConflict({ session, question, children }: AnswerProps & { children: ComponentChildren }) {
  const answer = session.answer(question.id);
  const { value, conflict } = useSignal(answer.state);
  if (!conflict) return <div>{children}</div>;
  const joined = both(value, conflict.v);
  const choose = (chosen: Value | null) => {
    answer.resolve(chosen);
    session.changes.set(session.changes.value + 1);
  };
  return (
    <Conflict
      mine={asText(value)}
      theirs={asText(conflict.v)}
      keepMine={() => choose(value)}
      keepTheirs={() => choose(conflict.v)}
      keepBoth={joined === null ? undefined : () => choose(joined)}
    />
  );
}

/** A question that is answered with a text. */
export function TextAnswer({ session, question }: AnswerProps) {
  const { value } = useSignal(session.answer(question.id).state);
  const text = (value as string | null) ?? "";
  const { minimum } = session.settings;
  const written = length(text.trim());
  const left = ANSWER_CHARACTERS - length(text);
  const id = `q-${question.id}`;
  return (
    <OrConflict session={session} question={question}>
      {question.help && (
        <p class="quiet" id={`${id}-help`} dir="auto">
          {question.help}
        </p>
      )}
      <textarea
        id={id}
        rows={4}
        dir="auto"
        value={text}
        aria-labelledby={`${id}-text`}
        aria-describedby={[question.help && `${id}-help`, `${id}-count`].filter(Boolean).join(" ")}
        onInput={(event) => session.edit(question, event.currentTarget.value)}
        onBlur={() => session.save(question)}
      />
      <p class="quiet count" id={`${id}-count`}>
        {written > 0 && written < minimum && n("{count} more character and this answer counts.", "{count} more characters and this answer counts.", minimum - written)}
        {left >= 0 && left <= 400 && n("{count} character left.", "{count} characters left.", left)}
      </p>
      <Trouble session={session} question={question} />
    </OrConflict>
  );
}
