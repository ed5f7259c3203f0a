// A practice of the chosen city, read in place; shortlist and note as in the explorer.
import { h } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { Note } from "../shared/note";
import { Reader } from "../shared/reader";
import { useSignal } from "../shared/signal";
import type { Entry } from "../shared/atlas";
import type { MapQuery } from "./query";
import type { Session } from "./session";

interface Props {
  session: Session;
  query: MapQuery;
  entry: Entry;
  /** The practices of the same city. */
  list: Entry[];
  read: (entry: Entry) => void;
  close: () => void;
}

/** The reader with what the map adds. */
export function Reading({ session, query, entry, list, read, close }: Props) {
  const { practice } = entry;
  const kept = useSignal(session.learner.shortlist).includes(practice.id);
  useEffect(() => session.reads(entry), [entry]);
  const at = list.indexOf(entry);
  const step = (by: number) => {
    if (list.length < 2) return undefined;
    const other = list[at + by];
    return other ? () => read(other) : null;
  };
  return (
    <div class="city">
      <Reader
        key={practice.id}
        atlas={query.atlas}
        entry={entry}
        close={close}
        closeLabel={t("Back to {city}", { city: entry.city.name })}
        previous={step(-1)}
        next={step(1)}
        actions={
          <div class="bar">
            <KeepButton learner={session.learner} id={practice.id} />
          </div>
        }
      >
        {kept ? <Note learner={session.learner} id={practice.id} /> : <p class="quiet">{t("Keep this practice to write a note on it.")}</p>}
      </Reader>
    </div>
  );
}
