// Which part of the map is in the frame: its middle on the plane of the basemap, and pixels a unit.
import { HEIGHT, WIDTH } from "./basemap";

/** Pixels a unit of the basemap at the highest zoom: its whole numbers are good to there. */
export const MOST = 4;

export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Frame {
  width: number;
  height: number;
}

const between = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value));

/** The lowest zoom: the whole globe in the frame. */
export function least({ width, height }: Frame): number {
  return Math.min(MOST, width / WIDTH, height / HEIGHT);
}

/** A camera within its limits: no more empty paper than the frame makes necessary. */
export function bounded(camera: Camera, frame: Frame): Camera {
  const scale = between(least(frame), camera.scale, MOST);
  const axis = (value: number, size: number, pixels: number) => {
    const half = pixels / 2 / scale;
    return 2 * half >= size ? size / 2 : between(half, value, size - half);
  };
  return { x: axis(camera.x, WIDTH, frame.width), y: axis(camera.y, HEIGHT, frame.height), scale };
}

/** Where a point of the plane is in the frame, in pixels. */
export function toFrame([x, y]: [number, number], camera: Camera, frame: Frame): [number, number] {
  return [(x - camera.x) * camera.scale + frame.width / 2, (y - camera.y) * camera.scale + frame.height / 2];
}

/** Which point of the plane is at a pixel of the frame. */
export function toPlane([px, py]: [number, number], camera: Camera, frame: Frame): [number, number] {
  return [(px - frame.width / 2) / camera.scale + camera.x, (py - frame.height / 2) / camera.scale + camera.y];
}

/** Zoom with a pixel of the frame staying where it is. */
export function zoomed(camera: Camera, frame: Frame, factor: number, at: [number, number]): Camera {
  const scale = between(least(frame), camera.scale * factor, MOST);
  const [x, y] = toPlane(at, camera, frame);
  return bounded({ x: x + ((camera.x - x) * camera.scale) / scale, y: y + ((camera.y - y) * camera.scale) / scale, scale }, frame);
}

/** A camera that shows some points with a margin in pixels. */
export function fitted(points: Array<[number, number]>, frame: Frame, margin = 36, most = MOST): Camera {
  if (!points.length) return world(frame);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = (pixels: number) => Math.max(pixels - 2 * margin, pixels / 2);
  const scale = Math.min(most, room(frame.width) / Math.max(right - left, 1), room(frame.height) / Math.max(bottom - top, 1));
  return bounded({ x: (left + right) / 2, y: (top + bottom) / 2, scale }, frame);
}

/** The inhabited world as wide as the frame; on a wide and low one the far south is cut off. */
export function world(frame: Frame): Camera {
  return bounded({ x: WIDTH / 2, y: 0.445 * HEIGHT, scale: Math.max(least(frame), Math.min(frame.width / WIDTH, frame.height / (0.84 * HEIGHT))) }, frame);
}
