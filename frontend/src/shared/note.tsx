// The guided note "How would this work here?": five parts, together at most 1,200 characters.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "./failure";
import { Conflict } from "./conflict";
import { n, t } from "./i18n";
import type { Learner, NoteTexts } from "./learner";
import { noteLines, noteQuestions } from "./note-words";
import { useSignal } from "./signal";

export const NOTE_CHARACTERS = 1200;
const EMPTY: NoteTexts = ["", "", "", "", ""];

/** The note on one practice. */
export function Note({ learner, id }: { learner: Learner; id: string }) {
  const [failure, setFailure] = useState<string | null>("");
  const [ready, setReady] = useState(false);
  const read = () => {
    setFailure("");
    learner.readNotes().then(
      () => setReady(true),
      (error: Error) => setFailure(error.message),
    );
  };
  useEffect(read, [learner]);
  if (failure) return <Failure sentence={failure} retry={read} />;
  return ready ? <NoteForm learner={learner} id={id} /> : null;
}

interface FieldsProps {
  texts: NoteTexts;
  write: (at: number, text: string) => void;
  save: () => void;
}

function NoteFields({ texts, write, save }: FieldsProps) {
  return (
    <div>
      {noteQuestions().map((question, at) => (
        <label key={at} class="field">
          <span>{question}</span>
          <textarea rows={2} dir="auto" value={texts[at] ?? ""} onInput={(event) => write(at, event.currentTarget.value)} onBlur={save} />
        </label>
      ))}
    </div>
  );
}

function NoteForm({ learner, id }: { learner: Learner; id: string }) {
  const note = learner.note(id);
  const { value, conflict, refused, saved } = useSignal(note.state);
  const texts = value ?? EMPTY;
  const left = NOTE_CHARACTERS - texts.reduce((sum, text) => sum + text.length, 0);
  const write = (at: number, text: string) => {
    const next = texts.map((old, other) => (other === at ? text : old)) as NoteTexts;
    note.edit(next.some(Boolean) ? next : null);
  };
  const save = () => {
    if (learner.saves) note.save();
  };
  useEffect(() => {
    const timer = setTimeout(save, 1500);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <form class="note" onSubmit={(event) => event.preventDefault()}>
      <h5>{t("How would this work here?")}</h5>
      {conflict ? (
        <Conflict
          mine={noteLines(value).map((line) => line.join(" ")).join("\n")}
          theirs={noteLines(conflict.v).map((line) => line.join(" ")).join("\n")}
          keepMine={() => note.resolve(value)}
          keepTheirs={() => note.resolve(conflict.v)}
        />
      ) : (
        <NoteFields texts={texts} write={write} save={save} />
      )}
      <p class={left < 0 ? "problem" : "quiet"}>
        {left < 0
          ? n("{count} character too many.", "{count} characters too many.", -left)
          : n("{count} character left.", "{count} characters left.", left)}{" "}
        {refused}
      </p>
      {learner.saves && !saved && !conflict && (
        <button type="button" class="button" disabled={left < 0} onClick={save}>
          {t("Save my note")}
        </button>
      )}
    </form>
  );
}
