// The same places as a table that sorts.
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { n, number, t, year } from "../shared/i18n";
import { strokeOf } from "./look";
import type { ListProps } from "./list";
import { PRACTICE, type Shown } from "./places";
import { SignPicture } from "./sign";

const FIRST = 50;

export interface Column {
  key: string;
  label: string;
  value: (item: Shown) => string | number;
}

/** The columns of the table and of the CSV file that people sort by. */
export function columnsOf(label: (kind: "recognition" | "sections" | "sizes", id: string) => string): Column[] {
  const kind = (item: Shown) => (item.kind === PRACTICE ? t("A practice only") : label("recognition", item.kind));
  return [
    { key: "place", label: t("Place"), value: ({ place }) => place.name },
    { key: "country", label: t("Country"), value: ({ place }) => place.countryName },
    { key: "section", label: t("World region"), value: ({ place }) => label("sections", place.section) },
    { key: "kind", label: t("Recognition"), value: kind },
    { key: "year", label: t("Year"), value: ({ year: first }) => first ?? 0 },
    { key: "practices", label: t("Practices"), value: ({ place }) => place.entries.length },
  ];
}

/** Sort by a column; what is equal keeps the order by name, what has no year comes last. */
export function sorted(shown: Shown[], { value }: Column, descending: boolean): Shown[] {
  const compare = new Intl.Collator("en").compare;
  const sign = descending ? -1 : 1;
  return [...shown].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (typeof x === "string" || typeof y === "string") return sign * compare(String(x), String(y));
    if (!x || !y) return x === y ? 0 : x ? -1 : 1;
    return sign * (x - y);
  });
}

/** The table; the chosen place is marked. */
export function PlaceTable({ query, chosen, choose }: ListProps) {
  const columns = useMemo(() => columnsOf((kind, id) => query.atlas.label(kind, id)), [query.atlas]);
  const [order, setOrder] = useState({ key: "place", descending: false });
  const [all, setAll] = useState(false);
  const column = columns.find(({ key }) => key === order.key) ?? (columns[0] as Column);
  const rows = useMemo(() => sorted(query.answer.shown, column, order.descending), [query.answer.shown, column, order]);
  const direction = order.descending ? "descending" : "ascending";
  return (
    <div>
      <div class="scroll" role="region" aria-label={t("Table of places")} tabIndex={0}>
        <table class="table">
          <caption class="unseen">{t("Places shown on the map. Press a heading to sort.")}</caption>
          <thead>
            <tr>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" aria-sort={key === order.key ? direction : undefined}>
                  <button type="button" onClick={() => setOrder({ key, descending: key === order.key && !order.descending })}>
                    {label}
                    <span aria-hidden="true">{key === order.key ? (order.descending ? " ▼" : " ▲") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? undefined : FIRST).map((item) => (
              <Row key={item.place.id} item={item} query={query} chosen={chosen} choose={choose} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      {!all && rows.length > FIRST && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {n("Show {count} more place", "Show {count} more places", rows.length - FIRST)}
        </button>
      )}
    </div>
  );
}

type RowProps = Omit<ListProps, "session"> & { item: Shown; columns: Column[] };

function Row({ item, query, chosen, choose, columns }: RowProps) {
  const { place } = item;
  const sign = query.signs.get(item.kind);
  const cells = columns.slice(1).map(({ key, value }) => {
    if (key === "year") return item.year ? year(item.year) : t("not known");
    const found = value(item);
    return typeof found === "number" ? number(found) : found;
  });
  return (
    <tr>
      <th scope="row">
        <button type="button" aria-current={place.id === chosen ? "true" : undefined} onClick={() => choose(place.id)}>
          {sign && <SignPicture sign={sign} stroke={strokeOf(item)} />} <span dir="auto">{place.name}</span>
        </button>
      </th>
      {cells.map((cell, at) => (
        <td key={at} dir="auto">
          {cell}
        </td>
      ))}
    </tr>
  );
}
