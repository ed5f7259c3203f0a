// The land and the globe as paths for a canvas.
import { LAND } from "./basemap";
import { outline } from "./projection";

/** The rings of the baked path. It knows four letters: m, h, v, z, with steps from the last point; after the
 *  first pair of an m come lines. */
export function ringsOf(path: string): Array<Array<[number, number]>> {
  const rings: Array<Array<[number, number]>> = [];
  let [x, y] = [0, 0];
  let ring: Array<[number, number]> = [];
  for (const [, letter, given] of path.matchAll(/([mhvz])([^mhvz]*)/g)) {
    const steps = (given?.match(/-?\d+/g) ?? []).map(Number);
    if (letter === "z") {
      rings.push(ring);
      [x, y] = ring[0] as [number, number];
    }
    if (letter === "m") ring = [];
    const wide = letter === "m";
    for (let at = 0; at < steps.length; at += wide ? 2 : 1) {
      if (letter !== "v") x += steps[at] as number;
      if (letter === "v") y += steps[at] as number;
      if (wide) y += steps[at + 1] as number;
      ring.push([x, y]);
    }
  }
  return rings;
}

/** The land with its corners rounded: the whole numbers of the path would show as steps at a high zoom. */
export function landPath(): Path2D {
  const path = new Path2D();
  for (const ring of ringsOf(LAND)) {
    ring.forEach((point, at) => {
      const next = ring[(at + 1) % ring.length] as [number, number];
      const middle: [number, number] = [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
      if (at) path.quadraticCurveTo(...point, ...middle);
      else path.moveTo(...middle);
      if (at === ring.length - 1) {
        const first = ring[0] as [number, number];
        path.quadraticCurveTo(...first, (first[0] + (ring[1] as [number, number])[0]) / 2, (first[1] + (ring[1] as [number, number])[1]) / 2);
      }
    });
    path.closePath();
  }
  return path;
}

/** The outline of the globe. */
export function globePath(): Path2D {
  const path = new Path2D();
  for (const point of outline()) path.lineTo(...point);
  path.closePath();
  return path;
}
