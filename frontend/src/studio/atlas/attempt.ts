// Work that may fail with a sentence.
import { useState } from "preact/hooks";
import { RequestFailure } from "../../shared/host";
import { t } from "../../shared/i18n";

/** `attempt(work)` runs it; `failure` is the sentence of the last failure, "" for none; `busy` while it runs. */
export function useAttempt() {
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure("");
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof RequestFailure ? error.message : t("The platform did not answer."));
    }
    setBusy(false);
  };
  return { attempt, failure, busy };
}
