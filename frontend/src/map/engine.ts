// The moving picture: one canvas, drawn when something changed. Nothing in it is a link or needs the page to be laid out.
import { cluster, scaleToOpen, stepOf, type Mark } from "./cluster";
import { labels } from "./labels";
import { globePath, landPath, smoothLand } from "./land";
import { HOME, strokeOf, type Sign } from "./look";
import type { Shown } from "./places";
import { coloursOf, Sprites, type Colours, type Sprite } from "./sprites";
import { bounded, fitted, least, MOST, toFrame, toPlane, world, zoomed, type Camera, type Frame } from "./view";

const REACH = 15; // pixels from the middle of a mark that still hit it
const MOVE_MS = 260;
const REST_MS = 140;
const RINGS_WHILE_MOVING = 80;

export const NO_PLACES: Shown[] = [];

export interface Scene {
  shown: Shown[];
  signs: Map<string, Sign>;
  chosen: string | null;
  /** The place that the keys are at. */
  active: string | null;
  home: [number, number] | null;
}

export class Engine {
  frame: Frame = { width: 0, height: 0 };
  camera: Camera = { x: 500, y: 200, scale: 1 };
  hovered: Mark | null = null;
  /** Called after the camera moved. */
  moved: () => void = () => undefined;
  private scene: Scene = { shown: NO_PLACES, signs: new Map(), chosen: null, active: null, home: null };
  private marks = new Map<number, Mark[]>();
  private context: CanvasRenderingContext2D | null;
  private land = landPath();
  private globe = globePath();
  private colours!: Colours;
  private sprites!: Sprites;
  private start: Array<[number, number]> = [];
  private density = 0;
  private request = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private moving = false;
  private untouched = true;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d");
    void smoothLand().then((land) => {
      this.land = land;
      this.later();
    });
  }

  /** Start at some points, none for the world. */
  begin(points: Array<[number, number]>): void {
    this.start = points;
    if (this.untouched && this.frame.width) this.camera = this.home();
  }

  /** Take the size of the box, in CSS pixels, and the colours of the moment. */
  resize(exactWidth: number, exactHeight: number): void {
    const [width, height] = [Math.round(exactWidth), Math.round(exactHeight)];
    const density = Math.min(2, window.devicePixelRatio || 1);
    // A watcher tells the size once more when it starts.
    if (!width || !height || (width === this.frame.width && height === this.frame.height && density === this.density)) return;
    this.frame = { width, height };
    this.density = density;
    this.canvas.width = Math.round(width * this.density);
    this.canvas.height = Math.round(height * this.density);
    this.repaint();
    this.camera = this.untouched ? this.home() : bounded(this.camera, this.frame);
    this.busy();
    this.draw();
  }

  recolour(): void {
    this.repaint();
    this.later();
  }

  private repaint(): void {
    this.colours = coloursOf(this.canvas);
    this.sprites = new Sprites(this.colours, this.density);
    for (const marks of this.marks.values()) for (const mark of marks) delete mark.sprite;
  }

  show(scene: Scene): void {
    const first = this.scene.shown === NO_PLACES;
    if (scene.shown !== this.scene.shown) this.marks.clear();
    this.scene = scene;
    this.hovered = null;
    if (first) this.draw();
    else this.later();
  }

  home(): Camera {
    return this.start.length ? fitted(this.start, this.frame) : world(this.frame);
  }

  /** Zoom round a pixel, by default the middle. */
  zoom(factor: number, at?: [number, number], glide = false): void {
    const next = zoomed(this.camera, this.frame, factor, at ?? [this.frame.width / 2, this.frame.height / 2]);
    if (glide) this.go(next);
    else this.set(next);
  }

  pan(dx: number, dy: number): void {
    this.set({ ...this.camera, x: this.camera.x - dx / this.camera.scale, y: this.camera.y - dy / this.camera.scale });
  }

  fit(shown: Shown[]): void {
    const points = shown.map(({ place }) => place.point).filter((point): point is [number, number] => point !== null);
    this.go(fitted(points, this.frame, 36, points.length > 1 ? MOST : MOST / 2));
  }

  /** Bring a point into the frame if it is not well inside. */
  reveal(point: [number, number], scale = this.camera.scale): void {
    const [x, y] = toFrame(point, this.camera, this.frame);
    const edge = Math.min(40, this.frame.height / 5);
    const inside = x > edge && y > edge && x < this.frame.width - edge && y < this.frame.height - edge;
    if (!inside || scale !== this.camera.scale) this.go({ x: point[0], y: point[1], scale });
  }

  /** Glide to a camera, or be there at once where the reader wants no motion. */
  go(target: Camera): void {
    const from = this.camera;
    const to = bounded(target, this.frame);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.set(to);
      return;
    }
    const start = performance.now();
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, now - start) / MOVE_MS);
      const ease = part * (2 - part);
      const scale = from.scale * (to.scale / from.scale) ** ease;
      const mix = to.scale === from.scale ? ease : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
      this.set({ x: from.x + (to.x - from.x) * mix, y: from.y + (to.y - from.y) * mix, scale }, part < 1 ? step : null);
    };
    this.request = this.again(step);
  }

  /** The mark at a pixel, the nearest of several. */
  at(pixel: [number, number]): Mark | null {
    let found: Mark | null = null;
    let best = REACH;
    for (const mark of this.current()) {
      const [x, y] = toFrame([mark.x, mark.y], this.camera, this.frame);
      const distance = Math.hypot(x - pixel[0], y - pixel[1]) - (mark.members.length > 1 ? 6 : 0);
      if (distance < best) {
        best = distance;
        found = mark;
      }
    }
    return found;
  }

  hover(mark: Mark | null): void {
    if (mark === this.hovered) return;
    this.hovered = mark;
    this.later();
  }

  planeAt(pixel: [number, number]): [number, number] {
    return toPlane(pixel, this.camera, this.frame);
  }

  /** Zoom into a group; false where it never comes apart. */
  open(mark: Mark): boolean {
    const scale = scaleToOpen(mark, this.scene.shown, this.camera.scale);
    if (scale === null) return false;
    this.go({ x: mark.x, y: mark.y, scale: scale * 1.02 });
    return true;
  }

  get atWorld(): boolean {
    return this.camera.scale <= Math.max(least(this.frame), world(this.frame).scale) * 1.01;
  }

  get atEnd(): boolean {
    return this.camera.scale >= MOST * 0.999;
  }

  /** The marks that this zoom shows. */
  current(): Mark[] {
    const step = stepOf(this.camera.scale);
    let marks = this.marks.get(step);
    if (!marks) {
      marks = cluster(this.scene.shown, step);
      this.marks.set(step, marks);
    }
    return marks;
  }

  /** Put the keyboard's focus on the map. */
  focus(): void {
    this.canvas.parentElement?.querySelector<HTMLElement>(".map-keys")?.focus();
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    clearTimeout(this.rest);
  }

  private set(camera: Camera, next: FrameRequestCallback | null = null): void {
    this.untouched = false;
    this.hovered = null;
    this.camera = bounded(camera, this.frame);
    this.busy();
    if (next) {
      this.draw();
      this.request = this.again(next);
    } else {
      this.later();
    }
    this.moved();
  }

  /** Something moves: names and coasts wait until it rests. */
  private busy(): void {
    this.moving = true;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.moving = false;
      this.later();
    }, REST_MS);
  }

  private again(callback: FrameRequestCallback): number {
    cancelAnimationFrame(this.request);
    return requestAnimationFrame(callback);
  }

  private later(): void {
    this.request = this.again(() => this.draw());
  }

  private draw(): void {
    const { context, frame, camera, density, colours } = this;
    if (!context || !frame.width) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    const [left, top] = toFrame([0, 0], camera, frame);
    context.setTransform(density * camera.scale, 0, 0, density * camera.scale, density * left, density * top);
    context.fillStyle = colours.ocean;
    context.fill(this.globe);
    context.fillStyle = colours.land;
    context.fill(this.land);
    context.strokeStyle = colours.coast;
    context.lineWidth = (colours.signs ? 1 : 0.6) / camera.scale;
    // While it moves, the coast is told by the land's colour, where there is one.
    if (!this.moving || colours.signs) context.stroke(this.land);
    context.setTransform(density, 0, 0, density, 0, 0);
    this.drawMarks(context);
  }

  private drawMarks(context: CanvasRenderingContext2D): void {
    const { frame, camera, scene } = this;
    const visible: Array<{ mark: Mark; x: number; y: number }> = [];
    for (const mark of this.current()) {
      const [x, y] = toFrame([mark.x, mark.y], camera, frame);
      if (x > -24 && y > -24 && x < frame.width + 24 && y < frame.height + 24) visible.push({ mark, x, y });
    }
    const many = this.moving && visible.length > RINGS_WHILE_MOVING;
    // All pictures first: a sheet that is painted on between two copies from it is copied whole each time.
    const sprites = visible.map(({ mark }) => this.markSprite(mark, many));
    visible.forEach(({ x, y }, at) => this.stamp(context, sprites[at] as Sprite, x, y));
    if (scene.home) this.stamp(context, this.sprites.sign({ path: HOME, colour: this.colours.ink }, "full"), ...toFrame(scene.home, camera, frame));
    const named = scene.shown.filter(({ place }) => place.id === scene.chosen || place.id === scene.active);
    for (const item of named) this.ring(context, item);
    const lines = labels(context, { frame, camera, visible, named, hovered: this.hovered, resting: !this.moving });
    for (const { text, x, y, width, strong } of lines) this.write(context, text, x, y, width, strong);
  }

  private spriteOf(item: Shown): Sprite {
    return this.sprites.sign(this.scene.signs.get(item.kind) as Sign, strokeOf(item));
  }

  /** The picture of a mark; of very many that move, a group's without its ring, which takes time to make. */
  private markSprite(mark: Mark, many: boolean): Sprite {
    if (mark.sprite) return mark.sprite;
    const { members } = mark;
    if (members.length > 1 && many) return this.sprites.group([], members.length);
    const [only] = members;
    mark.sprite = members.length === 1 && only ? this.spriteOf(only) : this.sprites.group(this.partsOf(members), members.length);
    return mark.sprite;
  }

  private partsOf(members: Shown[]): Array<[Sign, number]> {
    const counts = new Map<string, number>();
    for (const { kind } of members) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...this.scene.signs].filter(([id]) => counts.has(id)).map(([id, sign]) => [sign, counts.get(id) ?? 0]);
  }

  private stamp(context: CanvasRenderingContext2D, { sheet, x: left, y: top, side, size }: Sprite, x: number, y: number): void {
    const snapped = (value: number) => Math.round((value - size / 2) * this.density) / this.density;
    context.drawImage(sheet, left, top, side, side, snapped(x), snapped(y), size, size);
  }

  private ring(context: CanvasRenderingContext2D, item: Shown): void {
    if (!item.place.point) return;
    const [x, y] = toFrame(item.place.point, this.camera, this.frame);
    context.beginPath();
    context.arc(x, y, 15, 0, 7);
    context.strokeStyle = this.colours.paper;
    context.lineWidth = 6;
    context.stroke();
    context.strokeStyle = this.colours.ink;
    context.lineWidth = 3;
    context.stroke();
    this.stamp(context, this.spriteOf(item), x, y);
  }

  private write(context: CanvasRenderingContext2D, text: string, x: number, y: number, width: number, strong: boolean): void {
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.direction = "ltr";
    if (strong) {
      context.fillStyle = this.colours.ink;
      context.beginPath();
      context.rect(x - 6, y - 12, width + 12, 24);
      context.fill();
      context.fillStyle = this.colours.paper;
    } else {
      context.strokeStyle = this.colours.paper;
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeText(text, x, y);
      context.fillStyle = this.colours.ink;
    }
    context.fillText(text, x, y);
  }
}

