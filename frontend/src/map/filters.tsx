// The filters of the map: region, country, size, theme of a practice.
import { h } from "preact";
import { useMemo } from "preact/hooks";
import { Chips, FacetList } from "../shared/facet-list";
import { filter, toggled, type Choice, type FacetKey } from "../shared/facets";
import { chosenAmong, placeFacets } from "./place-facets";
import { findPlaces } from "./places";
import type { MapQuery } from "./query";

/** Facets, and what is chosen as chips. */
export function Filters({ query }: { query: MapQuery }) {
  const { atlas, places, text, choice, narrow } = query;
  const facets = useMemo(() => placeFacets(atlas, places), [atlas, places]);
  const { counts } = useMemo(() => filter(facets, choice, findPlaces(places, text), places.length), [facets, choice, text]);
  const choose = (next: Choice) => narrow(next, chosenAmong(places, facets, next));
  const toggle = (key: FacetKey, id: string) => choose(toggled(choice, key, id));
  return (
    <div class="filter-panel">
      <Chips facets={facets} choice={choice} toggle={toggle} clear={() => choose({})} />
      <FacetList facets={facets} counts={counts} choice={choice} toggle={toggle} />
    </div>
  );
}
