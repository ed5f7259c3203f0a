// Search by the beginning of a name, and filters behind a button.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import type { MapQuery } from "./query";

/** The first line of controls; they work once the atlas is there. */
export function SearchBar({ query, count }: { query: MapQuery | null; count: string }) {
  const [filters, setFilters] = useState(false);
  return (
    <div>
      <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{t("Search")}</span>
          <input
            type="search"
            dir="auto"
            maxLength={100}
            placeholder={t("City or country")}
            disabled={!query}
            value={query?.text ?? ""}
            onInput={(event) => query?.setText(event.currentTarget.value)}
          />
        </label>
        <div class="bar">
          <button type="button" class="button filters" aria-expanded={filters} disabled={!query} onClick={() => setFilters(!filters)}>
            {filters ? t("Hide the filters") : t("Filters")}
          </button>
          {query?.changed && (
            <button type="button" class="plain" onClick={query.clear}>
              {t("Back to the start")}
            </button>
          )}
          <strong class="count">{count}</strong>
        </div>
      </form>
      {filters && query && <Lazy load={() => import("./more")}>{(part) => <part.Filters query={query} />}</Lazy>}
    </div>
  );
}
