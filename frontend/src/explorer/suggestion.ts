// The fields of a suggested practice and their checks.
import type { Atlas } from "../shared/atlas";
import { n, t } from "../shared/i18n";

export interface SuggestionField {
  /** The column of the course team's spreadsheet. */
  name: string;
  label: string;
  /** 0: may stay empty. */
  least: number;
  most: number;
  long?: boolean;
  options?: string[];
  kind?: "year" | "link";
}

/** The fields in the order of the form. */
export function suggestionFields(atlas: Atlas): SuggestionField[] {
  const { themes, sizes, countries } = atlas.vocabulary;
  return [
    { name: "city", label: t("City"), least: 2, most: 80 },
    { name: "country", label: t("Country"), least: 1, most: 80, options: countries.map(({ name }) => name) },
    { name: "size", label: t("Size of city"), least: 1, most: 80, options: sizes.map(({ label }) => label) },
    { name: "title", label: t("Title"), least: 12, most: 90 },
    { name: "theme", label: t("Theme"), least: 1, most: 80, options: themes.map(({ label }) => label) },
    { name: "start", label: t("First year"), least: 0, most: 4, kind: "year" },
    { name: "problem", label: t("What was wrong"), least: 40, most: 900, long: true },
    { name: "action", label: t("What was done"), least: 80, most: 900, long: true },
    { name: "participants", label: t("Who took part"), least: 20, most: 900, long: true },
    { name: "basis", label: t("Legal or policy basis"), least: 0, most: 900, long: true },
    { name: "results", label: t("Results"), least: 0, most: 900, long: true },
    { name: "limits", label: t("What did not work, or stays open"), least: 0, most: 900, long: true },
    { name: "source_title", label: t("A published source: its title"), least: 5, most: 300 },
    { name: "source_publisher", label: t("A published source: who published it"), least: 2, most: 200 },
    { name: "source_url", label: t("A published source: its address"), least: 0, most: 600, kind: "link" },
  ];
}

/** What is wrong with each value, as sentences by field; empty when all is well. */
export function problems(fields: SuggestionField[], values: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const sentence = problemWith(field, (values[field.name] ?? "").trim());
    if (sentence) found[field.name] = sentence;
  }
  return found;
}

function problemWith({ least, options, kind }: SuggestionField, value: string): string {
  if (!value) return least ? t("This is needed.") : "";
  if (options) return "";
  if (value.length < least) return n("At least {count} character.", "At least {count} characters.", least);
  if (kind === "year" && !/^(1[89]|20)\d\d$/.test(value)) return t("Write a year, such as 2014.");
  if (kind === "link" && !/^https:\/\/\S[^\s.]*\.\S+$/.test(value)) return t("Write an address that starts with https://");
  return "";
}
