// Short words about a practice.
import type { Entry } from "./atlas";
import { t, year } from "./i18n";

/** The years of a practice: "2009 to 2014", "since 2016", "". */
export function years({ practice }: Entry): string {
  const { start, end, status } = practice;
  if (start && end) return start === end ? year(start) : t("{start} to {end}", { start: year(start), end: year(end) });
  if (start && status === "active") return t("since {start}", { start: year(start) });
  if (start) return t("from {start}", { start: year(start) });
  return end ? t("until {end}", { end: year(end) }) : "";
}

/** The years and what is known of the status: "since 2016 · Still active", "from 2020 · Status: Not known". */
export function standing(entry: Entry): string {
  const { status } = entry.practice;
  const said = statusLabel(status);
  return [years(entry), status === "unknown" ? `${t("Status")}: ${said}` : said].filter(Boolean).join(" · ");
}

/** The words for a practice's status. */
export function statusLabel(status: string): string {
  if (status === "active") return t("Still active");
  if (status === "ended") return t("Ended");
  if (status === "planned") return t("Planned");
  return t("Not known");
}
