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
  const gestures = new Gestures(box, engine, taps);
  const listeners: Array<[string, (event: never) => void]> = [
    ["pointerdown", gestures.down],
    ["pointermove", gestures.move],
    ["pointerup", gestures.up],
    ["pointercancel", gestures.up],
    ["pointerleave", () => engine.hover(null)],
    ["wheel", gestures.wheel],
  ];
  for (const [name, act] of listeners) box.addEventListener(name, act as EventListener, { passive: false });
  return () => {
    for (const [name, act] of listeners) box.removeEventListener(name, act as EventListener);
  };
}

class Gestures {
  private fingers = new Map<number, [number, number]>();
  private travelled = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly engine: Engine,
    private readonly taps: Taps,
  ) {}

  private pixel(event: MouseEvent): [number, number] {
    const { left, top } = this.box.getBoundingClientRect();
    return [event.clientX - left - this.box.clientLeft, event.clientY - top - this.box.clientTop];
  }

  down = (event: PointerEvent) => {
    if (event.button) return;
    if (!this.fingers.size) this.travelled = 0;
    this.fingers.set(event.pointerId, this.pixel(event));
    this.box.setPointerCapture(event.pointerId);
  };

  move = (event: PointerEvent) => {
    const now = this.pixel(event);
    const before = this.fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.point(now);
      return;
    }
    this.travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) this.pinch(before, now, other);
    else if (this.travelled > TAP_PIXELS) this.engine.pan(now[0] - before[0], now[1] - before[1]);
  };

  up = (event: PointerEvent) => {
    const at = this.fingers.get(event.pointerId);
    this.fingers.delete(event.pointerId);
    if (!at || event.type !== "pointerup" || this.travelled > TAP_PIXELS || this.fingers.size) return;
    const mark = this.engine.at(at);
    if (mark) this.taps.mark(mark);
    else this.taps.empty(at);
  };

  wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 20 : 1;
    this.engine.zoom(Math.exp((-event.deltaY * lines) / 300), this.pixel(event));
  };

  private point(pixel: [number, number]): void {
    const mark = this.engine.at(pixel);
    this.engine.hover(mark);
    this.box.style.cursor = mark ? "pointer" : "";
  }

  private pinch(before: [number, number], now: [number, number], other: [number, number]): void {
    const spread = (a: [number, number]) => Math.max(10, Math.hypot(a[0] - other[0], a[1] - other[1]));
    this.engine.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    this.engine.zoom(spread(now) / spread(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
  }
}
