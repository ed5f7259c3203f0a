// A save, step by step: look whether somebody else saved, check, upload bodies, then cards, then bodies without what is gone.
import type { Host } from "../../shared/host";
import type { EditorArguments } from "../types";
import type { Book } from "./book";
import { ownFiles, serverFiles, type Written } from "./files";
import { ask, type Progress } from "./server";
import { bytesOf, MANY_BYTES, MOST_BYTES, readAll, upload, type Finding } from "./store";

/** Today as YYYY-MM-DD, in the author's time. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

export interface Large {
  name: string;
  bytes: number;
  over: boolean;
  grows: boolean;
}

export interface Plan {
  /** Files to upload, in order: a body file may come twice. */
  uploads: Array<{ name: string; text: string }>;
  /** Findings about what I changed, and those that were there before. */
  mine: Finding[];
  others: Finding[];
  /** Files that come near the limit of the platform's cache, or are over it; `grows`: this save makes it larger. */
  large: Large[];
}

/** All files as they are stored now, when somebody else changed one since we read them; else null. Throws RequestFailure.
 * A record is in several files: what one author took out of some of them is seen only in all of them. */
export async function foreignFiles(args: EditorArguments, book: Book): Promise<Map<string, string> | null> {
  const now = await readAll(args, book.cardFile);
  const names = [...new Set([...now.keys(), ...book.texts.keys()])];
  return names.some((name) => now.get(name) !== book.texts.get(name)) ? now : null;
}

/** The files of somebody else's save, when it changed a record; what only looks different is taken at once. */
export async function foreignSave(args: EditorArguments, book: Book): Promise<Map<string, string> | null> {
  const texts = await foreignFiles(args, book);
  if (!texts || book.foreignChanges(texts).length) return texts;
  book.applyAgain(texts);
  return null;
}

/** Have everything checked, and say what is to be uploaded. */
export async function plan(host: Host, book: Book, written: Written, progress?: Progress): Promise<Plan> {
  const named = (files: Record<string, string>) => serverFiles(book.cardFile, files);
  const listed = (files: Record<string, string>) => [...ownFiles(book.cardFile, files)].map(([name, text]) => ({ name, text }));
  const answer = await ask(host, { do: "check", files: named(written.files), first: named(written.first) }, progress);
  const first = listed(answer.first);
  const final = listed(answer.texts);
  const bodies = final.filter(({ name, text }) => written.changed.includes(name) && !first.some((each) => each.name === name && each.text === text));
  const uploads = [...first, ...final.filter(({ name }) => name === book.cardFile), ...bodies];
  const ids = new Set(book.changed().map(({ id }) => id));
  const mine = answer.findings.filter(({ record, level }) => ids.has(record) || (!record && level === "error"));
  const large = largeOf(final, book.texts);
  return { uploads, mine, others: answer.findings.filter((finding) => !mine.includes(finding)), large };
}

/** The files that come near the limit, compared with what is stored. */
export function largeOf(files: Plan["uploads"], stored: Map<string, string>): Large[] {
  return files
    .map(({ name, text }) => ({ name, bytes: bytesOf(text), before: bytesOf(stored.get(name) ?? "") }))
    .filter(({ bytes }) => bytes > MANY_BYTES)
    .map(({ name, bytes, before }) => ({ name, bytes, over: bytes >= MOST_BYTES, grows: bytes > before }));
}

/** Upload file by file. What is stored is noted at once, so that a failure on the way can be tried again. */
export async function uploadAll(args: EditorArguments, book: Book, uploads: Plan["uploads"], tell: (name: string) => void): Promise<void> {
  for (const { name, text } of uploads) {
    if (book.texts.get(name) === text) continue;
    tell(name);
    await upload(args, name, text);
    book.texts.set(name, text);
  }
}
