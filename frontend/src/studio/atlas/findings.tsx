// What the checks of the atlas found, with its place in a record or in a spreadsheet.
import { h } from "preact";
import { t } from "../../shared/i18n";
import type { Finding } from "./store";

const MOST = 60;

function placeOf({ file, record, field, row, column }: Finding): string {
  if (row !== null && row !== undefined) {
    return column ? t("{file}, row {row}, column {column}", { file, row: String(row), column }) : t("{file}, row {row}", { file, row: String(row) });
  }
  return [record || file, field].filter(Boolean).join(", ");
}

/** A list of findings, errors first. */
export function Findings({ findings, title }: { findings: Finding[]; title: string }) {
  if (!findings.length) return null;
  const sorted = [...findings].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
  return (
    <div class={sorted[0]?.level === "error" ? "notice bad" : "notice warn"}>
      <p><strong>{title}</strong></p>
      <ul>
        {sorted.slice(0, MOST).map((finding, at) => (
          <li key={at}>
            {placeOf(finding)}: <span lang="en">{finding.message} {finding.action}</span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST && <p>{t("And {count} more.", { count: sorted.length - MOST })}</p>}
    </div>
  );
}
