// Names on the map: those of the chosen place and of the one under the pointer always, others where there is room.
import { n } from "../shared/i18n";
import type { Mark } from "./cluster";
import type { Shown } from "./places";
import { toFrame, type Camera, type Frame } from "./view";

interface Input {
  frame: Frame;
  camera: Camera;
  visible: Array<{ mark: Mark; x: number; y: number }>;
  named: Shown[];
  hovered: Mark | null;
  /** Nothing moves: there is time to look for room. */
  resting: boolean;
}

export interface Label {
  text: string;
  x: number;
  y: number;
  width: number;
  /** On a ground of its own. */
  strong: boolean;
}

type Box = [number, number, number, number];
const FONT = "13px system-ui, sans-serif";
const MOST_LABELS = 40;
const overlaps = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Labels that do not lie on marks or on each other. Sets the font of the context. */
export function labels(context: CanvasRenderingContext2D, input: Input): Label[] {
  const { frame, camera, visible, named, hovered, resting } = input;
  context.font = FONT;
  const found: Label[] = [];
  const taken: Box[] = [];
  const put = (text: string, x: number, y: number, strong: boolean, gap: number) => {
    const width = context.measureText(text).width;
    for (const start of [x + gap, x - gap - width]) {
      const box: Box = [start - 4, y - 9, start + width + 4, y + 9];
      const fits = box[0] > 0 && box[2] < frame.width;
      if (!fits || (!strong && taken.some((other) => overlaps(box, other)))) continue;
      taken.push(box);
      found.push({ text, x: start, y, width, strong });
      return;
    }
  };
  for (const { place } of named) {
    if (place.point) put(place.name, ...toFrame(place.point, camera, frame), true, 24);
  }
  if (hovered) {
    const text = hovered.members.length > 1 ? n("{count} place", "{count} places", hovered.members.length) : (hovered.members[0] as Shown).place.name;
    put(text, ...toFrame([hovered.x, hovered.y], camera, frame), true, 26);
  }
  if (!resting) return found;
  for (const { x, y } of visible) taken.push([x - 11, y - 11, x + 11, y + 11]);
  for (const { mark, x, y } of visible) {
    if (found.length >= MOST_LABELS) break;
    const only = mark.members.length === 1 ? (mark.members[0] as Shown) : null;
    if (only && !named.includes(only) && mark !== hovered && y > 8 && y < frame.height - 8) put(only.place.name, x, y, false, 16);
  }
  // Those on a ground of their own lie on top.
  return found.sort((a, b) => Number(a.strong) - Number(b.strong));
}
