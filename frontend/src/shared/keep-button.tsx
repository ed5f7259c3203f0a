// Put a practice on the shortlist, or take it off.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announce } from "./announce";
import { t } from "./i18n";
import type { Learner } from "./learner";
import { useSignal } from "./signal";

interface Props {
  learner: Learner;
  id: string;
  /** The id of the element that holds the practice's title, where several such buttons stand side by side. */
  titled?: string;
}

/** The button; names its practice for screen readers when `titled` is given. */
export function KeepButton({ learner, id, titled }: Props) {
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
      <button
        type="button"
        class={kept ? "button on" : "button"}
        id={titled && `keep-${titled}`}
        aria-labelledby={titled && `keep-${titled} ${titled}`}
        aria-pressed={kept}
        onClick={press}
      >
        <span aria-hidden="true">{kept ? "★ " : "☆ "}</span>
        {kept ? t("On my shortlist") : t("Keep")}
      </button>
      {problem && <span class="problem">{problem}</span>}
    </span>
  );
}
