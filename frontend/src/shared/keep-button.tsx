// Put a practice on the shortlist, or take it off.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announce } from "./announce";
import { t } from "./i18n";
import type { Learner } from "./learner";
import { useSignal } from "./signal";

/** The button; names its practice for screen readers when `title` is given. */
export function KeepButton({ learner, id, title }: { learner: Learner; id: string; title?: string }) {
  const kept = useSignal(learner.shortlist).includes(id);
  const [problem, setProblem] = useState("");
  useEffect(() => setProblem(""), [id]);
  const press = () => {
    const sentence = learner.keep(id, !kept);
    setProblem(sentence);
    announce(sentence || (kept ? t("Taken off your shortlist.") : t("On your shortlist.")));
  };
  return (
    <span class="keep">
      <button type="button" class={kept ? "button on" : "button"} aria-pressed={kept} onClick={press}>
        <span aria-hidden="true">{kept ? "★ " : "☆ "}</span>
        {kept ? t("On my shortlist") : t("Keep")}
        {title && <span class="unseen"> {title}</span>}
      </button>
      {problem && <span class="problem">{problem}</span>}
    </span>
  );
}
