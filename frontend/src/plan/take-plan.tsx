// The ways to take the plan away, and to delete it: the buttons. What they do is loaded when one is pressed.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { downloadsWork } from "../shared/in-app";
import { Lazy } from "../shared/lazy";
import type { PlanSession } from "./session";

export type Way = "word" | "print" | "text" | "delete";

export interface TakeProps {
  session: PlanSession;
  /** Called when the plan was deleted. */
  deleted?: () => void;
}

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
        <Lazy load={() => import("./taking")}>
          {({ Taking }) => <Taking session={session} wanted={wanted} deleted={deleted} />}
        </Lazy>
      )}
      {button("delete", t("Delete my plan"), "plain danger")}
    </div>
  );
}
