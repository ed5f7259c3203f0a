// The map as a picture that stands alone: signs, legend, date, sources, disclaimer. For slides and reports.
import { escapeHtml } from "../shared/downloads";
import { number } from "../shared/i18n";
import { cluster } from "./cluster";
import { outline } from "./projection";
import { strokeOf, type Sign, type Stroke } from "./look";
import type { Shown } from "./places";
import { HEIGHT, LAND, WIDTH } from "./basemap";

export interface Picture {
  title: string;
  shown: Shown[];
  kinds: Array<{ id: string; label: string; strong: boolean }>;
  signs: Map<string, Sign>;
  /** Lines below the map: how many, up to which year, date, sources, disclaimer. */
  notes: string[];
}

const FONT = 'font-family="system-ui, sans-serif"';
const CHARACTERS = 150;
const LINE = 15;

function signAt({ path, colour }: Sign, stroke: Stroke, x: number, y: number, size: number): string {
  const fill = stroke === "full" ? colour : "#fff";
  const dash = stroke === "undated" ? ' stroke-dasharray="3.4 2.6"' : "";
  return `<path transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size})" d="${path}" fill="${fill}" stroke="${stroke === "full" ? "#fff" : colour}" stroke-width="2.4"${dash}/>`;
}

/** Break a text into lines of about so many characters. */
export function lines(text: string, most = CHARACTERS): string[] {
  const found = [""];
  for (const word of text.split(/\s+/)) {
    const last = found[found.length - 1] as string;
    if (last && last.length + word.length > most) found.push(word);
    else found[found.length - 1] = last ? `${last} ${word}` : word;
  }
  return found;
}

/** The SVG file's text. */
export function svgFile({ title, shown, kinds, signs, notes }: Picture): string {
  const top = 46;
  const globe = outline().map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  const marks = cluster(shown, 0).map(({ x, y, members }) => {
    const [only] = members;
    const sign = only && signs.get(only.kind);
    if (members.length === 1 && only && sign) return signAt(sign, strokeOf(only), x, y, 0.55);
    return `<g><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${7 + Math.log2(members.length)}" fill="#1c2733" stroke="#fff"/><text x="${x.toFixed(1)}" y="${(y + 3.2).toFixed(1)}" font-size="9" font-weight="600" fill="#fff" text-anchor="middle">${escapeHtml(number(members.length))}</text></g>`;
  });
  const used = kinds.filter(({ id }) => shown.some(({ kind }) => kind === id));
  const legend = used.map(({ id, label, strong }, at) => {
    const [x, y] = [12 + (at % 3) * 330, top + HEIGHT + 22 + Math.floor(at / 3) * 20];
    const sign = signs.get(id);
    return `${sign ? signAt(sign, strong ? "full" : "weak", x, y - 4, 0.7) : ""}<text x="${x + 14}" y="${y}" font-size="13">${escapeHtml(label)}</text>`;
  });
  const below = top + HEIGHT + 22 + Math.ceil(used.length / 3) * 20 + 12;
  const text = notes.flatMap((note) => lines(note));
  const height = below + text.length * LINE + 8;
  const written = text.map((line, at) => `<text x="12" y="${below + at * LINE}" font-size="11" fill="#53606c">${escapeHtml(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" ${FONT} role="img" aria-labelledby="title"><title id="title">${escapeHtml(title)}</title><rect width="${WIDTH}" height="${height}" fill="#fff"/><text x="12" y="30" font-size="22" font-weight="650" fill="#1c2733">${escapeHtml(title)}</text><g transform="translate(0 ${top})"><path d="M${globe}Z" fill="#edf2f6"/><path d="${LAND}" fill="#cfd6cd"/>${marks.join("")}</g>${legend.join("")}${written.join("")}</svg>`;
}

