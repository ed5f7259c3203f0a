// The land of Natural Earth 1:50m with its small islands, in Equal Earth, as one SVG path of
// whole numbers at width 1,000.
// Land only, no borders: a map of a body that works with the United Nations takes no side in disputed ones.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const WIDTH = 1000;

/** The rings of the land as lists of [x, y], not rounded. */
export function projectedRings() {
  const file = createRequire(import.meta.url).resolve("world-atlas/land-50m.json");
  const topology = JSON.parse(readFileSync(file, "utf8"));
  const projection = geoEqualEarth().fitWidth(WIDTH, { type: "Sphere" });
  const rings = [];
  geoPath(projection, {
    moveTo: (x, y) => rings.push([[x, y]]),
    lineTo: (x, y) => rings.at(-1).push([x, y]),
    closePath: () => undefined,
    arc: () => undefined,
  })(feature(topology, topology.objects.land));
  return { rings, height: Math.ceil(geoPath(projection).bounds({ type: "Sphere" })[1][1]) };
}

/** How far a drawn coast may lie from the true one before rounding, in units: 2.6 pixels at the highest zoom,
 *  less than what rounding may move it anyway. */
const TOLERANCE = 0.65;

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}

/** Douglas and Peucker: the points of a line that its shape needs, from the first to the last. */
function simplified(line) {
  let [far, at] = [TOLERANCE, 0];
  for (let index = 1; index < line.length - 1; index += 1) {
    const away = distance(line[index], line[0], line.at(-1));
    if (away > far) [far, at] = [away, index];
  }
  return at ? [...simplified(line.slice(0, at + 1)), ...simplified(line.slice(at)).slice(1)] : [line[0], line.at(-1)];
}

/** A closed ring, simplified in two halves: from its first point to the one farthest from it, and back. */
function simplifiedRing(ring) {
  const away = ring.map(([x, y]) => Math.hypot(x - ring[0][0], y - ring[0][1]));
  const far = away.indexOf(Math.max(...away));
  return [...simplified(ring.slice(0, far + 1)), ...simplified([...ring.slice(far), ring[0]]).slice(1, -1)];
}

/** Whole numbers, without doubles and without points in the middle of a straight line; null where less than a pixel is left. */
export function rounded(ring) {
  const points = [];
  for (const [x, y] of simplifiedRing(ring)) {
    const point = [Math.round(x), Math.round(y)];
    const last = points.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    const before = points.at(-2);
    if (before && isStraight(before, last, point)) points.pop();
    points.push(point);
  }
  if (points.length > 1 && String(points[0]) === String(points.at(-1))) points.pop();
  return points.length < 3 ? null : points;
}

function isStraight(a, b, c) {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  return ux * vy === uy * vx && ux * vx + uy * vy > 0;
}

function text(numbers) {
  return numbers.reduce((all, value, at) => all + (at && value >= 0 ? " " : "") + value, "");
}

const middleOf = (values) => (Math.min(...values) + Math.max(...values)) / 2;

/** One path: rings first, then a square of one pixel for each ring that is smaller. */
export function pathOf(rings) {
  let path = "";
  let pen = [0, 0];
  const start = ([x, y]) => {
    path += `m${text([x - pen[0], y - pen[1]])}`;
    pen = [x, y];
  };
  const dots = new Map();
  for (const ring of rings) {
    const points = rounded(ring);
    if (!points) {
      const middle = [0, 1].map((axis) => Math.floor(middleOf(ring.map((point) => point[axis]))));
      dots.set(String(middle), middle);
      continue;
    }
    start(points[0]);
    // What follows the first pair of an "m" are lines: the letter "l" can be left out.
    const steps = points.slice(1).flatMap((point, at) => [point[0] - points[at][0], point[1] - points[at][1]]);
    path += `${steps[0] < 0 ? "" : " "}${text(steps)}z`;
  }
  for (const dot of [...dots.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
    start(dot);
    path += "h1v1h-1z";
  }
  return path;
}

/** The text of src/map/basemap.ts. */
export function basemap() {
  const { rings, height } = projectedRings();
  return `// Made by scripts/basemap.mjs from Natural Earth 1:50m (public domain). Do not edit.
export const WIDTH = ${WIDTH};
export const HEIGHT = ${height};
export const LAND =
  "${pathOf(rings)}";
`;
}
