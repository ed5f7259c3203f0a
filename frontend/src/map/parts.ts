// What the map's second script takes from the first: what holds state, and what both need. Keys as in blocks.mjs.
import { createElement, Fragment, h } from "preact";
import * as hooks from "preact/hooks";
import * as announce from "../shared/announce";
import * as atlas from "../shared/atlas";
import * as atlasLoading from "../shared/atlas-loading";
import * as events from "../shared/events";
import * as i18n from "../shared/i18n";
import * as saveLine from "../shared/save-line";
import * as signal from "../shared/signal";
import * as basemap from "./basemap";
import * as cluster from "./cluster";
import * as look from "./look";
import * as places from "./places";
import * as projection from "./projection";
import * as sign from "./sign";
import * as speak from "./speak";

export const PARTS = {
  preact: { h, Fragment, createElement },
  "preact/hooks": { useEffect: hooks.useEffect, useMemo: hooks.useMemo, useRef: hooks.useRef, useState: hooks.useState },
  "shared/announce": announce,
  "shared/atlas": atlas,
  "shared/atlas-loading": atlasLoading,
  "shared/events": events,
  "shared/i18n": i18n,
  "shared/save-line": saveLine,
  "shared/signal": signal,
  "map/basemap": basemap,
  "map/cluster": cluster,
  "map/look": look,
  "map/places": places,
  "map/projection": projection,
  "map/sign": sign,
  "map/speak": speak,
};
