// What the learner asks for: text, filters, order; and the result.
import { useEffect, useMemo } from "preact/hooks";
import type { Atlas, Entry } from "../shared/atlas";
import { filter, makeFacets, type Choice, type Facet, type FacetKey } from "../shared/facets";
import type { Territory } from "../shared/learner";
import { Signal, useSignal } from "../shared/signal";
import { inOrder, type Order } from "./order";
import { Search } from "./search";
import type { Session } from "./session";

/** By then the frame with the count and the first card is painted. */
const PAINTED_MS = 30;

/** Values of a preset that the atlas knows; the author is told about the others. */
export function knownChoice(facets: Facet[], choice: Choice): Choice {
  const known: Choice = {};
  for (const { key, values } of facets) {
    const ids = (choice[key] ?? []).filter((id) => values.some((value) => value.id === id));
    if (ids.length) known[key] = ids;
  }
  return known;
}

/**
 * The query of an explorer. An answer reaches the screen in two steps: the count and the first card watch `result` and
 * change at once; all else is drawn anew when `settled` changes, once they are painted.
 */
export class Query {
  readonly facets: Facet[];
  /** Values that the learner may not remove. */
  readonly fixed: Choice;
  /** What matches, in order. */
  readonly result: Signal<Entry[]>;
  /** The result that everything on the screen shows. */
  readonly settled: Signal<Entry[]>;
  text = "";
  choice: Choice;
  mine: Territory | null = null;
  private wantedOrder: Order | null = null;
  private readonly search: Search;
  private indexed = false;
  private found: number[] | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly atlas: Atlas,
  ) {
    const { preset, widening } = session.settings;
    this.facets = makeFacets(atlas, atlas.entries);
    this.choice = knownChoice(this.facets, preset);
    this.fixed = widening ? {} : this.choice;
    this.search = new Search(atlas);
    this.mine = session.learner.territory.state.value.value;
    this.result = new Signal(this.answer());
    this.settled = new Signal(this.result.value);
  }

  /** Make the index soon, and follow what the learner says of their city, until the returned function is called. */
  start(): () => void {
    const timer = setTimeout(() => this.prepare(), 300);
    const { state } = this.session.learner.territory;
    const follow = () => {
      if (this.mine === state.value.value) return;
      this.mine = state.value.value;
      this.change();
    };
    follow();
    const leave = state.watch(follow);
    return () => {
      clearTimeout(timer);
      clearTimeout(this.timer);
      leave();
    };
  }

  /** Start making the index. */
  prepare(): void {
    void this.search.prepare().then(() => {
      if (this.indexed) return;
      this.indexed = true;
      if (this.text.trim()) this.setText(this.text);
    });
  }

  setText(text: string): void {
    this.text = text;
    const asked = text.trim();
    this.found = asked && this.indexed ? this.search.find(asked) : null;
    this.change();
  }

  setChoice(choice: Choice): void {
    this.choice = choice;
    this.change();
  }

  setOrder(order: Order | null): void {
    this.wantedOrder = order;
    this.change();
  }

  get order(): Order {
    if (this.wantedOrder) return this.wantedOrder;
    if (this.text.trim()) return "relevance";
    return this.mine?.size || this.mine?.section ? "similar" : "city";
  }

  /** What each value of each facet would give. */
  get counts(): Map<FacetKey, number[]> {
    return filter(this.facets, this.choice, this.found, this.atlas.entries.length).counts;
  }

  /** How many would match the text without any filter that the learner may remove; zero while something matches. */
  get wider(): number {
    return this.result.value.length ? 0 : this.matching(this.fixed).length;
  }

  /** Where nothing has all words of the text: those that something has, with how many. */
  get parts(): Array<[word: string, count: number]> {
    return this.found && !this.found.length ? this.search.parts(this.text) : [];
  }

  private matching(choice: Choice): number[] {
    return filter(this.facets, choice, this.found, this.atlas.entries.length, false).matches;
  }

  private answer(): Entry[] {
    const { entries } = this.atlas;
    return inOrder(entries, this.matching(this.choice), this.order, this.mine).map((at) => entries[at] as Entry);
  }

  private change(): void {
    const before = this.result.value.length;
    this.result.set(this.answer());
    clearTimeout(this.timer);
    // Between cards and "nothing matches" there is no card to change: then all is drawn at once.
    if (!before || !this.result.value.length) this.settle();
    else this.timer = setTimeout(() => this.settle(), PAINTED_MS);
  }

  private settle(): void {
    const asked = this.text.trim();
    if (asked && this.indexed) this.session.searched(asked, this.result.value.length, Object.keys(this.choice));
    this.settled.set(this.result.value);
  }
}

/** The query of an explorer; what calls this is drawn anew when an answer has settled. */
export function useQuery(session: Session, atlas: Atlas): Query {
  const query = useMemo(() => new Query(session, atlas), [atlas]);
  useEffect(() => query.start(), [query]);
  useSignal(query.settled);
  return query;
}
