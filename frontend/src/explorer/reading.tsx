// Reading one practice: keep, compare, note, take away, and the way on.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { Note } from "../shared/note";
import { Reader } from "../shared/reader";
import { useSignal } from "../shared/signal";
import type { Entry } from "../shared/atlas";
import type { FindProps } from "./find";
import { TakePractice } from "./take-practice";

interface Props extends FindProps {
  entry: Entry;
  /** The result that "previous" and "next" walk through. */
  list: Entry[];
  close: () => void;
}

/** The reader with what the explorer adds. */
export function Reading(props: Props) {
  const { session, atlas, entry, list, read, close, compared, compare } = props;
  const { practice, city } = entry;
  const kept = useSignal(session.learner.shortlist).includes(practice.id);
  const [taking, setTaking] = useState(false);
  const at = list.indexOf(entry);
  const step = (by: number) => {
    const other = list[at + by];
    return at >= 0 && other ? () => read(other) : null;
  };
  const actions = (
    <div>
      <div class="bar">
        <KeepButton learner={session.learner} id={practice.id} />
        <button type="button" class="button" aria-pressed={compared.includes(practice.id)} onClick={() => compare(practice.id)}>
          {compared.includes(practice.id) ? t("In the comparison") : t("Compare")}
        </button>
        <button type="button" class="button" aria-expanded={taking} onClick={() => setTaking(!taking)}>
          {t("Copy or download")}
        </button>
        {session.settings.map && !session.settings.map.startsWith("/jump_to_id/") && (
          <a class="button" href={`${session.settings.map}#city=${city.id}`} target="_blank" rel="noopener noreferrer">
            {t("{city} on the map", { city: city.name })}
            <span class="unseen"> {t("(opens in a new tab)")}</span>
          </a>
        )}
      </div>
      {taking && <TakePractice session={session} atlas={atlas} entry={entry} />}
    </div>
  );
  return (
    <Reader key={practice.id} atlas={atlas} entry={entry} close={close} previous={step(-1)} next={step(1)} actions={actions}>
      {kept ? <Note learner={session.learner} id={practice.id} /> : <p class="quiet">{t("Keep this practice to write a note on it.")}</p>}
    </Reader>
  );
}
