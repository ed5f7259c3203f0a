// Equal Earth (Šavrič, Patterson, Jenny 2018), on the same plane as the basemap: x from 0 to 1,000, y downwards.
import { HEIGHT, WIDTH } from "./basemap";

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const;
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

function rawY(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
}

function slope(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2);
}

const rawX = (longitude: number, theta: number) => (longitude * Math.cos(theta)) / (M * slope(theta));
const UNIT = WIDTH / 2 / rawX(Math.PI, 0);
const MIDDLE = UNIT * rawY(Math.PI / 3);

/** The point of a place given in degrees. */
export function project(lon: number, lat: number): [number, number] {
  const theta = Math.asin(M * Math.sin(lat * RADIANS));
  return [WIDTH / 2 + UNIT * rawX(lon * RADIANS, theta), MIDDLE - UNIT * rawY(theta)];
}

/** The place of a point, [lon, lat] in degrees, or null outside the globe. */
export function unproject(x: number, y: number): [number, number] | null {
  if (y < 0 || y > HEIGHT) return null;
  let theta = 0;
  for (let step = 0; step < 12; step += 1) theta -= (rawY(theta) - (MIDDLE - y) / UNIT) / slope(theta);
  const sine = Math.sin(theta) / M;
  const lon = ((x - WIDTH / 2) * M * slope(theta)) / (UNIT * Math.cos(theta)) / RADIANS;
  return Math.abs(sine) > 1 || Math.abs(lon) > 180 ? null : [lon, Math.asin(sine) / RADIANS];
}

/** The outline of the globe, as points from the north, clockwise. */
export function outline(): Array<[number, number]> {
  const points: Array<[number, number]> = [];
  for (let lat = 90; lat >= -90; lat -= 3) points.push(project(180, lat));
  for (let lat = -90; lat <= 90; lat += 3) points.push(project(-180, lat));
  return points;
}

/** Kilometres between two places given in degrees, along the globe. */
export function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [p, q] = [a.lat * RADIANS, b.lat * RADIANS];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const chord = half(p - q) + Math.cos(p) * Math.cos(q) * half((a.lon - b.lon) * RADIANS);
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
