// Signs and colours: a kind is told by its shape first, by its colour second.
import { PRACTICE } from "./places";

/** Shapes in a box from -10 to 10. */
const SHAPES = [
  "M0-8A8 8 0 0 1 0 8A8 8 0 0 1 0-8z",
  "M-7.2-7.2H7.2V7.2H-7.2z",
  "M0-9.8L9.8 0L0 9.8L-9.8 0z",
  "M0-9L9.4 7.6H-9.4z",
  "M-4.6-8H4.6L9.2 0L4.6 8H-4.6L-9.2 0z",
  "M0-10L2.6-3.6L9.5-3.1L4.3 1.4L5.9 8.1L0 4.5L-5.9 8.1L-4.3 1.4L-9.5-3.1L-2.6-3.6z",
  "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3z",
];
const COLOURS = ["#1d5fa6", "#b23c0e", "#00695a", "#77389a", "#7a5200", "#46525e", "#8a1f4d"];
const RING = "M0-5A5 5 0 0 1 0 5A5 5 0 0 1 0-5z";
export const HOME = "M0-10L10-1H7V9H-7V-1H-10z";

export interface Sign {
  path: string;
  colour: string;
}

/** The sign of each kind, by its place in the vocabulary. */
export function signsOf(kinds: Array<{ id: string }>): Map<string, Sign> {
  return new Map(
    kinds.map(({ id }, at) => {
      if (id === PRACTICE) return [id, { path: RING, colour: "#46525e" }];
      return [id, { path: SHAPES[at % SHAPES.length] as string, colour: COLOURS[at % COLOURS.length] as string }];
    }),
  );
}

/** How a sign is drawn: filled; an outline for a weaker act; a broken outline where no year is known. */
export type Stroke = "full" | "weak" | "undated";

export function strokeOf({ strong, undated }: { strong: boolean; undated: boolean }): Stroke {
  if (undated) return "undated";
  return strong ? "full" : "weak";
}
