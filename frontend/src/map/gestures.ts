// Drag, pinch, wheel and taps. The page still scrolls: the wheel zooms only with Ctrl or ⌘, and one finger moves the
// map up and down only when it is zoomed in.
import type { Mark } from "./cluster";
import type { Engine } from "./engine";

const TAP_PIXELS = 7;

export interface Taps {
  /** A mark was chosen. */
  mark: (mark: Mark) => void;
  /** A tap beside all marks. */
  empty: (pixel: [number, number]) => void;
}

/** Listen on the box of the map; returns what ends it. */
export function attach(box: HTMLElement, engine: Engine, taps: Taps): () => void {
  const fingers = new Map<number, [number, number]>();
  let travelled = 0;

  const pixel = (event: MouseEvent): [number, number] => {
    const { left, top } = box.getBoundingClientRect();
    return [event.clientX - left - box.clientLeft, event.clientY - top - box.clientTop];
  };

  const down = (event: PointerEvent) => {
    if (event.button) return;
    if (!fingers.size) travelled = 0;
    fingers.set(event.pointerId, pixel(event));
    box.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const now = pixel(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") {
        const mark = engine.at(now);
        engine.hover(mark);
        box.style.cursor = mark ? "pointer" : "";
      }
      return;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other) {
      const spread = (a: [number, number]) => Math.max(10, Math.hypot(a[0] - other[0], a[1] - other[1]));
      engine.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
      engine.zoom(spread(now) / spread(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    } else if (travelled > TAP_PIXELS) {
      engine.pan(now[0] - before[0], now[1] - before[1]);
    }
  };

  const up = (event: PointerEvent) => {
    const at = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    if (!at || event.type !== "pointerup" || travelled > TAP_PIXELS || fingers.size) return;
    const mark = engine.at(at);
    if (mark) taps.mark(mark);
    else taps.empty(at);
  };

  const leave = () => engine.hover(null);

  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 20 : 1;
    engine.zoom(Math.exp((-event.deltaY * lines) / 300), pixel(event));
  };

  box.addEventListener("pointerdown", down);
  box.addEventListener("pointermove", move);
  box.addEventListener("pointerup", up);
  box.addEventListener("pointercancel", up);
  box.addEventListener("pointerleave", leave);
  box.addEventListener("wheel", wheel, { passive: false });
  return () => {
    box.removeEventListener("pointerdown", down);
    box.removeEventListener("pointermove", move);
    box.removeEventListener("pointerup", up);
    box.removeEventListener("pointercancel", up);
    box.removeEventListener("pointerleave", leave);
    box.removeEventListener("wheel", wheel);
  };
}
