// The learner's view of the map.
import { h } from "preact";
import { loadAtlas } from "../shared/atlas-loading";
import tally from "../shared/tally.css";
import { mount } from "../shared/mount";
import { MapBlock } from "./map";
import sheet from "./map.css";
import { PARTS } from "./parts";
import { Session } from "./session";
import type { MapSettings, MapState } from "./types";

mount<MapSettings, MapState>(
  "HrlRightsMap",
  (host, args) => {
    loadAtlas(args.atlas).catch(() => undefined); // Asked for before anything is drawn; what failed is told by the block.
    return <MapBlock session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />;
  },
  [tally, sheet],
  PARTS,
);
