// A good and a weak answer side by side, and what a reviewer will ask.
import { h } from "preact";
import { t } from "../shared/i18n";
import pair from "../shared/pair.css";
import own from "./examples.css";
import type { PlanSession } from "./session";

export const sheet = pair + own;

/** What stands behind "Show a good and a weak example". */
export function Examples({ session }: { session: PlanSession }) {
  const { good, weak, reviewer } = session.settings;
  return (
    <div class="pair">
      <div class="example good">
        <h5>{t("A good answer")}</h5>
        <p dir="auto">{good}</p>
      </div>
      <div class="example">
        <h5>{t("A weak answer")}</h5>
        <p dir="auto">{weak}</p>
      </div>
      <div>
        <h5>{t("What a reviewer will ask")}</h5>
        <ul>
          {reviewer?.map((point) => (
            <li key={point} dir="auto">
              {point}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
