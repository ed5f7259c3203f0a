// The ways to take the plan away, and to delete it: the buttons. What they do is loaded when one is pressed.
import { h } from "preact";
import { useState } from "preact/hooks";
import { downloadsWork } from "../shared/downloads";
import { t } from "../shared/i18n";
import type { TakeProps, Way } from "./more-types";
import { WithPart } from "./with-part";

/** The panel. */
export function TakePlan({ session, deleted }: TakeProps) {
  const [wanted, setWanted] = useState<{ way: Way; rtl: boolean } | null>(null);
  if (!session.saves) return <p class="notice">{t("There is no plan to download here: nothing is saved on this page.")}</p>;
  const works = downloadsWork();
  const button = (way: Way, label: string, look: string) => (
    <button
      type="button"
      class={look}
      onClick={(event) => setWanted({ way, rtl: getComputedStyle(event.currentTarget).direction === "rtl" })}
    >
      {label}
    </button>
  );
  return (
    <div class="take">
      {!works && <p class="notice">{t("Files cannot be saved in this app. Take the text, or open the course in a browser.")}</p>}
      <div class="bar">
        {works && button("word", t("Word document"), "button main")}
        {works && button("print", t("Print"), "button")}
        {button("text", t("Plain text"), "button")}
      </div>
      {wanted && (
        <WithPart host={session.host} name="take">
          {({ Taking }) => <Taking session={session} wanted={wanted} deleted={deleted} />}
        </WithPart>
      )}
      {button("delete", t("Delete my plan"), "plain danger")}
    </div>
  );
}
