// What the explorer's second script takes from the first, name by name: what holds state (language, live region), and
// what both need. Keys as in blocks.mjs.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { safeLink } from "../shared/atlas";
import { Conflict } from "../shared/conflict";
import { record } from "../shared/events";
import { Failure } from "../shared/failure";
import { RequestFailure } from "../shared/host";
import { date, interfaceLanguage, list, n, number, t, time, year } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { standing, statusLabel, years } from "../shared/practice-words";
import { failureOf, provide } from "../shared/saving";
import { loadScript } from "../shared/scripts";
import { Signal, useSignal } from "../shared/signal";
import { nextNumber, WRITER } from "../shared/versioned-value";
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
  "shared/host": { RequestFailure },
  "shared/i18n": { date, interfaceLanguage, list, n, number, t, time, year },
  "shared/keep-button": { KeepButton },
  "shared/practice-words": { standing, statusLabel, years },
  "shared/saving": { failureOf, provide },
  "shared/scripts": { loadScript },
  "shared/signal": { Signal, useSignal },
  "shared/versioned-value": { nextNumber, WRITER },
  "explorer/cards": { Cards },
  "explorer/query": { knownChoice },
};
