// What the learner asks for: text, filters, order; and the result.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Atlas, Entry } from "../shared/atlas";
import { filter, makeFacets, type Choice, type Facet, type FacetKey } from "../shared/facets";
import type { Territory } from "../shared/learner";
import { useSignal } from "../shared/signal";
import { inOrder, type Order } from "./order";
import { Search } from "./search";
import type { Session } from "./session";

export interface Query {
  text: string;
  setText: (text: string) => void;
  choice: Choice;
  setChoice: (change: (old: Choice) => Choice) => void;
  fixed: Choice;
  order: Order;
  setOrder: (order: Order | null) => void;
  mine: Territory | null;
  facets: Facet[];
  counts: Map<FacetKey, number[]>;
  /** The result, in order. */
  entries: Entry[];
  /** How many would match the text without any filter that the learner may remove. */
  wider: number;
  /** Where nothing has all words of the text: those that something has, with how many. */
  parts: Array<[word: string, count: number]>;
  /** The filters are on screen: count what each value would give. */
  setCounting: (counting: boolean) => void;
  /** Start making the index. */
  prepare: () => void;
}

const NOTHING: Choice = {};

/** Values of a preset that the atlas knows; the author is told about the others. */
export function knownChoice(facets: Facet[], choice: Choice): Choice {
  const known: Choice = {};
  for (const { key, values } of facets) {
    const ids = (choice[key] ?? []).filter((id) => values.some((value) => value.id === id));
    if (ids.length) known[key] = ids;
  }
  return known;
}

/** The query of an explorer and its result. */
export function useQuery(session: Session, atlas: Atlas): Query {
  const { preset, widening } = session.settings;
  const [text, setText] = useState("");
  const [wantedOrder, setOrder] = useState<Order | null>(null);
  const [indexed, setIndexed] = useState(false);
  const [counting, setCounting] = useState(false);
  const facets = useMemo(() => makeFacets(atlas, atlas.entries), [atlas]);
  const start = useMemo(() => knownChoice(facets, preset), [facets]);
  const [choice, setChoice] = useState<Choice>(start);
  const search = useMemo(() => new Search(atlas), [atlas]);
  const mine = useSignal(session.learner.territory.state).value;
  const prepare = () => void search.prepare().then(() => setIndexed(true));
  useEffect(() => {
    const timer = setTimeout(prepare, 300);
    return () => clearTimeout(timer);
  }, [search]);
  const asked = text.trim();
  const found = useMemo(() => (asked && indexed ? search.find(asked) : null), [asked, indexed, search]);
  const filtered = useMemo(
    () => filter(facets, choice, found, atlas.entries.length, counting),
    [facets, choice, found, counting],
  );
  const order = wantedOrder ?? (asked ? "relevance" : mine?.size || mine?.section ? "similar" : "city");
  const positions = useMemo(() => inOrder(atlas.entries, filtered.matches, order, mine), [filtered, order, mine]);
  const entries = useMemo(() => positions.map((at) => atlas.entries[at] as Entry), [positions]);
  const fixed = widening ? NOTHING : start;
  const wider = useMemo(
    () => (filtered.matches.length ? 0 : filter(facets, fixed, found, atlas.entries.length, false).matches.length),
    [filtered, found],
  );
  const parts = useMemo(() => (found && !found.length ? search.parts(asked) : []), [found]);
  useEffect(() => {
    if (asked && indexed) session.searched(asked, entries.length, Object.keys(choice));
  }, [asked, entries]);
  return {
    text,
    setText,
    choice,
    setChoice,
    fixed,
    order,
    setOrder,
    mine,
    facets,
    counts: filtered.counts,
    entries,
    wider,
    parts,
    setCounting,
    prepare,
  };
}
