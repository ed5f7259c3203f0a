// The filters of the map: region, country, size, theme of a practice.
import { h } from "preact";
import { Chips, FacetList } from "../shared/facet-list";
import { toggled, type FacetKey } from "../shared/facets";
import type { MapQuery } from "./query";

/** Facets, and what is chosen as chips. */
export function Filters({ query }: { query: MapQuery }) {
  const { facets, answer, choice, setChoice } = query;
  const toggle = (key: FacetKey, id: string) => setChoice(toggled(choice, key, id));
  return (
    <div class="filter-panel">
      <Chips facets={facets} choice={choice} toggle={toggle} clear={() => setChoice({})} />
      <FacetList facets={facets} counts={answer.facetCounts} choice={choice} toggle={toggle} />
    </div>
  );
}
