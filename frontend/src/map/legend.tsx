// The legend, which also filters.
import { h } from "preact";
import { number, t } from "../shared/i18n";
import { strokeOf } from "./look";
import { SignPicture } from "./sign";
import type { MapQuery } from "./query";

/** One check box for each kind, with its sign and how many places have it. */
export function Legend({ query }: { query: MapQuery }) {
  const { kinds, signs, chosenKinds, toggleKind, answer } = query;
  return (
    <fieldset class="legend">
      <legend>{t("Signs on the map: choose what to show")}</legend>
      <div class="kinds">
        {kinds.map(({ id, label, definition, strong }) => {
          const count = answer.kindCounts.get(id) ?? 0;
          const sign = signs.get(id);
          return (
            <label key={id} class={count ? "value" : "value none"} title={definition}>
              <input type="checkbox" checked={chosenKinds.has(id)} onChange={() => toggleKind(id)} />
              {sign && <SignPicture sign={sign} stroke={strokeOf({ strong, undated: false })} />}
              <span>{label}</span> <span class="tally">{number(count)}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
