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

export class Sprites {
  private made = new Map<string, HTMLCanvasElement>();

  constructor(
    private readonly colours: Colours,
    private readonly density: number,
  ) {}

  sign(sign: Sign, stroke: Stroke): HTMLCanvasElement {
    return this.make(sign.path + stroke, SIGN_SIZE + 6, (context) => paintSign(context, sign, stroke, this.colours));
  }

  /** A disc with a count, larger for more, and round it the colours of what it holds. */
  group(parts: Array<[Sign, number]>, count: number): HTMLCanvasElement {
    const { paper, ink, signs } = this.colours;
    const radius = radiusOf(count);
    return this.make(`${count} ${parts.map(([{ colour }, part]) => colour + part).join()}`, 2 * radius + 10, (context) => {
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

  private make(key: string, size: number, paint: (context: CanvasRenderingContext2D) => void): HTMLCanvasElement {
    const known = this.made.get(key);
    if (known) return known;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(size * this.density);
    const context = canvas.getContext("2d");
    if (context) {
      context.translate(canvas.width / 2, canvas.height / 2);
      context.scale(this.density, this.density);
      paint(context);
    }
    this.made.set(key, canvas);
    return canvas;
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
