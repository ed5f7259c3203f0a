// What rights_map/block.py gives to the script.
import type { SharedState } from "../shared/learner";

export interface MapSettings {
  title: string;
  introduction: string;
  /** "world", or the id of a section. */
  startView: string;
  /** Kinds shown at first; none means all. */
  kinds: string[];
  timeSlider: boolean;
  required: number;
  scored: boolean;
}

export interface MapState extends SharedState {
  /** How many cities were opened. */
  count: number;
  /** Which; absent where they did not fit into the page. */
  opened?: string[];
}
