// Deleting the plan: asked once, then done.
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { isDeletion } from "../shared/answers";
import { n, t } from "../shared/i18n";
import { nextNumber, WRITER } from "../shared/versioned-value";
import type { PlanSession } from "./session";
import type { Answers } from "./types";

interface Deleted {
  deleted: number;
  answers: Answers;
  /** By step and question: the version that was deleted. */
  bases: Record<string, Record<string, string>>;
}

/** Delete all answers of the plan. Throws RequestFailure. Returns how many there were. */
export async function deleteAll(session: PlanSession): Promise<number> {
  session.timers.forEach(clearTimeout); // nothing that was typed is saved by itself any more
  const { journal } = session.learner;
  const number = nextNumber();
  const answer = await session.host.post<Deleted>("delete_plan", { writer: WRITER, number }, isDeletion);
  const ours = journal.all().filter(({ key }) => key.startsWith("plan:"));
  journal.filter(({ key }) => !key.startsWith("plan:"));
  for (const [id, value] of session.answers) value.replace(new Map(Object.entries(answer.answers)).get(id) ?? null);
  session.changes.set(session.changes.value + 1);
  for (const entry of ours) if (entry.write?.value === null && !entry.unsent) journal.put(entry); // deleted before, not confirmed yet
  // A save from another device that overlapped may bring an answer back: the next page that finds it deletes it again.
  for (const [step, bases] of Object.entries(answer.bases)) {
    for (const [id, base] of Object.entries(bases)) {
      journal.put({ key: `plan:${step}:${id}`, at: Date.now(), write: { value: null, writer: WRITER, number, base } });
    }
  }
  return answer.deleted;
}

interface Props {
  session: PlanSession;
  keep: () => void;
  /** Takes a sentence with how many answers are gone. */
  done: (sentence: string) => void;
}

/** The question, with the safe answer first. */
export function DeletePlan({ session, keep, done }: Props) {
  const [said, setSaid] = useState("");
  const busy = useRef(false); // a second press would say that nothing was there
  const press = () => {
    if (busy.current) return;
    busy.current = true;
    deleteAll(session).then(
      (count) => done(n("{count} answer is deleted.", "{count} answers are deleted.", count)),
      (error: Error) => {
        busy.current = false;
        setSaid(error.message);
      },
    );
  };
  return (
    <div class="notice warn" role="group" aria-label={t("Delete my plan")}>
      <p>
        {t("This deletes your answers in all six steps of this course for good, also those to questions that are no longer asked. Your shortlist, your notes on practices and your points stay.")}
      </p>
      <div class="bar">
        <button type="button" class="button" ref={(button) => button?.focus()} onClick={keep}>
          {t("Keep my plan")}
        </button>
        <button type="button" class="button danger" onClick={press}>
          {t("Delete all of it")}
        </button>
      </div>
      {said && <p>{said}</p>}
    </div>
  );
}
