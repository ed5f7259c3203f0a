// The learner's view of the map.
import { h } from "preact";
import { loadAtlas } from "../shared/atlas-loading";
import tally from "../shared/tally.css";
import { view } from "../shared/view";
import { MapBlock } from "./map";
import sheet from "./map.css";
import { Session } from "./session";
import type { MapSettings, MapState } from "./types";

export const start = view<MapSettings, MapState>(
  (host, args) => {
    loadAtlas(args.atlas).catch(() => undefined); // Asked for before anything is drawn; what failed is told by the block.
    return <MapBlock session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />;
  },
  [tally, sheet],
);
