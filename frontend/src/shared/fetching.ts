// The data files of the course, over the network. Each way in which that fails has its sentence here, and nowhere else.
import { t, time } from "./i18n";

/** Why a file of the atlas could not be used. The message is a sentence for the reader: what happened, what to do. */
export class AtlasFailure extends Error {
  constructor(
    sentence: string,
    /** What HTTP calls it; 0 where there was no answer, or one that says nothing about it. */
    readonly status = 0,
    /** When the platform wants to be asked again (milliseconds since 1970); the page then asks by itself. */
    readonly again?: number,
  ) {
    super(sentence);
  }
}

/** A file that is there and is no data file. */
export const broken = () => new AtlasFailure(t("The data file cannot be read. Tell the course team."));

const ANSWER_MS = 30_000; // until an answer begins; a slow line brings a large file in time
const WHOLE_MS = 180_000;
const SOON_MS = 3_600_000; // what the platform wants to be asked later than this, the reader asks for
const asked = new Set<string>();

/** The moment of a `Retry-After` (RFC 9110, 10.2.3: seconds, or a date), if it comes soon. Not all at once. */
function momentOf(said: string | null): number | undefined {
  const now = Date.now();
  const wait = /^\d+$/.test(said ?? "") ? 1000 * Number(said) : Date.parse(said ?? "") - now;
  return wait <= SOON_MS ? now + Math.max(wait, 2_000) + 3_000 * Math.random() : undefined;
}

function refused({ status, headers }: Response): AtlasFailure {
  if (status === 404) return new AtlasFailure(t("The course has no data file here. Tell the course team."), status);
  if (status === 401 || status === 403) {
    return new AtlasFailure(t("The platform does not show you the data. Log in again in another tab, then try again."), status);
  }
  const again = momentOf(headers.get("Retry-After"));
  const why = status === 429 ? t("The platform gets too many requests.") : t("The platform cannot give the data now ({status}).", { status });
  const then = again ? t("This page asks again by itself at {time}.", { time: time(new Date(again)) }) : t("Try again in some minutes.");
  return new AtlasFailure(`${why} ${then}`, status, again);
}

const otherPage = () =>
  new AtlasFailure(t("Another page came instead of the data. Log in to your network or to the platform in another tab, then try again."));

/** Why there was no answer, as far as one can know: sent on to another site, as to a single sign-on, or nothing came. */
async function silence(address: string, options: RequestInit): Promise<AtlasFailure> {
  const { type } = await fetch(address, { ...options, redirect: "manual" }).catch(() => new Response());
  if (type === "opaqueredirect") return otherPage();
  if (options.signal?.aborted) return new AtlasFailure(t("The platform did not answer in time. Try again in some minutes."));
  return new AtlasFailure(t("The data could not be loaded. Check your connection."));
}

/** The text of a file. Whoever asks a second time was not served: what the browser then holds is left aside. Throws
 *  AtlasFailure. */
export async function fetchText(address: string, cache: RequestCache = asked.has(address) ? "reload" : "default"): Promise<string> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const options: RequestInit = { credentials: "same-origin", cache, signal: stop.signal };
  let timer = setTimeout(end, ANSWER_MS);
  asked.add(address);
  try {
    const response = await fetch(address, options);
    clearTimeout(timer);
    timer = setTimeout(end, WHOLE_MS);
    if (!response.ok) throw refused(response);
    const text = await response.text();
    if (/^\s*</.test(text)) throw otherPage();
    return text;
  } catch (error) {
    throw error instanceof AtlasFailure ? error : await silence(address, options);
  } finally {
    clearTimeout(timer);
  }
}

/** What `make` makes of a JSON file of the course. Throws AtlasFailure, and nothing else. */
export async function fetchFile<T>(address: string, make: (data: unknown) => T): Promise<T> {
  const text = await fetchText(address);
  try {
    return make(JSON.parse(text));
  } catch (error) {
    throw error instanceof AtlasFailure ? error : broken();
  }
}
