// What the second script offers. Types only: the first script does not hold its code.
import type { ComponentType } from "preact";
import type { Entry } from "../shared/atlas";
import type { Territory } from "../shared/learner";
import type { Pick } from "./canvas";
import type { ListProps } from "./list";
import type { Place, Shown } from "./places";
import type { MapQuery } from "./query";
import type { Session } from "./session";

export interface PanelProps {
  session: Session;
  query: MapQuery;
  place: Place;
  mine: Territory | null;
  choose: (id: string) => void;
  close: () => void;
  read: (entry: Entry) => void;
}

export interface ReadingProps {
  session: Session;
  query: MapQuery;
  entry: Entry;
  /** The practices of the same city. */
  list: Entry[];
  read: (entry: Entry) => void;
  close: () => void;
}

export interface TerritoryProps {
  session: Session;
  query: MapQuery;
  picking: boolean;
  setPick: (pick: Pick | null) => void;
  choose: (id: string) => void;
}

export interface GroupProps {
  members: Shown[];
  choose: (id: string) => void;
  close: () => void;
}

export interface More {
  Group: ComponentType<GroupProps>;
  Panel: ComponentType<PanelProps>;
  Reading: ComponentType<ReadingProps>;
  PlaceTable: ComponentType<ListProps>;
  Filters: ComponentType<{ query: MapQuery }>;
  MyTerritory: ComponentType<TerritoryProps>;
  TakeAway: ComponentType<{ session: Session; query: MapQuery }>;
  Findings: ComponentType<{ findings: string[]; session: Session; query: MapQuery | null }>;
}
