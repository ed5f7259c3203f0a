// Where the learner is: the six steps, with links to the units that hold them where the platform made addresses of
// them, and how much is written.
import { h } from "preact";
import { number, t } from "../shared/i18n";
import type { PlanSettings } from "./types";

/** A link to a step, or its title where nobody made an address of `/jump_to_id/...`. */
export function StepLink({ link, children }: { link: string; children: string }) {
  return link && !link.startsWith("/jump_to_id/") ? <a href={link}>{children}</a> : <span>{children}</span>;
}

/** Where the learner is among the six steps. */
export function Steps({ settings }: { settings: PlanSettings }) {
  return (
    <nav aria-label={t("Steps of your plan")}>
      <ol class="steps">
        {settings.steps.map(({ number: step, title, link }) => (
          <li key={step} aria-current={step === settings.step ? "step" : undefined}>
            <span class="step-number" aria-hidden="true">
              {number(Number(step))}
            </span>
            {step === settings.step ? <strong>{title}</strong> : <StepLink link={link}>{title}</StepLink>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** How many required answers of a step count. */
export function writtenWords(done: number, all: number): string {
  return t("{done} of {all} required answers are written.", { done, all });
}

/** Whose the plan is. */
export function Own() {
  return <p class="notice">{t("Only you see your plan, unless you hand it in or send it. You can take it with you or delete it at any time.")}</p>;
}

/** How much is done: as a bar, and in words. */
export function Track({ done, all, ready, open }: { done: number; all: number; ready: string; open: string }) {
  const complete = done >= all;
  return (
    <div class="progress">
      <div class="track" aria-hidden="true">
        <div class="fill" style={{ inlineSize: `${Math.round((100 * done) / (all || 1))}%` }} />
      </div>
      <p class={complete ? "done" : "quiet"}>{complete ? ready : open}</p>
    </div>
  );
}
