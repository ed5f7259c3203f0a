// The ways to take the plan away: Word document, print, text.
import { isDocument, isPlan } from "../shared/answers";
import { download, printPage } from "../shared/downloads";
import { interfaceLanguage, t } from "../shared/i18n";
import { fetchPlan, knownOf, type PlanRead } from "./fetch-plan";
import { outlinePage, outlineText } from "./outline";
import type { PlanSession } from "./session";

/** What was done, in a sentence; the plan as text where that was asked for. */
interface Taken {
  sentence: string;
  text?: string;
}

/** Takes the plan away; `rtl`: the page runs from the right. Throws RequestFailure. */
type Taker = (session: PlanSession, rtl: boolean) => Promise<Taken>;

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const found = new Uint8Array(new ArrayBuffer(text.length));
  for (let at = 0; at < text.length; at += 1) found[at] = text.charCodeAt(at);
  return found;
}

const note = (incomplete: boolean, sentence: string) =>
  incomplete ? t("{sentence} Some references could not be loaded.", { sentence }) : sentence;

const word: Taker = async (session, rtl) => {
  const { practices } = await session.host.post<PlanRead>("read_plan", {}, isPlan);
  const known = await knownOf(session, practices);
  const body = { date: known.date, practices: known.practices, rtl };
  const file = await session.host.post<{ filename: string; base64: string }>("export_document", body, isDocument);
  download(file.filename, WORD, bytes(file.base64));
  return { sentence: note(known.incomplete, t("The document is in your downloads: {name}", { name: file.filename })) };
};

const print: Taker = async (session, rtl) => {
  const { outline, known } = await fetchPlan(session, "print");
  printPage(outlinePage(outline, interfaceLanguage(), rtl ? "rtl" : "ltr"));
  return { sentence: note(known.incomplete, t("The print view is open.")) };
};

const text: Taker = async (session) => {
  const { outline, known } = await fetchPlan(session, "text");
  return { sentence: note(known.incomplete, t("The text is below.")), text: outlineText(outline) };
};

export const takers = { word, print, text };
