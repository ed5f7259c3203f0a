// Equal Earth (Šavrič, Patterson, Jenny 2018), on the same plane as the basemap: x from 0 to 1,000, y downwards.
import { WIDTH } from "./basemap";

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const;
export const M = Math.sqrt(3) / 2;
export const RADIANS = Math.PI / 180;

/** Height of a parallel, by its parameter. */
export function rawY(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
}

/** How that height grows. */
export function slope(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2);
}

const rawX = (longitude: number, theta: number) => (longitude * Math.cos(theta)) / (M * slope(theta));
/** Units of the plane a radian at the equator. */
export const UNIT = WIDTH / 2 / rawX(Math.PI, 0);
/** The height of the equator. */
export const MIDDLE = UNIT * rawY(Math.PI / 3);

/** The point of a place given in degrees. */
export function project(lon: number, lat: number): [number, number] {
  const theta = Math.asin(M * Math.sin(lat * RADIANS));
  return [WIDTH / 2 + UNIT * rawX(lon * RADIANS, theta), MIDDLE - UNIT * rawY(theta)];
}

/** The outline of the globe, as points from the north, clockwise. */
export function outline(): Array<[number, number]> {
  const points: Array<[number, number]> = [];
  for (let lat = 90; lat >= -90; lat -= 3) points.push(project(180, lat));
  for (let lat = -90; lat <= 90; lat += 3) points.push(project(-180, lat));
  return points;
}
