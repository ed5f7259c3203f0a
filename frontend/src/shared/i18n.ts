// Texts of the interface. `t("Save")`, `t("Opened {count} of {all}", { count, all })`, `n("{count} practice",
// "{count} practices", count)`. The tool that makes the catalogues finds these calls: give them plain strings.

/** A catalogue as the platform's own JS catalogues have it, in `window[namespace]`. */
interface Catalogue {
  gettext(text: string): string;
  ngettext(one: string, many: string, count: number): string;
}

type Values = Record<string, string | number>;

let catalogue: Catalogue | null = null;
let language = "en";
// Made once: `toLocaleString` makes its formatter anew at each call, which a list of a hundred counts pays for.
let grouped = new Intl.NumberFormat(language);
let ungrouped = new Intl.NumberFormat(language, { useGrouping: false });
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/** The language of the interface, a BCP 47 tag that `Intl` knows. */
export function interfaceLanguage(): string {
  return language;
}

/** Take a language and, if it is there, its catalogue. Unknown tags fall back to English. */
export function useLanguage(tag: string, namespace: string): void {
  try {
    language = Intl.getCanonicalLocales(tag.replace("_", "-"))[0] ?? "en";
  } catch {
    language = "en";
  }
  grouped = new Intl.NumberFormat(language);
  ungrouped = new Intl.NumberFormat(language, { useGrouping: false });
  const found = (window as unknown as Record<string, unknown>)[namespace] as Partial<Catalogue> | undefined;
  catalogue = found && typeof found.gettext === "function" && typeof found.ngettext === "function" ? (found as Catalogue) : null;
}

/** A name inside a sentence that runs the other way keeps its own order, and does not change that of the sentence. */
function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(language) ? `\u2068${value}\u2069` : value;
}

function fill(text: string, values?: Values): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : isolated(value);
  });
}

/** Translate a text; numbers among the values are written as the language writes them. */
export function t(text: string, values?: Values): string {
  return fill(catalogue ? catalogue.gettext(text) : text, values);
}

/** Translate a text that depends on a number; `{count}` is that number. */
export function n(one: string, many: string, count: number, values?: Values): string {
  const text = catalogue ? catalogue.ngettext(one, many, count) : count === 1 ? one : many;
  return fill(text, { count, ...values });
}

/** Write a number as the interface's language does. */
export function number(value: number): string {
  return grouped.format(value);
}

/** Plain "en" would be American; our English is the international one: 25 November 2026, 17:21. */
const ofDates = () => (language === "en" ? "en-GB" : language);

/** Write a day, given as `YYYY-MM-DD`, or a moment, as the interface's language does. */
export function date(value: string | Date): string {
  const moment = typeof value === "string" ? new Date(`${value}T12:00:00Z`) : value;
  if (Number.isNaN(moment.getTime())) return String(value);
  return moment.toLocaleDateString(ofDates(), { year: "numeric", month: "long", day: "numeric" });
}

/** Write a time of day. */
export function time(moment: Date): string {
  return moment.toLocaleTimeString(ofDates(), { hour: "2-digit", minute: "2-digit" });
}

/** Years are written without separators. */
export function year(value: number): string {
  return ungrouped.format(value);
}

/** "a, b and c" in the interface's language. */
export function list(items: string[]): string {
  try {
    const Format = (Intl as unknown as { ListFormat: new (tag: string) => { format(items: string[]): string } }).ListFormat;
    return new Format(language).format(items);
  } catch {
    return items.join(", ");
  }
}
