// For the author: what is wrong with the settings or with the atlas. Nothing when all is well.
import { h } from "preact";
import { n, t } from "../shared/i18n";
import type { MapQuery } from "./query";
import type { Session } from "./session";

interface Props {
  findings: string[];
  session: Session;
  query: MapQuery | null;
}

/** Sentences above the block, in Studio only. */
export function Findings({ findings, session, query }: Props) {
  const all = [...findings, ...(query ? aboutAtlas(query, session) : [])];
  if (!all.length) return null;
  return (
    <div class="notice warn">
      <p>
        <strong>{t("For the course team:")}</strong>
      </p>
      <ul>
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function aboutAtlas({ kinds, places }: MapQuery, { settings }: Session): string[] {
  const found: string[] = [];
  for (const id of settings.kinds) {
    if (!kinds.some((kind) => kind.id === id)) found.push(t("Kinds shown at first: “{kind}” is not in the atlas. It has no effect.", { kind: id }));
  }
  if (settings.startView !== "world" && !places.some(({ section }) => section === settings.startView)) {
    found.push(t("View at the start: the atlas has no place in “{view}”. The map shows the world.", { view: settings.startView }));
  }
  const lost = places.filter(({ point }) => !point).map(({ name }) => name);
  if (lost.length) found.push(t("These places have no valid position and are in the list only: {places}", { places: lost.join("; ") }));
  if (places.length < settings.required) {
    found.push(n("The atlas has only {count} place, but learners must open {required}.", "The atlas has only {count} places, but learners must open {required}.", places.length, { required: settings.required }));
  }
  return found;
}
