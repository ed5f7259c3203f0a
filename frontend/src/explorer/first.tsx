// The learner's view of the explorer.
import { h } from "preact";
import browse from "../shared/browse.css";
import pair from "../shared/pair.css";
import tally from "../shared/tally.css";
import { mount } from "../shared/mount";
import { Explorer } from "./explorer";
import sheet from "./explorer.css";
import { PARTS } from "./parts";
import { Session } from "./session";
import type { ExplorerSettings, ExplorerState } from "./types";

mount<ExplorerSettings, ExplorerState>(
  "HrlPracticeExplorer",
  (host, args) => <Explorer session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [browse, pair, tally, sheet],
  PARTS,
);
