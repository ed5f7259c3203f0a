// Files of the course by Studio's own addresses, with the author's own rights.
import { fetchText, type AtlasFailure } from "../../shared/fetching";
import { csrfToken, RequestFailure } from "../../shared/host";
import { t } from "../../shared/i18n";
import type { EditorArguments } from "../types";
import { SECTIONS, sectionFile } from "./files";

/** From here on the platform no longer keeps a file in its cache. */
export const MOST_BYTES = 1024 * 1024;
/** From here on the editor says that a file becomes too large. */
export const MANY_BYTES = 800 * 1024;

/** A request for a file that takes longer than this is given up, in ms. */
const PATIENCE = 60_000;

export interface Finding {
  file: string;
  record: string;
  field: string;
  level: "error" | "warning";
  message: string;
  action: string;
  row: number | null;
  column: string | null;
  /** Cells or records that it stands for. */
  count?: number;
  /** The place in words, for a spreadsheet or for several records. */
  place?: string;
}

function unanswered(error: unknown): RequestFailure {
  const late = error instanceof DOMException && error.name === "TimeoutError";
  return new RequestFailure(false, late ? t("The platform did not answer.") : t("No connection."));
}

/** The text of a course file as it is stored now, null if there is none. Throws RequestFailure. */
export async function readText(args: EditorArguments, name: string): Promise<string | null> {
  try {
    return await fetchText(args.assetPattern.replace("NAME", name), "no-store");
  } catch (error) {
    const { status, message } = error as AtlasFailure;
    if (status === 404) return null;
    throw new RequestFailure(false, message);
  }
}

/** Every file of an atlas, by name. Throws RequestFailure; a missing card file is one. */
export async function readAll(args: EditorArguments, cardFile: string): Promise<Map<string, string>> {
  const names = [cardFile, ...SECTIONS.map((section) => sectionFile(cardFile, section))];
  const texts = await Promise.all(names.map((name) => readText(args, name)));
  const found = new Map<string, string>();
  names.forEach((name, at) => {
    const text = texts[at];
    if (text !== null && text !== undefined) found.set(name, text);
  });
  if (!found.has(cardFile)) throw new RequestFailure(true, t("The course has no file {name}. Upload it under Files first.", { name: cardFile }));
  return found;
}

/** Save a file by Studio's asset endpoint, in place of the one of the same name. Throws RequestFailure. */
export async function upload(args: EditorArguments, name: string, text: string): Promise<void> {
  const body = new FormData();
  body.append("file", new File([text], name, { type: "application/json" }));
  let response: Response;
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    response = await fetch(args.assets, { method: "POST", credentials: "same-origin", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw unanswered(error);
  }
  if (response.status === 403) throw new RequestFailure(true, t("You may not change files of this course. Log in again, or ask its team."));
  if (!response.ok || response.redirected) throw new RequestFailure(false, (await reasonOf(response)) || t("The platform did not take the file."));
}

/** Why a file was not taken, where the platform says so: too large, the disk is full. */
async function reasonOf(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error?: unknown };
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}

/** The size of a text as a file. */
export const bytesOf = (text: string) => new TextEncoder().encode(text).length;
