// Search by the beginning of a name, and filters behind a button.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import type { MapQuery } from "./query";
import type { Session } from "./session";
import { WithMore } from "./with-more";

/** The first line of controls; they work once the atlas is there. */
export function SearchBar({ query, session, count }: { query: MapQuery | null; session: Session; count: string }) {
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
      {filters && query && <WithMore host={session.host}>{(more) => <more.Filters query={query} />}</WithMore>}
    </div>
  );
}
