// Search, filters, result.
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { Atlas, Entry } from "../shared/atlas";
import { Chips, FacetList } from "../shared/facet-list";
import { toggled, type FacetKey } from "../shared/facets";
import { n, number, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { Cards } from "./cards";
import { Mine } from "./mine";
import type { Order } from "./order";
import type { Query } from "./query";
import type { Session } from "./session";
import { TakeList } from "./take-list";

export interface FindProps {
  session: Session;
  atlas: Atlas;
  query: Query;
  compared: string[];
  compare: (id: string) => void;
  read: (entry: Entry) => void;
  /** The practice that was just read: its card takes the focus. */
  back: string | null;
}

/** The first part of the explorer. */
export function Find(props: FindProps) {
  const { query, session, atlas } = props;
  const { choice, fixed, facets } = query;
  const entries = query.result.value;
  const [filters, setFilters] = useState(false);
  const counted = useRef<HTMLElement>(null);
  const count = countOf(entries);
  useEffect(() => announce(count, 1_200), [count]);
  const toggle = (key: FacetKey, id: string) => query.setChoice(toggled(query.choice, key, id));
  const clear = () => query.setChoice(fixed);
  const showResult = () => {
    setFilters(false);
    counted.current?.focus();
  };
  // What an answer does not change is not looked at again.
  const mine = useMemo(() => <Mine session={session} atlas={atlas} />, [atlas]);
  const search = useMemo(() => <SearchBar query={query} />, [query.text, query.order, query.mine]);
  const chips = useMemo(() => <Chips facets={facets} choice={choice} fixed={fixed} toggle={toggle} clear={clear} />, [facets, choice]);
  const list = useMemo(() => {
    const free = facets.filter(({ key }) => !fixed[key]);
    return filters && <FacetList facets={free} counts={query.counts} choice={choice} toggle={toggle} />;
  }, [filters, facets, entries]);
  return (
    <div>
      {search}
      {mine}
      {chips}
      <button type="button" class="button filters" aria-expanded={filters} onClick={() => setFilters(!filters)}>
        {filters ? t("Hide the filters") : t("Filters")}
      </button>
      <div class={filters ? "columns open" : "columns"}>
        {filters && (
          <div>
            {list}
            <button type="button" class="button main narrow" onClick={showResult}>
              {n("Show {count} practice", "Show {count} practices", entries.length)}
            </button>
          </div>
        )}
        <div class="result">
          <div class="bar">
            <strong class="count" tabIndex={-1} ref={counted}>
              <Count query={query} />
            </strong>
            <TakeList {...props} />
          </div>
          {entries.length ? <Cards {...props} entries={entries} answer={query.result} /> : <Nothing query={query} clear={clear} />}
        </div>
      </div>
    </div>
  );
}

const countOf = ({ length }: Entry[]) => n("{count} practice", "{count} practices", length);

/** How many: follows each letter at once. */
function Count({ query }: { query: Query }) {
  return <Fragment>{useSignal(query.result, countOf)}</Fragment>;
}

function SearchBar({ query }: { query: Query }) {
  const orders: Array<[Order, string]> = [
    ["city", t("City")],
    ["newest", t("Newest first")],
  ];
  if (query.mine?.size || query.mine?.section) orders.unshift(["similar", t("Most like my city")]);
  if (query.text.trim()) orders.unshift(["relevance", t("Best match")]);
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{t("Search")}</span>
        <input
          type="search"
          dir="auto"
          maxLength={100}
          placeholder={t("City, country or word")}
          value={query.text}
          onFocus={() => query.prepare()}
          onInput={(event) => query.setText(event.currentTarget.value)}
        />
      </label>
      <label class="field order">
        <span>{t("Order")}</span>
        <select value={query.order} onChange={(event) => query.setOrder(event.currentTarget.value as Order)}>
          {orders.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

function Nothing({ query, clear }: { query: Query; clear: () => void }) {
  const { wider, parts } = query;
  return (
    <div class="notice">
      <p>
        {wider > 0
          ? n("No practice matches your filters. {count} matches without them.", "No practice matches your filters. {count} match without them.", wider)
          : parts.length
            ? t("No practice has all these words. Try one of them:")
            : t("No practice matches. Try another word, or a shorter one.")}
      </p>
      <div class="bar">
        {parts.map(([word, count]) => (
          <button key={word} type="button" class="button" onClick={() => query.setText(word)}>
            {t("Only “{word}”", { word })} ({number(count)})
          </button>
        ))}
        {query.text && (
          <button type="button" class="button" onClick={() => query.setText("")}>
            {t("Clear the search")}
          </button>
        )}
        {wider > 0 && (
          <button type="button" class="button" onClick={clear}>
            {t("Clear all filters")}
          </button>
        )}
      </div>
    </div>
  );
}
