// What the author asks for, and how much of it is done.
import { h } from "preact";
import { n, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import type { Session } from "./session";

/** "You opened 2 of 3 cities." */
export function Progress({ session }: { session: Session }) {
  useSignal(session.opened);
  const { required } = session.settings;
  if (!required) return null;
  const opened = Math.min(session.count, required);
  return (
    <div class="progress">
      <div class="track" aria-hidden="true">
        <div class="fill" style={{ inlineSize: `${Math.round((100 * opened) / required)}%` }} />
      </div>
      <p class={opened >= required ? "done" : "quiet"}>
        {opened >= required && "✓ "}
        {n("You opened {done} of {count} city.", "You opened {done} of {count} cities.", required, { done: opened })}{" "}
        {opened >= required && t("This activity is complete. You may go on exploring.")}
      </p>
    </div>
  );
}
