// The whole plan from the server, with what the atlas knows of the practices that it uses.
import { isPlan } from "../shared/answers";
import { date } from "../shared/i18n";
import { years } from "../shared/practice-words";
import { referenceText } from "../shared/source-list";
import type { PlanSession } from "./session";
import { shelves } from "./shelf";
import type { Outline } from "./types";

interface Told {
  title: string;
  place: string;
  years: string;
  sources: string[];
}

export interface PlanRead {
  outline: Outline;
  practices: string[];
}

/** What the server needs to know: the day, and the practices with their references. */
export interface Known {
  date: string;
  practices: Record<string, Told>;
  /** True if some practice could not be read: the plan then names it without references. */
  incomplete: boolean;
}

/** What is known of the practices with these ids. Never fails: what cannot be read is left out and said. */
export async function knownOf(session: PlanSession, ids: string[]): Promise<Known> {
  const known: Known = { date: date(new Date()), practices: {}, incomplete: false };
  if (!ids.length) return known;
  try {
    const atlas = await shelves.load(session.host.args.atlas);
    for (const id of ids) {
      const entry = atlas.find(id);
      if (!entry) continue;
      const place = `${entry.city.name}, ${entry.countryName}`;
      const told: Told = { title: entry.practice.title, place, years: years(entry), sources: [] };
      known.practices[id] = told;
      try {
        told.sources = (await atlas.sources(entry)).map(referenceText);
      } catch {
        known.incomplete = true;
      }
    }
  } catch {
    known.incomplete = true;
  }
  return known;
}

/** Read the plan. Throws RequestFailure. */
export async function fetchPlan(session: PlanSession, format?: "print" | "text"): Promise<{ outline: Outline; known: Known }> {
  const first = await session.host.post<PlanRead>("read_plan", {}, isPlan);
  const known = await knownOf(session, first.practices);
  const { outline } = await session.host.post<PlanRead>("read_plan", { date: known.date, practices: known.practices, format }, isPlan);
  return { outline, known };
}
