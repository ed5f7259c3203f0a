// What the plan's other scripts take from the first, name by name; keys as in blocks.mjs.
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { Failure } from "../shared/failure";
import { RequestFailure } from "../shared/host";
import { date, interfaceLanguage, n, number, t, time, year } from "../shared/i18n";
import { failureOf, provide } from "../shared/saving";
import { loadScript } from "../shared/scripts";
import { Signal, useSignal } from "../shared/signal";
import { nextNumber, WRITER } from "../shared/versioned-value";
import { OrConflict, Trouble } from "./answer";
import { Own, StepLink, Steps, Track, writtenWords } from "./links";
import { clean, length, rowLength } from "./rules";
import { shelves } from "./shelf";
import { offer, WithPart } from "./with-part";

export const PLAN_PARTS = {
  preact: { h, Fragment },
  "preact/hooks": { useEffect, useRef, useState },
  "shared/announce": { announce },
  "shared/failure": { Failure },
  "shared/host": { RequestFailure },
  "shared/i18n": { date, interfaceLanguage, n, number, t, time, year },
  "shared/saving": { failureOf, provide },
  "shared/scripts": { loadScript },
  "shared/signal": { Signal, useSignal },
  "shared/versioned-value": { nextNumber, WRITER },
  "plan/answer": { OrConflict, Trouble },
  "plan/links": { Own, StepLink, Steps, Track, writtenWords },
  "plan/rules": { clean, length, rowLength },
  "plan/shelf": { shelves },
  "plan/with-part": { offer, WithPart },
};
