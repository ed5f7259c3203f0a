// What the author asks for, and how much of it is done; the reflection.
import { Fragment, h } from "preact";
import { useEffect } from "preact/hooks";
import { Failure } from "../shared/failure";
import { n, number, t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { useSignal } from "../shared/signal";
import type { Session } from "./session";

const LONGEST = 4000;

/** "You opened 2 of 3 practices." */
export function Progress({ session }: { session: Session }) {
  const { required, reflectionMinimum } = session.settings;
  const opened = Math.min(useSignal(session.opened).length, required || Infinity);
  const written = (useSignal(session.reflection.state).value ?? "").trim().length;
  if (!required && !reflectionMinimum) return null;
  const parts: string[] = [];
  if (required) parts.push(n("You opened {done} of {count} practice.", "You opened {done} of {count} practices.", required, { done: opened }));
  if (reflectionMinimum) {
    parts.push(written >= reflectionMinimum ? t("You wrote your reflection.") : t("Your reflection below is still open."));
  }
  const done = opened >= required && written >= reflectionMinimum;
  const all = required + (reflectionMinimum ? 1 : 0);
  const share = (opened + (reflectionMinimum && written >= reflectionMinimum ? 1 : 0)) / all;
  return (
    <div class="progress">
      <div class="track" aria-hidden="true">
        <div class="fill" style={{ inlineSize: `${Math.round(share * 100)}%` }} />
      </div>
      <p class={done ? "done" : "quiet"}>
        {done && "✓ "}
        {parts.join(" ")} {done && t("This activity is complete. You may go on exploring.")}
      </p>
    </div>
  );
}

/** The author's question, if there is one. */
export function Reflection({ session }: { session: Session }) {
  const { reflectionPrompt, reflectionMinimum } = session.settings;
  const { value, conflict, refused, saved } = useSignal(session.reflection.state);
  const reading = useSignal(session.reading);
  const { saves } = session.host.args;
  const text = value ?? "";
  useEffect(() => {
    const timer = setTimeout(() => saves && session.reflection.save(), 1_500);
    return () => clearTimeout(timer);
  }, [value]);
  if (!reflectionPrompt) return null;
  if (reading === "…") return <p>{t("Loading …")}</p>;
  if (reading) return <Failure sentence={reading} retry={() => session.read()} />;
  const missing = reflectionMinimum - text.trim().length;
  const field = (
    <label class="field">
      <span dir="auto">{reflectionPrompt}</span>
      <textarea
        rows={5}
        dir="auto"
        maxLength={LONGEST}
        value={text}
        onInput={(event) => session.reflection.edit(event.currentTarget.value)}
        onBlur={() => saves && session.reflection.save()}
      />
    </label>
  );
  return (
    <div class="reflection">
      <h4>{t("Your reflection")}</h4>
      {conflict ? (
        <Lazy load={() => import("../shared/conflict")} meanwhile={field}>
          {({ Conflict }) => (
            <Conflict
              mine={text}
              theirs={conflict.v ?? ""}
              keepMine={() => session.reflection.resolve(value)}
              keepTheirs={() => session.reflection.resolve(conflict.v)}
            />
          )}
        </Lazy>
      ) : (
        field
      )}
      <Fragment>
        {missing > 0 && (
          <p class="quiet">
            {t("At least {minimum} characters; {missing} to go.", { minimum: number(reflectionMinimum), missing: number(missing) })}
          </p>
        )}
        {refused && <p class="problem">{refused}</p>}
        {saves && saved && text && <p class="saving">{t("Saved.")}</p>}
      </Fragment>
    </div>
  );
}
