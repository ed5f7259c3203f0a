// Taking the plan away: Word document, print, text; and deleting it.
import { h } from "preact";
import { useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { download, downloadsWork, printPage } from "../shared/downloads";
import { interfaceLanguage, n, t } from "../shared/i18n";
import { CopyText } from "../shared/take-away";
import { fetchPlan, knownOf, type PlanRead } from "./fetch-plan";
import { outlinePage, outlineText } from "./outline";
import type { PlanSession } from "./session";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const found = new Uint8Array(new ArrayBuffer(text.length));
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}

/** The panel. */
export function TakePlan({ session, deleted }: { session: PlanSession; deleted?: () => void }) {
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const [text, setText] = useState("");
  if (!session.saves) return <p class="notice">{t("Here is no plan to take away: nothing is saved on this page.")}</p>;
  const works = downloadsWork();
  const take = (work: (rtl: boolean) => Promise<string>) => async (event: { currentTarget: Element }) => {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    setBusy(true);
    setSaid(t("One moment …"));
    try {
      const all = await session.flush();
      const sentence = await work(rtl);
      setSaid(all ? sentence : t("{sentence} Your last changes are not saved yet and not in it.", { sentence }));
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  const note = (incomplete: boolean, sentence: string) =>
    incomplete ? t("{sentence} Some references could not be loaded.", { sentence }) : sentence;
  const word = async (rtl: boolean) => {
    const { practices } = await session.host.post<PlanRead>("read_plan", {});
    const known = await knownOf(session, practices);
    const body = { date: known.date, practices: known.practices, rtl };
    const file = await session.host.post<{ filename: string; base64: string }>("export_document", body);
    download(file.filename, WORD, bytes(file.base64));
    return note(known.incomplete, t("The document is in your downloads: {name}", { name: file.filename }));
  };
  const print = async (rtl: boolean) => {
    const { outline, known } = await fetchPlan(session, "print");
    printPage(outlinePage(outline, interfaceLanguage(), rtl ? "rtl" : "ltr"));
    return note(known.incomplete, t("The print view is open."));
  };
  const copy = async () => {
    const { outline, known } = await fetchPlan(session, "text");
    setText(outlineText(outline));
    return note(known.incomplete, t("The text is below."));
  };
  return (
    <div class="take">
      {!works && <p class="notice">{t("Files cannot be saved in this app. Take the text, or open the course in a browser.")}</p>}
      <div class="bar">
        {works && (
          <button type="button" class="button main" disabled={busy} onClick={take(word)}>
            {t("Word document")}
          </button>
        )}
        {works && (
          <button type="button" class="button" disabled={busy} onClick={take(print)}>
            {t("Print")}
          </button>
        )}
        <button type="button" class="button" disabled={busy} onClick={take(copy)}>
          {t("Plain text")}
        </button>
      </div>
      <p role="status">{said}</p>
      {text && <CopyText label={t("My plan as text")} text={text} />}
      <Delete
        session={session}
        done={() => {
          setText("");
          setSaid("");
          deleted?.();
        }}
      />
    </div>
  );
}

function Delete({ session, done }: { session: PlanSession; done: () => void }) {
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState("");
  const press = async () => {
    try {
      const count = await session.deleteAll();
      const sentence = n("{count} answer is deleted.", "{count} answers are deleted.", count);
      setSaid(sentence);
      announce(sentence);
      setAsked(false);
      done();
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div>
      {!asked && (
        <button type="button" class="plain danger" onClick={() => setAsked(true)}>
          {t("Delete my plan")}
        </button>
      )}
      {asked && (
        <div class="notice warn" role="group" aria-label={t("Delete my plan")}>
          <p>
            {t("This deletes your answers in all six steps of this course, for good. Your shortlist, your notes on practices and your points stay.")}
          </p>
          <div class="bar">
            <button type="button" class="button" ref={(button) => button?.focus()} onClick={() => setAsked(false)}>
              {t("Keep my plan")}
            </button>
            <button type="button" class="button danger" onClick={press}>
              {t("Delete all of it")}
            </button>
          </div>
        </div>
      )}
      {said && <p>{said}</p>}
    </div>
  );
}
