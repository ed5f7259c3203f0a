// Back from a point of the plane to a place on the globe.
import { HEIGHT, WIDTH } from "./basemap";
import { M, MIDDLE, RADIANS, rawY, slope, UNIT } from "./projection";

/** The place of a point, [lon, lat] in degrees, or null outside the globe. */
export function unproject(x: number, y: number): [number, number] | null {
  if (y < 0 || y > HEIGHT) return null;
  let theta = 0;
  for (let step = 0; step < 12; step += 1) theta -= (rawY(theta) - (MIDDLE - y) / UNIT) / slope(theta);
  const sine = Math.sin(theta) / M;
  const lon = ((x - WIDTH / 2) * M * slope(theta)) / (UNIT * Math.cos(theta)) / RADIANS;
  return Math.abs(sine) > 1 || Math.abs(lon) > 180 ? null : [lon, Math.asin(sine) / RADIANS];
}
