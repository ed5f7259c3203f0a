// One question and its answer: text, or a structured part from a script of its own; a conflict where there is one.
import { h, type ComponentChildren } from "preact";
import { n } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { excess, length } from "./rules";
import type { AnswerProps } from "./more-types";
import { ANSWER_CHARACTERS } from "./types";
import { WithPart } from "./with-part";

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
    <WithPart host={session.host} name="conflict" meanwhile={children}>
      {({ Choice }) => <Choice session={session} question={question} theirs={conflict.v} />}
    </WithPart>
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
