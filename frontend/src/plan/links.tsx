// The six steps, with links to the units that hold them where the platform made addresses of them.
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
