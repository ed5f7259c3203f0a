// What the explorer's second script takes from the first, name by name: what holds state (language, live region), and
// what both need. Keys as in blocks.mjs.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { safeLink } from "../shared/atlas";
import { Conflict } from "../shared/conflict";
import { record } from "../shared/events";
import { Failure } from "../shared/failure";
import { date, interfaceLanguage, list, n, number, t, year } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { standing, statusLabel, years } from "../shared/practice-words";
import { useSignal } from "../shared/signal";
import { Cards } from "./cards";
import { knownChoice } from "./query";

export const PARTS = {
  preact: { h, Fragment },
  "preact/hooks": { useEffect, useMemo, useRef, useState },
  "shared/announce": { announce },
  "shared/atlas": { safeLink },
  "shared/conflict": { Conflict },
  "shared/events": { record },
  "shared/failure": { Failure },
  "shared/i18n": { date, interfaceLanguage, list, n, number, t, year },
  "shared/keep-button": { KeepButton },
  "shared/practice-words": { standing, statusLabel, years },
  "shared/signal": { useSignal },
  "explorer/cards": { Cards },
  "explorer/query": { knownChoice },
};
