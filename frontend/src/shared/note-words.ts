// The words of the guided note.
import { t } from "./i18n";
import type { NoteTexts } from "./learner";

/** The questions of the note, in order. */
export function noteQuestions(): [string, string, string, string, string] {
  return [
    t("Our competence: may we decide this, or who may?"),
    t("Who would have to agree?"),
    t("What would it cost, and who could pay?"),
    t("Who may resist, and why?"),
    t("What is the first step?"),
  ];
}

/** A note as lines "Question answer", for memos and copies. */
export function noteLines(texts: NoteTexts | null): Array<[string, string]> {
  return noteQuestions()
    .map((question, at): [string, string] => [question, texts?.[at] ?? ""])
    .filter(([, text]) => text.trim());
}
