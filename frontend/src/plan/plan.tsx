// The plan: one step with its questions, or the overview.
import { h } from "preact";
import { Failure } from "../shared/failure";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { SaveLine } from "../shared/save-line";
import { useSignal } from "../shared/signal";
import "./answer"; // What a step and the overview both draw comes with the view itself.
import { Steps } from "./links";
import type { PlanSession } from "./session";

/** The whole block. */
export function Plan({ session, findings }: { session: PlanSession; findings: string[] }) {
  const { settings, host, learner } = session;
  const reading = useSignal(session.reading);
  return (
    <div class="plan">
      {findings.map((sentence) => (
        <p key={sentence} class="notice warn" dir="auto">
          {sentence}
        </p>
      ))}
      {settings.title && <h3 dir="auto">{settings.title}</h3>}
      {settings.step !== "overview" && <Steps settings={settings} />}
      {settings.introduction && (
        <p class="lead" dir="auto">
          {settings.introduction}
        </p>
      )}
      {reading && reading !== "…" && <Failure sentence={reading} retry={() => session.read()} />}
      {reading === "…" && <p>{t("Loading your answers …")}</p>}
      {!reading &&
        (settings.step === "overview" ? (
          <Lazy load={() => import("./overview")}>{({ Overview }) => <Overview session={session} />}</Lazy>
        ) : (
          <Lazy load={() => import("./step")}>{({ Step }) => <Step session={session} />}</Lazy>
        ))}
      <SaveLine queue={learner.queue} saves={host.args.saves} />
    </div>
  );
}
