// Loading the page again: a page that was open while the platform was updated cannot load its parts any more.
import { h } from "preact";
import { t } from "./i18n";

let leaving = false;

/** True once the learner pressed "Load the page again": the browser need not ask whether they want to leave. */
export const isReloading = (): boolean => leaving;

/** A button. What was typed stays: the journal has it, and the new page offers or sends it. */
export function Reload() {
  const press = () => {
    leaving = true;
    window.location.reload();
  };
  return (
    <button type="button" class="button" onClick={press}>
      {t("Load the page again")}
    </button>
  );
}
