// The learner's view of the plan.
import { h } from "preact";
import { view } from "../shared/view";
import { Plan } from "./plan";
import sheet from "./plan.css";
import { PlanSession } from "./session";
import type { PlanSettings, PlanState } from "./types";

export const start = view<PlanSettings, PlanState>(
  (host, args) => <Plan session={new PlanSession(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [sheet],
);
