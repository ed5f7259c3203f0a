// Taking one practice away: memo, reference, link.
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Atlas, Body, Entry } from "../shared/atlas";
import { Failure } from "../shared/failure";
import { printPage } from "../shared/downloads";
import { record } from "../shared/events";
import { t } from "../shared/i18n";
import { downloadsWork } from "../shared/in-app";
import { useBody } from "../shared/reader";
import { CopyText } from "../shared/take-away";
import { memo, memoPage, memoText, reference } from "./reference";
import type { Session } from "./session";

interface Props {
  session: Session;
  atlas: Atlas;
  entry: Entry;
}

/** What stands behind "Copy or download". */
export function TakePractice({ session, atlas, entry }: Props) {
  const { body, failure, done, retry } = useBody(atlas, entry);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const told = (format: string) => () => record(session.host, "list.exported", { format, items: 1 });
  // Only a page of its own has an address that leads back here; in the course's frame it does not.
  const address = window.top === window.self ? `${window.location.href.split("#")[0]}#practice=${entry.practice.id}` : "";
  return (
    <div class="notice" tabIndex={-1} role="group" aria-label={t("Copy or download")} ref={panel}>
      <CopyText label={t("Reference")} text={reference(atlas, entry)} taken={told("reference")} />
      {address && <CopyText label={t("Link to this practice, for the forum")} text={address} />}
      {failure && <Failure sentence={failure.message} again={failure.again} retry={retry} />}
      {done && body && <MemoPart session={session} atlas={atlas} entry={entry} body={body} told={told} />}
    </div>
  );
}

function MemoPart({ session, atlas, entry, body, told }: Props & { body: Body; told: (format: string) => () => void }) {
  const make = () => memo(atlas, entry, body, session.learner.note(entry.practice.id).state.value.value);
  const print = (event: { currentTarget: Element }) => {
    printPage(memoPage(make(), getComputedStyle(event.currentTarget).direction));
    told("memo")();
  };
  return (
    <div>
      {downloadsWork() && (
        <p>
          <button type="button" class="button main" onClick={print}>
            {t("Print a memo for the council")}
          </button>
        </p>
      )}
      <CopyText label={t("The memo as text")} text={memoText(make())} taken={told("text")} />
    </div>
  );
}
