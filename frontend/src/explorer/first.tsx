// The learner's view of the explorer.
import { h } from "preact";
import browse from "../shared/browse.css";
import pair from "../shared/pair.css";
import tally from "../shared/tally.css";
import { view } from "../shared/view";
import { Explorer } from "./explorer";
import sheet from "./explorer.css";
import { Session } from "./session";
import type { ExplorerSettings, ExplorerState } from "./types";

export const start = view<ExplorerSettings, ExplorerState>(
  (host, args) => <Explorer session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [browse, pair, tally, sheet],
);
