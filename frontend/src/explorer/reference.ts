// A practice as a reference, a memo and a row: texts to take away.
import type { Atlas, Body, Entry } from "../shared/atlas";
import { csv, escapeHtml } from "../shared/downloads";
import { date, interfaceLanguage, t } from "../shared/i18n";
import type { NoteTexts } from "../shared/learner";
import { noteLines } from "../shared/note-words";
import { statusLabel, years } from "../shared/practice-words";
import { bodyParts } from "../shared/reader";
import { referenceText } from "../shared/source-list";
import { articlesOf } from "./articles";

/** "Title. City, Country, 2009 to 2014. In: Atlas of human rights cities, 20 May 2026." */
export function reference(atlas: Atlas, entry: Entry): string {
  const when = years(entry);
  const place = [entry.city.name, entry.countryName, when].filter(Boolean).join(", ");
  const atlasName = t("In: atlas of the course “Human rights at the local level”, {date}.", { date: date(atlas.updated) });
  return `${entry.practice.title}. ${place}. ${atlasName}`;
}

interface Memo {
  title: string;
  lines: Array<{ heading: string; texts: string[]; list?: boolean }>;
}

/** The one-page memo: the practice, the rights it serves, sources, the learner's note. */
export function memo(atlas: Atlas, entry: Entry, body: Body, note: NoteTexts | null): Memo {
  const { practice } = entry;
  const lines: Memo["lines"] = bodyParts(body).map(({ label, text }) => ({ heading: label, texts: [text] }));
  const rights = practice.rights.map((id) => [atlas.label("rights", id), articlesOf(id)].filter(Boolean).join(": "));
  lines.push({ heading: t("Rights and where they stand"), texts: rights, list: true });
  if (body.instruments.length) lines.push({ heading: t("Instruments"), texts: body.instruments, list: true });
  const answers = noteLines(note);
  if (answers.length) {
    lines.push({ heading: t("How would this work here?"), texts: answers.map(([question, text]) => `${question} ${text}`), list: true });
  }
  lines.push({ heading: t("Sources"), texts: body.sources.map(referenceText), list: true });
  return { title: `${practice.title} (${entry.city.name}, ${entry.countryName})`, lines };
}

/** The memo as text. */
export function memoText({ title, lines }: Memo): string {
  const parts = lines.map(({ heading, texts, list }) => `${heading}\n${texts.map((text) => (list ? `- ${text}` : text)).join("\n")}`);
  return [title, ...parts].join("\n\n");
}

/** The memo as a page to print. Every text is escaped. */
export function memoPage({ title, lines }: Memo, direction: string): string {
  const parts = lines.map(({ heading, texts, list }) => {
    const items = texts.map((text) => (list ? `<li dir="auto">${escapeHtml(text)}</li>` : `<p dir="auto">${escapeHtml(text)}</p>`));
    return `<h2>${escapeHtml(heading)}</h2>${list ? `<ul>${items.join("")}</ul>` : items.join("")}`;
  });
  const style =
    "body{font:11pt/1.4 system-ui,sans-serif;margin:1.5cm;color:#000}h1{font-size:16pt;margin:0 0 8pt}" +
    "h2{font-size:11pt;margin:8pt 0 2pt}p{margin:0 0 4pt}ul{margin:0;padding-inline-start:14pt}";
  return (
    `<!doctype html><html lang="${escapeHtml(interfaceLanguage())}" dir="${direction}"><head><meta charset="utf-8">` +
    `<title>${escapeHtml(title)}</title><style>${style}</style></head>` +
    `<body><h1 dir="auto">${escapeHtml(title)}</h1>${parts.join("")}</body></html>`
  );
}

/** A list of practices as CSV. */
export function listCsv(atlas: Atlas, entries: Entry[]): string {
  const head = [t("Title"), t("City"), t("Country"), t("World region"), t("Size of city"), t("Years"), t("Status"), t("Summary"), t("Themes"), t("Rights")];
  const rows = entries.map((entry) => [
    entry.practice.title,
    entry.city.name,
    entry.countryName,
    atlas.label("sections", entry.section),
    atlas.label("sizes", entry.city.size),
    years(entry),
    statusLabel(entry.practice.status),
    entry.practice.summary,
    entry.practice.themes.map((id) => atlas.label("themes", id)).join("; "),
    entry.practice.rights.map((id) => atlas.label("rights", id)).join("; "),
  ]);
  return csv([head, ...rows]);
}
