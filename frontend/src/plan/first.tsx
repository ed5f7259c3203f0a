// The learner's view of the plan.
import { h } from "preact";
import { mount } from "../shared/mount";
import { PLAN_PARTS } from "./parts";
import { Plan } from "./plan";
import sheet from "./plan.css";
import { PlanSession } from "./session";
import type { PlanSettings, PlanState } from "./types";

mount<PlanSettings, PlanState>(
  "HrlActionPlan",
  (host, args) => <Plan session={new PlanSession(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [sheet],
  PLAN_PARTS,
);
