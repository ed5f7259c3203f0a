// What the map's second script takes from the first, name by name: what holds state, and what both need. Keys as in
// blocks.mjs.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { safeLink } from "../shared/atlas";
import { record } from "../shared/events";
import { Failure } from "../shared/failure";
import { date, n, number, t, year } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { HEIGHT, LAND, WIDTH } from "./basemap";
import { cluster } from "./cluster";
import { strokeOf } from "./look";
import { findPlaces, PRACTICE } from "./places";
import { M, MIDDLE, outline, RADIANS, rawY, slope, UNIT } from "./projection";
import { SignPicture } from "./sign";
import { actWords, signWords } from "./speak";

export const PARTS = {
  preact: { h, Fragment },
  "preact/hooks": { useEffect, useMemo, useRef, useState },
  "shared/announce": { announce },
  "shared/atlas": { safeLink },
  "shared/events": { record },
  "shared/failure": { Failure },
  "shared/i18n": { date, n, number, t, year },
  "shared/signal": { useSignal },
  "map/basemap": { HEIGHT, LAND, WIDTH },
  "map/cluster": { cluster },
  "map/look": { strokeOf },
  "map/places": { findPlaces, PRACTICE },
  "map/projection": { M, MIDDLE, outline, RADIANS, rawY, slope, UNIT },
  "map/sign": { SignPicture },
  "map/speak": { actWords, signWords },
};
