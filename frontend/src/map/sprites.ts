// Marks drawn once and then copied: what moves must be cheap.
import { number } from "../shared/i18n";
import { radiusOf } from "./cluster";
import type { Sign, Stroke } from "./look";

export interface Colours {
  ocean: string;
  land: string;
  coast: string;
  paper: string;
  ink: string;
  accent: string;
  /** Set where the reader's system chooses the colours: signs keep their shapes. */
  signs: string;
}

/** Read the colours from the style sheet, where the system's own take their place if the reader wants that. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    ocean: read("ocean"),
    land: read("land"),
    coast: read("coast"),
    paper: read("paper"),
    ink: read("ink"),
    accent: read("accent"),
    signs: read("signs"),
  };
}

export const SIGN_SIZE = 17;

const CELL = 48;
const SHEET = 8;

/** A mark on a sheet: many on one, because making a canvas takes long. */
export interface Sprite {
  sheet: HTMLCanvasElement;
  x: number;
  y: number;
  /** In pixels of the sheet. */
  side: number;
  /** In CSS pixels. */
  size: number;
}

export class Sprites {
  private made = new Map<string, Sprite>();
  private sheet!: HTMLCanvasElement;
  private context: CanvasRenderingContext2D | null = null;

  constructor(
    private readonly colours: Colours,
    private readonly density: number,
  ) {}

  sign(sign: Sign, stroke: Stroke): Sprite {
    return this.make(sign.path + stroke, (context) => paintSign(context, sign, stroke, this.colours));
  }

  /** A disc with a count, larger for more, and round it the colours of what it holds. */
  group(parts: Array<[Sign, number]>, count: number): Sprite {
    const { paper, ink, signs } = this.colours;
    const radius = radiusOf(count);
    return this.make(`${count} ${parts.map(([{ colour }, part]) => colour + part).join()}`, (context) => {
      const disc = (size: number, colour: string) => {
        context.beginPath();
        context.arc(0, 0, size, 0, 7);
        context.fillStyle = colour;
        context.fill();
      };
      disc(radius + 4, paper);
      let from = -Math.PI / 2;
      context.lineWidth = 4;
      for (const [{ colour }, part] of parts) {
        const to = from + (2 * Math.PI * part) / count;
        context.beginPath();
        context.arc(0, 0, radius + 1, from, to);
        context.strokeStyle = signs || colour;
        context.stroke();
        from = to;
      }
      disc(radius - 1, paper);
      disc(radius - 2, ink);
      context.fillStyle = paper;
      context.font = "600 12px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(number(count), 0, 1);
    });
  }

  private make(key: string, paint: (context: CanvasRenderingContext2D) => void): Sprite {
    const known = this.made.get(key);
    if (known) return known;
    const place = this.made.size % (SHEET * SHEET);
    if (!place) this.newSheet();
    const side = Math.ceil(CELL * this.density);
    const sprite = { sheet: this.sheet, x: (place % SHEET) * side, y: Math.floor(place / SHEET) * side, side, size: side / this.density };
    const { context } = this;
    if (context) {
      context.save();
      context.setTransform(this.density, 0, 0, this.density, sprite.x + side / 2, sprite.y + side / 2);
      paint(context);
      context.restore();
    }
    this.made.set(key, sprite);
    return sprite;
  }

  private newSheet(): void {
    this.sheet = document.createElement("canvas");
    this.sheet.width = this.sheet.height = SHEET * Math.ceil(CELL * this.density);
    this.context = this.sheet.getContext("2d");
  }
}

/** A sign round the origin, 17 pixels wide. */
function paintSign(context: CanvasRenderingContext2D, { path, colour }: Sign, stroke: Stroke, { paper, signs }: Colours): void {
  const shape = new Path2D(path);
  const own = signs || colour;
  context.scale(SIGN_SIZE / 20, SIGN_SIZE / 20);
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.lineWidth = 5;
  context.stroke(shape);
  context.fillStyle = stroke === "full" ? own : paper;
  context.fill(shape);
  if (stroke === "full") return;
  context.strokeStyle = own;
  context.lineWidth = 2.6;
  if (stroke === "undated") context.setLineDash([3.4, 2.6]);
  context.stroke(shape);
}
