// The nearest place in a direction, for the arrow keys.
import type { Shown } from "./places";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const AXES: Record<Direction, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function isDirection(key: string): key is Direction {
  return key in AXES;
}

/**
 * The nearest place in the quarter of the plane that an arrow points to; if that is empty, in its half. Places at one
 * point stand in a row, as the list has them: right goes on, left goes back.
 */
export function nearestTowards(shown: Shown[], from: Shown, direction: Direction): Shown | null {
  const origin = from.place.point;
  if (!origin) return null;
  const [dx, dy] = AXES[direction];
  const start = shown.indexOf(from);
  const same = shown.filter(({ place }) => place.point && place.point[0] === origin[0] && place.point[1] === origin[1]);
  const inRow = same[same.indexOf(from) + dx];
  if (dx && start >= 0 && inRow) return inRow;
  let found: Shown | null = null;
  let best = Infinity;
  for (const item of shown) {
    const point = item.place.point;
    if (!point || same.includes(item)) continue;
    const [x, y] = [point[0] - origin[0], point[1] - origin[1]];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const distance = Math.hypot(x, y) + (aside > along ? 10_000 : 0);
    if (distance < best) {
      best = distance;
      found = item;
    }
  }
  return found;
}
