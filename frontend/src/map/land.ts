// The land and the globe as paths for a canvas.
import { LAND } from "./basemap";
import { outline } from "./projection";

type Ring = Array<[number, number]>;

/** The rings of the baked path, one after another. A ring is "m", its first point as a step from the start of the ring
 *  before, then steps; or a dot, "h1v1h-1". */
export function* eachRing(path: string): Generator<Ring> {
  let [startX, startY] = [0, 0];
  for (const piece of path.split("m")) {
    const steps = piece.match(/-?\d+/g);
    if (!steps) continue;
    let x = (startX += Number(steps[0]));
    let y = (startY += Number(steps[1]));
    const ring: Ring = [[x, y]];
    if (piece.includes("h")) ring.push([x + 1, y], [x + 1, y + 1], [x, y + 1]);
    else for (let at = 2; at < steps.length; at += 2) ring.push([(x += Number(steps[at])), (y += Number(steps[at + 1]))]);
    yield ring;
  }
}

/** All rings of a baked path. */
export function ringsOf(path: string): Ring[] {
  return [...eachRing(path)];
}

/** The land as it was baked, at once. */
export function landPath(): Path2D {
  return new Path2D(LAND);
}

function addSmooth(path: Path2D, ring: Ring): void {
  let [x, y] = ring[ring.length - 1] as [number, number];
  const [firstX, firstY] = ring[0] as [number, number];
  path.moveTo((x + firstX) / 2, (y + firstY) / 2);
  for (let at = 0; at < ring.length; at += 1) {
    [x, y] = ring[at] as [number, number];
    const [nextX, nextY] = ring[(at + 1) % ring.length] as [number, number];
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  path.closePath();
}

const SLICE_MS = 4;
let smooth: Promise<Path2D> | null = null;

/** The land with its corners rounded, for when the map is zoomed in: the whole numbers of the path would show as
 *  steps. Made once a page, in slices, so that nothing else waits for it. */
export function smoothLand(): Promise<Path2D> {
  smooth ??= new Promise((resolve) => {
    const path = new Path2D();
    const rings = eachRing(LAND);
    const slice = () => {
      const until = performance.now() + SLICE_MS;
      while (performance.now() < until) {
        const { value, done } = rings.next();
        if (done) {
          resolve(path);
          return;
        }
        addSmooth(path, value);
      }
      setTimeout(slice, SLICE_MS);
    };
    setTimeout(slice, 500);
  });
  return smooth;
}

/** The outline of the globe. */
export function globePath(): Path2D {
  const path = new Path2D();
  for (const point of outline()) path.lineTo(...point);
  path.closePath();
  return path;
}
