// A long table that draws only the rows in sight.
import { h } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { fold, words } from "../../shared/fold";
import { n, t } from "../../shared/i18n";
import { COUNTRIES } from "./files";
import { textOf, type Item, type Kind } from "./item";

const NAMES = new Map(COUNTRIES.map(({ code, name }) => [code, name]));
const ROW = 52;
const WINDOW = 312;
const MARGIN = 6;

export interface Line {
  item: Item;
  id: string;
  title: string;
  place: string;
  changed: boolean;
  searched: string;
}

/** Lines of a kind, by title. */
export function linesOf(kind: Kind, items: Item[], cityOf: (id: string) => string, isChanged: (id: string) => boolean): Line[] {
  const compare = new Intl.Collator("en").compare;
  return items
    .map((item) => {
      const id = textOf(item.card.id);
      const title = textOf(kind === "city" ? item.card.name : item.card.title);
      const place = kind === "city" ? (NAMES.get(textOf(item.card.country)) ?? textOf(item.card.country)) : cityOf(textOf(item.card.city));
      return { item, id, title, place, changed: isChanged(id), searched: fold(`${title} ${place} ${id} ${textOf(item.card.local_name)}`) };
    })
    .sort((a, b) => compare(a.title, b.title));
}

interface Props {
  kind: Kind;
  lines: Line[];
  open: (id: string) => void;
}

/** A search field and the rows that match. */
export function Table({ kind, lines, open }: Props) {
  const [search, setSearch] = useState("");
  const [top, setTop] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const wanted = words(search);
  const shown = useMemo(() => (wanted.length ? lines.filter(({ searched }) => wanted.every((word) => searched.includes(word))) : lines), [lines, search]);
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
    setTop(0);
  }, [search, kind]);
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
  const rows = shown.slice(first, first + Math.ceil(WINDOW / ROW) + 2 * MARGIN);
  const label = kind === "city" ? t("Cities") : t("Practices");
  return (
    <div>
      <label class="field">
        <span>{kind === "city" ? t("Search cities") : t("Search practices")}</span>
        <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      <p class="quiet" role="status">
        {kind === "city" ? n("{count} city", "{count} cities", shown.length) : n("{count} practice", "{count} practices", shown.length)}
      </p>
      <div class="window" ref={frame} tabIndex={0} role="table" aria-label={label} aria-rowcount={shown.length} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
        <div role="rowgroup" style={{ height: `${shown.length * ROW}px`, position: "relative" }}>
          {rows.map((line, at) => (
            <div key={line.id} role="row" aria-rowindex={first + at + 1} class="line" style={{ top: `${(first + at) * ROW}px`, height: `${ROW}px` }}>
              <span role="cell" class="line-title">
                <button type="button" class="plain" onClick={() => open(line.id)}>{line.title || line.id}</button>
              </span>
              <span role="cell" class="line-place">{line.place}</span>
              <span role="cell" class="line-mark">{line.changed ? t("changed") : ""}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
