// For the author: what is wrong with the settings or with the atlas. Nothing when all is well.
import { h } from "preact";
import { useMemo } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import { filter, makeFacets } from "../shared/facets";
import { n, t } from "../shared/i18n";
import { knownChoice } from "./query";
import type { ExplorerSettings } from "./types";

interface Props {
  findings: string[];
  atlas: Atlas | null;
  settings: ExplorerSettings;
}

/** Sentences above the block, in Studio only. */
export function Findings({ findings, atlas, settings }: Props) {
  const all = useMemo(() => [...findings, ...(atlas ? aboutAtlas(atlas, settings) : [])], [findings, atlas, settings]);
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

function aboutAtlas(atlas: Atlas, { preset, required }: ExplorerSettings): string[] {
  const found: string[] = [];
  const facets = makeFacets(atlas, atlas.entries);
  const known = knownChoice(facets, preset);
  for (const [key, ids] of Object.entries(preset)) {
    for (const id of ids ?? []) {
      if (!known[key as keyof typeof known]?.includes(id)) {
        found.push(t("The filter “{filter}” is not in the atlas. It has no effect.", { filter: `${key}: ${id}` }));
      }
    }
  }
  const count = filter(facets, known, null, atlas.entries.length, false).matches.length;
  if (!count) found.push(t("No practice matches the filters set at first."));
  else if (count < required) {
    found.push(n("Only {count} practice matches the filters, but learners must open {required}.", "Only {count} practices match the filters, but learners must open {required}.", count, { required }));
  }
  return found;
}
