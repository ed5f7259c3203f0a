// The learner's view of the map.
import { h } from "preact";
import { mount } from "../shared/mount";
import { MapBlock } from "./map";
import sheet from "./map.css";
import { PARTS } from "./parts";
import { Session } from "./session";
import type { MapSettings, MapState } from "./types";

mount<MapSettings, MapState>(
  "HrlRightsMap",
  (host, args) => <MapBlock session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [sheet],
  PARTS,
);
