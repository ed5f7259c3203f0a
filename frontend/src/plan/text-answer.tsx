// A question that is answered with a text.
import { h } from "preact";
import { n } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { OrConflict, Trouble, type AnswerProps } from "./answer";
import { length } from "./rules";
import { ANSWER_CHARACTERS } from "./types";

/** The field, and how much may still be written. */
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
