// Places that would overlap become one mark with a count. Made once for each half step of zoom, so that marks stay
// put while the map moves.
import type { Shown } from "./places";
import type { Sprite } from "./sprites";
import { MOST } from "./view";

export interface Mark {
  x: number;
  y: number;
  members: Shown[];
  /** Drawn once. */
  sprite?: Sprite;
}

const APART = 17; // pixels
const APART_AT_END = 14;
const COVERED = 0.65; // of two radii

/** The step of zoom that a scale belongs to. */
export function stepOf(scale: number): number {
  return scale >= MOST * 0.999 ? stepOf(MOST * 0.99) + 1 : Math.floor(2 * Math.log2(scale));
}

/** The scale that marks of a step are made for. */
export function scaleOf(step: number): number {
  return Math.min(MOST, 2 ** (step / 2));
}

/** Put places together that lie nearer than a mark is wide. Human rights cities first, so that a group forms round them. */
export function cluster(shown: Shown[], step: number): Mark[] {
  const scale = scaleOf(step);
  const apart = (scale >= MOST ? APART_AT_END : APART) / scale;
  const cells = new Map<number, Mark[]>();
  const marks: Mark[] = [];
  for (const strong of [true, false]) {
    for (const item of shown) {
      if (item.strong !== strong || !item.place.point) continue;
      const [x, y] = item.place.point;
      const [column, row] = [Math.floor(x / apart), Math.floor(y / apart)];
      const near = nearest(cells, column, row, x, y, apart);
      if (near) {
        near.members.push(item);
        continue;
      }
      const mark: Mark = { x, y, members: [item] };
      marks.push(mark);
      const cell = cells.get(cellKey(column, row));
      if (cell) cell.push(mark);
      else cells.set(cellKey(column, row), [mark]);
    }
  }
  return joined(marks, scale);
}

const cellKey = (column: number, row: number) => column * 8192 + row;

/** The radius of a group's disc, in pixels. */
export function radiusOf(count: number): number {
  return 10 + Math.min(8, 1.6 * Math.log2(count));
}

/** Discs that would hide each other's count become one, and take in what stands alone on them. */
function joined(marks: Mark[], scale: number): Mark[] {
  const groups = marks.filter(({ members }) => members.length > 1).sort((a, b) => b.members.length - a.members.length);
  const gone = new Set<Mark>();
  for (const group of groups) [group.x, group.y] = [mean(group, 0), mean(group, 1)];
  for (const large of groups) {
    for (const small of gone.has(large) ? [] : marks) {
      if (small === large || gone.has(small)) continue;
      const near = COVERED * (radiusOf(large.members.length) + radiusOf(small.members.length));
      if (Math.hypot(large.x - small.x, large.y - small.y) * scale > near) continue;
      large.members.push(...small.members);
      gone.add(small);
    }
    [large.x, large.y] = [mean(large, 0), mean(large, 1)];
  }
  return marks.filter((mark) => !gone.has(mark)).sort((a, b) => b.members.length - a.members.length);
}

const mean = ({ members }: Mark, axis: 0 | 1) => members.reduce((sum, { place }) => sum + (place.point?.[axis] ?? 0), 0) / members.length;

function nearest(cells: Map<number, Mark[]>, column: number, row: number, x: number, y: number, apart: number): Mark | null {
  let found: Mark | null = null;
  let best = apart * apart;
  for (let c = column - 1; c <= column + 1; c += 1) {
    for (let r = row - 1; r <= row + 1; r += 1) {
      for (const mark of cells.get(cellKey(c, r)) ?? []) {
        const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
        if (distance < best) {
          best = distance;
          found = mark;
        }
      }
    }
  }
  return found;
}

/** The scale at which a group comes apart, null if it never does. */
export function scaleToOpen(mark: Mark, shown: Shown[], scale: number): number | null {
  for (let step = stepOf(scale) + 1; step <= stepOf(MOST); step += 1) {
    const members = new Set(mark.members);
    const parts = cluster(shown, step).filter((other) => other.members.some((item) => members.has(item)));
    if (parts.length > 1) return scaleOf(step);
  }
  return null;
}
