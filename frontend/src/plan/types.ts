// What action_plan/block.py gives to the script.
import type { SharedState } from "../shared/learner";
import type { Versioned } from "../shared/sync";

export type Kind = "text" | "practices" | "actions" | "check";

/** An action: what, who, by when, cost band, indicator, kind of indicator. */
export type Row = [string, string, string, string, string, string];

/** A text or a level of the self-check, ids of practices, or actions. */
export type Value = string | string[] | Row[];

export interface Question {
  id: string;
  text: string;
  kind: Kind;
  help?: string;
  label?: string;
  optional?: boolean;
}

export interface PlanSettings {
  title: string;
  /** "1" to "6" or "overview". */
  step: string;
  introduction: string;
  questions: Question[];
  minimum: number;
  scored: boolean;
  steps: Array<{ number: string; title: string; link: string }>;
  good?: string;
  weak?: string;
  reviewer?: string[];
}

export type Answers = Record<string, Versioned<Value>>;

export interface PlanState extends SharedState {
  answers?: Answers;
}

export interface OutlinePart {
  id: string;
  heading: string;
  /** True for an answer that stands under the heading before it: its question is no longer asked. */
  under?: boolean;
  /** A sentence when nothing is written yet, else "". */
  open: string;
  paragraphs?: string[];
  columns?: string[];
  rows?: string[][];
  practices?: Array<{ id: string; title: string; place: string; references: string; notes: Array<[string, string]>; open: string }>;
}

export interface Outline {
  title: string;
  place: string;
  date: string;
  state: string;
  steps: Array<{ number: string; title: string; written: number; required: number; parts: OutlinePart[] }>;
  /** Points of the learner's own check that are no longer asked. */
  kept?: { heading: string; parts: OutlinePart[] };
  references: { heading: string; items: string[] };
  origin: string;
}

export const ANSWER_CHARACTERS = 2000;
export const ACTION_CHARACTERS = 400;
export const ACTIONS = 30;
export const PRACTICES = 3;
