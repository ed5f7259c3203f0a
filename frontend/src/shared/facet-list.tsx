// The facets as groups of check boxes that open and close, and the chosen ones as chips.
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { chosenValues, type Choice, type Facet, type FacetKey } from "./facets";
import { n, number, t } from "./i18n";

const FIRST_VALUES = 12;

interface FacetsProps {
  facets: Facet[];
  counts: Map<FacetKey, number[]>;
  choice: Choice;
  toggle: (key: FacetKey, id: string) => void;
}

/** All facets. */
export function FacetList(props: FacetsProps) {
  return (
    <div class="facets">
      {props.facets.map((facet) => (
        <FacetGroup key={facet.key} facet={facet} {...props} />
      ))}
    </div>
  );
}

function FacetGroup({ facet, counts, choice, toggle }: FacetsProps & { facet: Facet }) {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const chosen = choice[facet.key] ?? [];
  const tally = counts.get(facet.key) ?? [];
  const values = facet.values.map((value, at) => ({ ...value, count: tally[at] ?? 0 }));
  const shown = all ? values : values.filter((value, at) => at < FIRST_VALUES || chosen.includes(value.id));
  return (
    <fieldset class="facet">
      <legend>
        <button type="button" class="facet-name" aria-expanded={open} onClick={() => setOpen(!open)}>
          {facet.label}
          {chosen.length > 0 && <span class="tally">{number(chosen.length)}</span>}
        </button>
      </legend>
      {open && (
        <Fragment>
          {shown.map(({ id, label, count }) => (
            <label key={id} class={count ? "value" : "value none"}>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(facet.key, id)} />
              <span>{label}</span> <span class="tally">{number(count)}</span>
            </label>
          ))}
          {values.length > shown.length && (
            <button type="button" class="plain" onClick={() => setAll(true)}>
              {n("Show {count} more", "Show {count} more", values.length - shown.length)}
            </button>
          )}
        </Fragment>
      )}
    </fieldset>
  );
}

interface ChipsProps {
  facets: Facet[];
  choice: Choice;
  /** Values that the author set and the learner may not remove. */
  fixed?: Choice;
  toggle: (key: FacetKey, id: string) => void;
  clear: () => void;
}

/** Chosen filters, each removable, and "Clear all". */
export function Chips({ facets, choice, fixed = {}, toggle, clear }: ChipsProps) {
  const chosen = chosenValues(facets, choice);
  if (!chosen.length) return null;
  const removable = chosen.filter(({ key }) => !fixed[key]);
  return (
    <ul class="chips" aria-label={t("Chosen filters")}>
      {chosen.map(({ key, id, facet, label }) => (
        <li key={key + id}>
          {fixed[key] ? (
            <span class="chip">{label}</span>
          ) : (
            <button
              type="button"
              class="chip"
              aria-label={t("Remove the filter {facet}: {value}", { facet, value: label })}
              onClick={() => toggle(key, id)}
            >
              {label} <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
      {removable.length > 1 && (
        <li>
          <button type="button" class="plain" onClick={clear}>
            {t("Clear all")}
          </button>
        </li>
      )}
    </ul>
  );
}
