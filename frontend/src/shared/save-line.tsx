// One line that says whether the learner's work is saved.
import { h } from "preact";
import { t, time } from "./i18n";
import { Reload } from "./reload";
import type { SaveQueue } from "./save-queue";
import { useSignal } from "./signal";

/** "Saved at 14:05", "Saving …", or plainly that it could not be, with "Try again"; and what only this browser has. */
export function SaveLine({ queue, saves }: { queue: SaveQueue; saves: boolean }) {
  const { Panel } = useSignal(queue.panel);
  if (!saves) {
    return <p class="notice">{t("Nothing is saved here. Log in to the course to keep your work.")}</p>;
  }
  return (
    <div>
      {Panel && <Panel />}
      <Line queue={queue} />
    </div>
  );
}

function Line({ queue }: { queue: SaveQueue }) {
  const { state, sentence, at, reload } = useSignal(queue.status);
  if (state === "waiting" || state === "refused") {
    return (
      <p class="saving bad" role="alert">
        {t("Not saved.")} {sentence}{" "}
        {queue.pending && (
          <button type="button" class="plain" onClick={() => queue.now()}>
            {t("Try again")}
          </button>
        )}{" "}
        {reload && <Reload />}
      </p>
    );
  }
  return (
    <p class={state === "conflict" ? "saving bad" : "saving"}>
      {state === "conflict" && t("Not saved: choose which text to keep.")}
      {state === "saving" && t("Saving …")}
      {state === "saved" && at && t("Saved at {time}.", { time: time(at) })}
    </p>
  );
}
