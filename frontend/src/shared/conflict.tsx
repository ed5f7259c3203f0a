// Two texts of one answer: the learner sees both and chooses.
import { h } from "preact";
import { t } from "./i18n";

export interface ConflictProps {
  mine: string;
  theirs: string;
  keepMine: () => void;
  keepTheirs: () => void;
  /** Where both can stand together: one after the other. */
  keepBoth?: () => void;
}

/** Both texts, side by side, and a choice. Nothing is overwritten before it. */
export function Conflict({ mine, theirs, keepMine, keepTheirs, keepBoth }: ConflictProps) {
  return (
    <div class="notice bad" role="alert">
      <p>{t("This text was changed in another tab or on another device. Choose which one to keep.")}</p>
      <div class="pair">
        <Version heading={t("Your text here")} text={mine} label={t("Keep my text")} choose={keepMine} />
        <Version heading={t("The text saved elsewhere")} text={theirs} label={t("Keep the saved text")} choose={keepTheirs} />
      </div>
      {keepBoth && (
        <button type="button" class="button" onClick={keepBoth}>
          {t("Keep both, one after the other")}
        </button>
      )}
    </div>
  );
}

function Version({ heading, text, label, choose }: { heading: string; text: string; label: string; choose: () => void }) {
  return (
    <div>
      <p>
        <strong>{heading}</strong>
      </p>
      <p class="kept-text" dir="auto">
        {text || t("(empty)")}
      </p>
      <button type="button" class="button" onClick={choose}>
        {label}
      </button>
    </div>
  );
}
