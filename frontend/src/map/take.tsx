// Taking it away: the table as CSV, the map as an SVG file, a page to print.
import { h } from "preact";
import { csv, escapeHtml, printPage } from "../shared/downloads";
import { record } from "../shared/events";
import { date, n, t, year } from "../shared/i18n";
import { referenceText } from "../shared/source-list";
import { TakeFile } from "../shared/take-away";
import { PRACTICE, type Shown } from "./places";
import type { MapQuery } from "./query";
import type { Session } from "./session";
import { signWords } from "./speak";
import { svgFile } from "./svg-file";

/** The places shown, one a row; every act of recognition in its own words. */
export function placesCsv({ atlas, answer }: MapQuery): string {
  const heads = [t("Place"), t("Country"), t("World region"), t("Size of city"), t("Recognition"), t("Year"), t("Sources"), t("Practices"), t("Latitude"), t("Longitude")];
  const rows = answer.shown.map(({ place }) => [
    place.name,
    place.countryName,
    atlas.label("sections", place.section),
    atlas.label("sizes", place.city.size),
    place.acts.map((act) => `${atlas.label("recognition", act.kind)}: ${act.record.detail}`).join("\n"),
    place.acts.map((act) => act.year ?? "").join("\n"),
    place.acts.map((act) => (act.record.source ? referenceText(act.record.source) : "")).join("\n"),
    place.entries.map(({ practice }) => practice.title).join("\n"),
    place.city.lat,
    place.city.lon,
  ]);
  return csv([heads, ...rows]);
}

function notes({ atlas, answer, until }: MapQuery): string[] {
  const dated = answer.shown.filter(({ year: first }) => first !== null).length;
  const undated = answer.shown.filter(({ kind, year: first }) => first === null && kind !== PRACTICE).length;
  const count = n("{count} place", "{count} places", answer.shown.length);
  const time = until === null ? "" : t("Recognitions up to {year}.", { year: year(until) });
  return [
    [`${count}.`, time, n("{count} has a known year.", "{count} have a known year.", dated), n("{count} has none.", "{count} have none.", undated)].filter(Boolean).join(" "),
    t("Data of {date}. Sources: each place in the atlas names its own.", { date: date(atlas.updated) }),
    `${atlas.credits.join(" ")} ${t("Land: Natural Earth.")} ${atlas.licence}`,
    atlas.disclaimer,
  ];
}

/** The map as the text of an SVG file. */
export function mapSvg(title: string, query: MapQuery): string {
  return svgFile({ title, shown: query.answer.shown, kinds: query.kinds, signs: query.signs, notes: notes(query) });
}

function printed(title: string, query: MapQuery): string {
  const row = (item: Shown) =>
    [item.place.name, item.place.countryName, signWords(query.atlas, item), item.place.entries.map(({ practice }) => practice.title).join("; ")]
      .map((cell) => `<td>${escapeHtml(cell)}</td>`)
      .join("");
  const heads = [t("Place"), t("Country"), t("Recognition"), t("Practices")].map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>body{font:11pt/1.4 system-ui,sans-serif;margin:0}svg{width:100%}table{border-collapse:collapse;width:100%;font-size:9pt}td,th{border-bottom:1px solid #999;padding:2pt 4pt;text-align:start;vertical-align:top}thead{display:table-header-group}tr{break-inside:avoid}</style><body>${mapSvg(title, query)}<table><thead><tr>${heads}</tr></thead><tbody>${query.answer.shown.map((item) => `<tr>${row(item)}</tr>`).join("")}</tbody></table></body></html>`;
}

/** What stands behind "Copy or download". */
export function TakeAway({ session, query }: { session: Session; query: MapQuery }) {
  const title = session.settings.title || t("Map of human rights cities");
  const items = query.answer.shown.length;
  const taken = (format: string) => record(session.host, "list.exported", { format, items });
  return (
    <div class="notice">
      <h4>{t("Copy or download")}</h4>
      <p>{t("The files hold what the map shows now.")}</p>
      <div class="bar">
        <TakeFile
          button={n("Download {count} place (CSV)", "Download {count} places (CSV)", items)}
          name="places.csv"
          type="text/csv;charset=utf-8"
          label={t("The table, to copy")}
          text={placesCsv(query)}
          taken={() => taken("csv")}
        />
        <TakeFile
          button={t("Download the map (SVG)")}
          name="map.svg"
          type="image/svg+xml"
          label={t("The picture, to copy")}
          text={mapSvg(title, query)}
          taken={() => taken("svg")}
        />
        <button
          type="button"
          class="button"
          onClick={() => {
            printPage(printed(title, query));
            taken("print");
          }}
        >
          {t("Print")}
        </button>
      </div>
    </div>
  );
}
