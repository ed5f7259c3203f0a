// Filters that are set at first, chosen from the atlas's own terms, with a live count.
import { h } from "preact";
import { useMemo } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import { Chips, FacetList } from "../shared/facet-list";
import { filter, makeFacets, type Choice, type FacetKey } from "../shared/facets";
import { n, t } from "../shared/i18n";
import { Frame, PlainField, type FieldProps } from "./fields";
import { choiceOf, toggledLine } from "./preset-lines";
import { asText } from "./types";

/** Check boxes for each facet; without an atlas the lines themselves. */
export function PresetField(props: FieldProps & { atlas: Atlas | null; required: number }) {
  const { atlas, value, change, required } = props;
  if (!atlas) return <PlainField {...props} setting={{ ...props.setting, kind: "text" }} />;
  return <Choose {...props} atlas={atlas} text={asText(value)} change={change} required={required} />;
}

function Choose({ atlas, text, required, ...props }: FieldProps & { atlas: Atlas; text: string; required: number }) {
  const facets = useMemo(() => makeFacets(atlas, atlas.entries), [atlas]);
  const choice = choiceOf(text);
  const strange: Array<[FacetKey, string]> = [];
  const known: Choice = {};
  for (const [key, ids] of Object.entries(choice) as Array<[FacetKey, string[]]>) {
    for (const id of ids) {
      if (facets.find((facet) => facet.key === key)?.values.some((item) => item.id === id)) known[key] = [...(known[key] ?? []), id];
      else strange.push([key, id]);
    }
  }
  const { matches, counts } = filter(facets, known, null, atlas.entries.length);
  const toggle = (key: FacetKey, id: string) => props.change(toggledLine(text, key, id));
  const few = matches.length < required;
  return (
    <Frame {...props} grouped>
      <p role="status" class={few ? "notice warn" : "notice"}>
        <strong>{n("{count} practice matches.", "{count} practices match.", matches.length)}</strong>{" "}
        {few && t("Learners are asked to open {required}.", { required })}
      </p>
      <Chips facets={facets} choice={known} toggle={toggle} clear={() => props.change("")} />
      {strange.map(([key, id]) => (
        <p key={key + id} class="problem">
          {t("“{filter}” is not in the atlas. It has no effect.", { filter: `${key}: ${id}` })}{" "}
          <button type="button" class="plain" onClick={() => toggle(key, id)}>
            {t("Remove")}
          </button>
        </p>
      ))}
      <FacetList facets={facets} counts={counts} choice={known} toggle={toggle} />
    </Frame>
  );
}
