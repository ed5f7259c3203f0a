// What the plan's scripts hold that are loaded when they are needed. Types only: the first script has no code of theirs.
import type { ComponentType } from "preact";
import type { ConflictProps } from "../shared/conflict";
import type { Learner } from "../shared/learner";
import type { PlanSession } from "./session";
import type { Question, Value } from "./types";

export interface AnswerProps {
  session: PlanSession;
  question: Question;
}

/** What was done, in a sentence; the plan as text where that was asked for. */
export interface Taken {
  sentence: string;
  text?: string;
}

/** Takes the plan away; `rtl`: the page runs from the right. Throws RequestFailure. */
export type Taker = (session: PlanSession, rtl: boolean) => Promise<Taken>;

export type Way = "word" | "print" | "text" | "delete";

export interface TakeProps {
  session: PlanSession;
  /** Called when the plan was deleted. */
  deleted?: () => void;
}

export interface TakingProps extends TakeProps {
  wanted: { way: Way; rtl: boolean };
}

export interface ChoiceProps extends AnswerProps {
  /** The value that is stored. */
  theirs: Value | null;
}

/** What `plan-<name>.js` holds, by its name, and the style of what it draws. */
export interface PlanParts {
  actions: { Actions: ComponentType<AnswerProps>; sheet: string };
  practices: { Practices: ComponentType<AnswerProps>; sheet: string };
  note: { Note: ComponentType<{ learner: Learner; id: string }>; sheet?: string };
  examples: { Examples: ComponentType<{ session: PlanSession }>; sheet: string };
  overview: { Overview: ComponentType<{ session: PlanSession }>; sheet: string };
  conflict: { Choice: ComponentType<ChoiceProps>; Conflict: ComponentType<ConflictProps>; sheet?: string };
  territory: { TerritoryName: ComponentType<{ session: PlanSession }>; sheet?: string };
  take: { TakePlan: ComponentType<TakeProps>; Taking: ComponentType<TakingProps>; sheet?: string };
}
