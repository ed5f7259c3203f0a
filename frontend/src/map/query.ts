// What the learner asks the map for, and the answer.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import type { Choice } from "../shared/facets";
import { signsOf, type Sign } from "./look";
import { ask, kindsOf, placesOf, type Answer, type Kind, type Place } from "./places";
import type { Session } from "./session";

export interface MapQuery {
  atlas: Atlas;
  places: Place[];
  kinds: Kind[];
  signs: Map<string, Sign>;
  text: string;
  setText: (text: string) => void;
  choice: Choice;
  /** Choose filters, with the places that they leave. */
  narrow: (choice: Choice, among: ReadonlySet<Place> | null) => void;
  chosenKinds: ReadonlySet<string>;
  toggleKind: (id: string) => void;
  until: number | null;
  setUntil: (year: number | null) => void;
  answer: Answer;
  /** Back to what the author set. */
  clear: () => void;
  changed: boolean;
}

interface Asked {
  text: string;
  choice: Choice;
  among: ReadonlySet<Place> | null;
  /** Null: those of the start. */
  kinds: ReadonlySet<string> | null;
  until: number | null;
}

const NOTHING: Asked = { text: "", choice: {}, among: null, kinds: null, until: null };

/** Kinds that the author chose and the atlas knows; none of them means all. */
export function kindsAtStart(kinds: Kind[], wanted: string[]): Set<string> {
  const known = wanted.filter((id) => kinds.some((kind) => kind.id === id));
  return new Set(known.length ? known : kinds.map(({ id }) => id));
}

function knownOf(session: Session, atlas: Atlas) {
  const kinds = kindsOf(atlas);
  return { atlas, kinds, places: placesOf(atlas), signs: signsOf(kinds), first: kindsAtStart(kinds, session.settings.kinds) };
}

/** The query of a map and its answer; null until the atlas is there. */
export function useMapQuery(session: Session, atlas: Atlas | null): MapQuery | null {
  const known = useMemo(() => atlas && knownOf(session, atlas), [atlas]);
  const [asked, setAsked] = useState(NOTHING);
  const query = useMemo(() => {
    if (!known) return null;
    const { first, ...data } = known;
    const { text, choice, among, until } = asked;
    const chosenKinds = asked.kinds ?? first;
    const answer = ask(data.places, { text, among, kinds: chosenKinds, until });
    const put = (more: Partial<Asked>) => setAsked((old) => ({ ...old, ...more }));
    const toggleKind = (id: string) => {
      const next = new Set(chosenKinds);
      if (!next.delete(id)) next.add(id);
      put({ kinds: next });
    };
    const changed = text !== "" || among !== null || until !== null || String([...chosenKinds].sort()) !== String([...first].sort());
    const acts = {
      setText: (text: string) => put({ text }),
      narrow: (choice: Choice, among: ReadonlySet<Place> | null) => put({ choice, among }),
      setUntil: (until: number | null) => put({ until }),
      clear: () => setAsked(NOTHING),
    };
    return { ...data, ...acts, text, choice, until, chosenKinds, toggleKind, answer, changed };
  }, [known, asked]);
  useEffect(() => {
    if (query?.text.trim()) session.searched(query.text, query.answer.shown.length, Object.keys(query.choice));
  }, [query]);
  return query;
}
