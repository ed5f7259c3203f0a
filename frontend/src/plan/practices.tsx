// The practices of the plan: chosen from the shortlist, with the notes that the learner wrote.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { AtlasWaiting, useLoading } from "../shared/atlas-loading";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { noteLines } from "../shared/note-words";
import { useSignal } from "../shared/signal";
import { OrConflict, Trouble, type AnswerProps } from "./answer";
import sheet from "./practices.css";
import { shelves, type Shelf } from "./shelf";
import { PRACTICES } from "./types";

export { sheet };

/** Up to three practices. */
export function Practices({ session, question }: AnswerProps) {
  const loading = useLoading(shelves, session.host.args.atlas);
  const kept = useSignal(session.learner.shortlist);
  const { value } = useSignal(session.answer(question.id).state);
  const chosen = (value as string[] | null) ?? [];
  const ids = [...kept, ...chosen.filter((id) => !kept.includes(id))];
  const choose = (id: string, on: boolean) => {
    session.edit(question, on ? [...chosen, id] : chosen.filter((other) => other !== id));
    session.save(question);
  };
  return (
    <OrConflict session={session} question={question}>
      {question.help && (
        <p class="quiet" dir="auto">
          {question.help}
        </p>
      )}
      {!ids.length && (
        <p class="notice">{t("Your shortlist is empty. Open an explorer, read a practice and press Keep. Then come back and choose it here.")}</p>
      )}
      {ids.length > 0 && !loading.atlas && <AtlasWaiting {...loading} />}
      {loading.atlas && (
        <ul class="picks">
          {ids.map((id) => (
            <Pick
              key={id}
              atlas={loading.atlas as Shelf}
              id={id}
              on={chosen.includes(id)}
              full={chosen.length >= PRACTICES}
              kept={kept.includes(id)}
              choose={choose}
              session={session}
              question={question}
            />
          ))}
        </ul>
      )}
      <Trouble session={session} question={question} />
    </OrConflict>
  );
}

interface PickProps extends AnswerProps {
  atlas: Shelf;
  id: string;
  on: boolean;
  full: boolean;
  kept: boolean;
  choose: (id: string, on: boolean) => void;
}

function Pick({ atlas, id, on, full, kept, choose, session }: PickProps) {
  const [writing, setWriting] = useState(false);
  const entry = atlas.find(id);
  return (
    <li class={on ? "pick on" : "pick"}>
      <label class="value">
        <input type="checkbox" checked={on} disabled={!on && full} onChange={() => choose(id, !on)} />
        <span>
          <strong lang="en" dir="auto">
            {entry ? entry.practice.title : id}
          </strong>
          {entry && <span dir="auto">{` ${entry.city.name}, ${entry.countryName}`}</span>}
        </span>
      </label>
      {!entry && <p class="quiet">{t("This practice is no longer in the atlas.")}</p>}
      {entry && !kept && <p class="quiet">{t("No longer on your shortlist.")}</p>}
      {!on && full && <p class="quiet">{t("Three are enough: take one off to choose this one.")}</p>}
      {on && !writing && <NoteRead session={session} id={id} />}
      {on && (
        <button type="button" class="plain" aria-expanded={writing} onClick={() => setWriting(!writing)}>
          {writing ? t("Close my note") : t("Write or change my note")}
          <span class="unseen"> {entry?.practice.title}</span>
        </button>
      )}
      {on && writing && (
        <Lazy load={() => import("./note")}>
          {({ Note }) => <Note learner={session.learner} id={id} />}
        </Lazy>
      )}
    </li>
  );
}

function NoteRead({ session, id }: { session: AnswerProps["session"]; id: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    session.learner.readNotes().then(() => setReady(true), () => setReady(false));
  }, [id]);
  return ready ? <NoteLines session={session} id={id} /> : null;
}

function NoteLines({ session, id }: { session: AnswerProps["session"]; id: string }) {
  const { value } = useSignal(session.learner.note(id).state);
  const lines = noteLines(value);
  if (!lines.length) return <p class="quiet">{t("You have no note on this practice yet: how would it work at your place?")}</p>;
  return (
    <dl class="note-read">
      {lines.map(([asked, text]) => (
        <div key={asked}>
          <dt>{asked}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
