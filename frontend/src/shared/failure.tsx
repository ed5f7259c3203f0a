// What stands where something could not be loaded.
import { h } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "./i18n";
import { Reload } from "./reload";

interface Props {
  sentence: string;
  /** Tries again by itself at this moment. */
  again?: number;
  retry: () => void;
  /** Offers a new page too. */
  reload?: boolean;
}

/** A sentence about what failed, and "Try again". */
export function Failure({ sentence, again, retry, reload }: Props) {
  useEffect(() => {
    const timer = again && setTimeout(retry, again - Date.now());
    return () => clearTimeout(timer);
  }, [again]);
  return (
    <div class="notice bad" role="alert">
      <p>{sentence}</p>
      <div class="bar">
        <button type="button" class="button" onClick={retry}>
          {t("Try again")}
        </button>
        {reload && <Reload />}
      </div>
    </div>
  );
}
