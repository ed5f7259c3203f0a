// What practice_explorer/block.py gives to the script.
import type { Choice } from "../shared/facets";
import type { SharedState } from "../shared/learner";
import type { Versioned } from "../shared/sync";

export interface ExplorerSettings {
  title: string;
  introduction: string;
  preset: Choice;
  widening: boolean;
  required: number;
  reflectionPrompt: string;
  reflectionMinimum: number;
  contact: string;
  scored: boolean;
  /** The unit of the map, a real address, or "" where there is none. */
  map: string;
}

export interface ExplorerState extends SharedState {
  opened: number[];
  reflection?: Versioned<string> | null;
}
