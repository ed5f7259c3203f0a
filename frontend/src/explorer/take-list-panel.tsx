// The filtered list as a file, or as a text to copy.
import { h } from "preact";
import type { Atlas, Entry } from "../shared/atlas";
import { record } from "../shared/events";
import { n, t } from "../shared/i18n";
import { TakeFile } from "../shared/take-away";
import { listCsv } from "./reference";
import type { Session } from "./session";

/** What stands behind "Copy or download this list". */
export function TakeListPanel({ session, atlas, entries }: { session: Session; atlas: Atlas; entries: Entry[] }) {
  return (
    <TakeFile
      button={n("Download {count} practice (CSV)", "Download {count} practices (CSV)", entries.length)}
      name="practices.csv"
      type="text/csv;charset=utf-8"
      label={t("The list, to copy")}
      text={listCsv(atlas, entries)}
      taken={() => record(session.host, "list.exported", { format: "csv", items: entries.length })}
    />
  );
}
