// What a second script takes from the first: pass to `mount(..., PARTS)`. Keys as in blocks.mjs. Modules that hold
// state (language, live region, atlas, queue) must be here, or the second script gets an empty copy of its own.
import { createElement, Fragment, h } from "preact";
import * as hooks from "preact/hooks";
import * as announce from "./announce";
import * as atlas from "./atlas";
import * as atlasLoading from "./atlas-loading";
import * as conflict from "./conflict";
import * as events from "./events";
import * as i18n from "./i18n";
import * as keepButton from "./keep-button";
import * as practiceWords from "./practice-words";
import * as saveLine from "./save-line";
import * as signal from "./signal";

export const PARTS = {
  preact: { h, Fragment, createElement },
  "preact/hooks": { useEffect: hooks.useEffect, useMemo: hooks.useMemo, useRef: hooks.useRef, useState: hooks.useState },
  "shared/announce": announce,
  "shared/atlas": atlas,
  "shared/atlas-loading": atlasLoading,
  "shared/conflict": conflict,
  "shared/events": events,
  "shared/i18n": i18n,
  "shared/keep-button": keepButton,
  "shared/practice-words": practiceWords,
  "shared/save-line": saveLine,
  "shared/signal": signal,
};
