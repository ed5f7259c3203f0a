// The plan as plain text and as a page to print, from the outline that the server makes.
import { escapeHtml } from "../shared/downloads";
import type { Outline, OutlinePart } from "./types";

type Practice = NonNullable<OutlinePart["practices"]>[number];

function practiceTitle({ title, references }: Practice): string {
  return references ? `${title} [${references}]` : title;
}

function partText(part: OutlinePart): string[] {
  if (part.open) return [part.open];
  if (part.rows) {
    return part.rows.map((row, at) => `${at + 1}. ` + row.map((cell, column) => `${part.columns?.[column]}: ${cell}`).join("; "));
  }
  if (part.practices) {
    return part.practices.flatMap((practice) => [
      `- ${practiceTitle(practice)}${practice.place ? ` (${practice.place})` : ""}`,
      ...(practice.open ? [`  ${practice.open}`] : practice.notes.map(([asked, text]) => `  ${asked} ${text}`)),
    ]);
  }
  return part.paragraphs ?? [];
}

/** The chapters of the plan: its six steps, and what no step asks for. */
function chapters(outline: Outline): Array<{ title: string; parts: OutlinePart[] }> {
  const steps = outline.steps.map((step) => ({ title: `${step.number}. ${step.title}`, parts: step.parts }));
  return outline.kept ? [...steps, { title: outline.kept.heading, parts: outline.kept.parts }] : steps;
}

/** The plan as text that keeps its order in any program. */
export function outlineText(outline: Outline): string {
  const lines = [outline.title.toUpperCase(), outline.place, outline.date, outline.state].filter(Boolean);
  for (const { title, parts } of chapters(outline)) {
    lines.push("", "", title);
    for (const part of parts) lines.push("", part.heading, ...partText(part));
  }
  if (outline.references.items.length) {
    lines.push("", "", outline.references.heading, ...outline.references.items.map((item, at) => `[${at + 1}] ${item}`));
  }
  return [...lines, "", outline.origin].join("\n");
}

const auto = (tag: string, text: string, attributes = "") => `<${tag} dir="auto"${attributes}>${escapeHtml(text)}</${tag}>`;

function partHtml(part: OutlinePart): string {
  if (part.open) return auto("p", part.open, ' class="open"');
  if (part.rows) {
    const head = (part.columns ?? []).map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
    const rows = part.rows.map((row, at) => `<tr><td>${at + 1}</td>${row.map((cell) => auto("td", cell)).join("")}</tr>`).join("");
    return `<table><thead><tr><th scope="col">#</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
  }
  if (part.practices) return part.practices.map((practice) => practiceHtml(practice, part.under)).join("");
  return (part.paragraphs ?? []).map((text) => auto("p", text)).join("");
}

function practiceHtml(practice: Practice, under = false): string {
  const notes = practice.notes.map(([asked, text]) => `<tr><th scope="row">${escapeHtml(asked)}</th>${auto("td", text)}</tr>`).join("");
  return (
    auto(under ? "h5" : "h4", practiceTitle(practice)) +
    (practice.place ? auto("p", practice.place, ' class="quiet"') : "") +
    (practice.open ? auto("p", practice.open, ' class="open"') : `<table><tbody>${notes}</tbody></table>`)
  );
}

const PRINT_SHEET = `
body { font: 11pt/1.45 system-ui, "Noto Sans", "Noto Sans Arabic", Arial, sans-serif; color: #1c2733; margin: 2cm; }
h1 { font-size: 22pt; margin: 0; color: #1b4b73; } h2 { font-size: 15pt; margin: 18pt 0 4pt; color: #1b4b73; }
h3 { font-size: 11.5pt; margin: 10pt 0 2pt; } h4, h5 { font-size: 11pt; margin: 8pt 0 2pt; color: #1b4b73; }
h5 { color: #53606c; } h2, h3, h4, h5 { break-after: avoid; } p { margin: 0 0 4pt; } .quiet, .open { color: #53606c; }
table { border-collapse: collapse; inline-size: 100%; margin-block: 4pt 8pt; } tr { break-inside: avoid; }
th, td { border: 1px solid #7a8690; padding: 3pt 5pt; text-align: start; vertical-align: top; font-size: 10pt; }
thead { display: table-header-group; } th[scope="row"] { inline-size: 33%; }
@page { margin: 0; size: auto; }`;

/** The plan as a complete page. */
export function outlinePage(outline: Outline, language: string, direction: string): string {
  const steps = chapters(outline)
    .map(({ title, parts }) => auto("h2", title) + parts.map((part) => auto(part.under ? "h4" : "h3", part.heading) + partHtml(part)).join(""))
    .join("");
  const items = outline.references.items.map((item, at) => auto("p", `[${at + 1}] ${item}`)).join("");
  return (
    `<!doctype html><html lang="${escapeHtml(language)}" dir="${direction === "rtl" ? "rtl" : "ltr"}"><head><meta charset="utf-8">` +
    `<title>${escapeHtml(outline.title)}</title><style>${PRINT_SHEET}</style></head><body>` +
    auto("h1", outline.title) +
    [outline.place, outline.date, outline.state].filter(Boolean).map((line) => auto("p", line)).join("") +
    steps +
    (items && auto("h2", outline.references.heading) + items) +
    auto("p", outline.origin, ' class="quiet"') +
    "</body></html>"
  );
}
