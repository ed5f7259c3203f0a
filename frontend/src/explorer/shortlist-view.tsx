// The learner's shortlist: the practices kept in this course.
import { h } from "preact";
import type { Entry } from "../shared/atlas";
import { t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import { Cards } from "./cards";
import type { FindProps } from "./find";

/** The practices kept, as cards. */
export function ShortlistView(props: FindProps) {
  const ids = useSignal(props.session.learner.shortlist);
  const entries = ids.map((id) => props.atlas.byId.get(id)).filter((entry): entry is Entry => entry !== undefined);
  const gone = ids.filter((id) => !props.atlas.byId.has(id));
  return (
    <div>
      <h4>{t("My shortlist")}</h4>
      <p>{t("The shortlist is the same in every explorer, on the map and in your plan. Open a practice to write how it would work in your city.")}</p>
      {!ids.length && <p class="notice">{t("Nothing here yet. Press Keep on a practice.")}</p>}
      <Cards {...props} entries={entries} />
      {gone.map((id) => (
        <p key={id} class="notice">
          {t("A practice that you kept is no longer in the atlas: {id}", { id })}{" "}
          <button type="button" class="plain" onClick={() => props.session.learner.keep(id, false)}>
            {t("Remove")}
          </button>
        </p>
      ))}
    </div>
  );
}
