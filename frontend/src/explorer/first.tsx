// The learner's view of the explorer.
import { h } from "preact";
import browse from "../shared/browse.css";
import { mount } from "../shared/mount";
import { PARTS } from "../shared/parts";
import * as cards from "./cards";
import { Explorer } from "./explorer";
import sheet from "./explorer.css";
import * as query from "./query";
import { Session } from "./session";
import type { ExplorerSettings, ExplorerState } from "./types";

mount<ExplorerSettings, ExplorerState>(
  "HrlPracticeExplorer",
  (host, args) => <Explorer session={new Session(host, args.settings, args.state)} findings={args.findings ?? []} />,
  [browse, sheet],
  { ...PARTS, "explorer/cards": cards, "explorer/query": query },
);
