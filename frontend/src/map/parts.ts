// What the map's second script takes from the first, name by name: what holds state, and what both need. Keys as in
// blocks.mjs.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { safeLink } from "../shared/atlas";
import { record } from "../shared/events";
import { Failure } from "../shared/failure";
import { RequestFailure } from "../shared/host";
import { date, n, number, t, time, year } from "../shared/i18n";
import { failureOf, provide } from "../shared/saving";
import { loadScript } from "../shared/scripts";
import { Signal, useSignal } from "../shared/signal";
import { nextNumber, WRITER } from "../shared/versioned-value";
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
  "shared/host": { RequestFailure },
  "shared/i18n": { date, n, number, t, time, year },
  "shared/saving": { failureOf, provide },
  "shared/scripts": { loadScript },
  "shared/signal": { Signal, useSignal },
  "shared/versioned-value": { nextNumber, WRITER },
  "map/basemap": { HEIGHT, LAND, WIDTH },
  "map/cluster": { cluster },
  "map/look": { strokeOf },
  "map/places": { findPlaces, PRACTICE },
  "map/projection": { M, MIDDLE, outline, RADIANS, rawY, slope, UNIT },
  "map/sign": { SignPicture },
  "map/speak": { actWords, signWords },
};
