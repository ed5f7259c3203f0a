// What stands where something could not be loaded.
import { h } from "preact";
import { t } from "./i18n";

/** A sentence about what failed, and "Try again". */
export function Failure({ sentence, retry }: { sentence: string; retry: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{sentence}</p>
      <button type="button" class="button" onClick={retry}>
        {t("Try again")}
      </button>
    </div>
  );
}
