// What the second script offers. Types only: the first script does not hold its code.
import type { ComponentType } from "preact";
import type { Atlas, Entry } from "../shared/atlas";
import type { FindProps } from "./find";
import type { Session } from "./session";
import type { ExplorerSettings } from "./types";

export interface ReadingProps extends FindProps {
  entry: Entry;
  /** The result that "previous" and "next" walk through. */
  list: Entry[];
  close: () => void;
}

export interface More {
  Reading: ComponentType<ReadingProps>;
  ShortlistView: ComponentType<FindProps>;
  Compare: ComponentType<FindProps>;
  Suggest: ComponentType<{ session: Session; atlas: Atlas }>;
  TakeListPanel: ComponentType<{ session: Session; atlas: Atlas; entries: Entry[] }>;
  Findings: ComponentType<{ findings: string[]; atlas: Atlas | null; settings: ExplorerSettings }>;
}
