// What the second script takes from the first; keys as in blocks.mjs. The atlas is not among them: most steps need none.
import { Fragment, h } from "preact";
import * as hooks from "preact/hooks";
import * as announce from "../shared/announce";
import * as conflict from "../shared/conflict";
import * as i18n from "../shared/i18n";
import * as saveLine from "../shared/save-line";
import * as signal from "../shared/signal";
import * as answer from "./answer";
import * as links from "./links";
import * as rules from "./rules";

export const PLAN_PARTS = {
  preact: { h, Fragment },
  "preact/hooks": { useEffect: hooks.useEffect, useRef: hooks.useRef, useState: hooks.useState },
  "shared/announce": announce,
  "shared/conflict": conflict,
  "shared/i18n": i18n,
  "shared/save-line": saveLine,
  "shared/signal": signal,
  "plan/answer": answer,
  "plan/links": links,
  "plan/rules": rules,
};
