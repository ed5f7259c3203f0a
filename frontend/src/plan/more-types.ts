// What the second script offers: the overview, taking the plan away, practices from the shortlist.
import type { ComponentType } from "preact";
import type { PlanSession } from "./session";
import type { Question } from "./types";

export interface AnswerProps {
  session: PlanSession;
  question: Question;
}

export interface More {
  Practices: ComponentType<AnswerProps>;
  Overview: ComponentType<{ session: PlanSession }>;
  TakePlan: ComponentType<{ session: PlanSession; deleted?: () => void }>;
}
