// What the learner asks the map for, and the answer.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import type { Choice, Facet } from "../shared/facets";
import { signsOf, type Sign } from "./look";
import { ask, kindsOf, placeFacets, placesOf, type Answer, type Kind, type Place } from "./places";
import type { Session } from "./session";

export interface MapQuery {
  atlas: Atlas;
  places: Place[];
  facets: Facet[];
  kinds: Kind[];
  signs: Map<string, Sign>;
  text: string;
  setText: (text: string) => void;
  choice: Choice;
  setChoice: (choice: Choice) => void;
  chosenKinds: ReadonlySet<string>;
  toggleKind: (id: string) => void;
  until: number | null;
  setUntil: (year: number | null) => void;
  answer: Answer;
  /** Back to what the author set. */
  clear: () => void;
  changed: boolean;
}

/** Kinds that the author chose and the atlas knows; none of them means all. */
export function kindsAtStart(kinds: Kind[], wanted: string[]): Set<string> {
  const known = wanted.filter((id) => kinds.some((kind) => kind.id === id));
  return new Set(known.length ? known : kinds.map(({ id }) => id));
}

/** The query of a map and its answer. */
export function useMapQuery(session: Session, atlas: Atlas): MapQuery {
  const places = useMemo(() => placesOf(atlas), [atlas]);
  const facets = useMemo(() => placeFacets(atlas, places), [places]);
  const kinds = useMemo(() => kindsOf(atlas), [atlas]);
  const signs = useMemo(() => signsOf(kinds), [kinds]);
  const first = useMemo(() => kindsAtStart(kinds, session.settings.kinds), [kinds]);
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<Choice>({});
  const [chosenKinds, setKinds] = useState<ReadonlySet<string>>(first);
  const [until, setUntil] = useState<number | null>(null);
  const answer = useMemo(() => ask(places, facets, { text, choice, kinds: chosenKinds, until }), [places, facets, text, choice, chosenKinds, until]);
  useEffect(() => {
    if (text.trim()) session.searched(text, answer.shown.length, Object.keys(choice));
  }, [text, answer]);
  const toggleKind = (id: string) => {
    const next = new Set(chosenKinds);
    if (!next.delete(id)) next.add(id);
    setKinds(next);
  };
  const clear = () => {
    setText("");
    setChoice({});
    setKinds(first);
    setUntil(null);
  };
  const changed = text !== "" || Object.keys(choice).length > 0 || until !== null || String([...chosenKinds].sort()) !== String([...first].sort());
  return useMemo(
    () => ({ atlas, places, facets, kinds, signs, text, setText, choice, setChoice, chosenKinds, toggleKind, until, setUntil, answer, clear, changed }),
    [answer],
  );
}
