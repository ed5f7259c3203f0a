// What the server is asked to check, convert or name. It stores nothing; a large request goes in pieces.
import { isAtlasWork } from "../../shared/answers";
import { RequestFailure, type Host } from "../../shared/host";
import { t } from "../../shared/i18n";
import type { Finding } from "./store";

/** Characters of a piece. With what stands round it, it stays below the limit of a request (1 MiB). */
export const PIECE = 700_000;
/** Pieces of the largest request that the server takes. */
const MOST_PIECES = 40;
/** How often pieces that the server has lost are sent again. */
const ROUNDS = 3;

/** What an import would lose, as a question to the author. */
export interface Question {
  text: string;
  points: string[];
  yes: string;
  no: string;
}

export interface Answer {
  findings: Finding[];
  /** What is said before the findings: columns that are missing, headings that are not known. */
  notices: Finding[];
  question: Question | null;
  /** Which table each file was taken for; null where it is none. */
  tables: Array<{ file: string; table: "cities" | "practices" | null }>;
  texts: Record<string, string>;
  first: Record<string, string>;
  sheets: Record<string, string>;
  ids: string[];
}

/** A file as the author chose it, under its own name. */
export type SheetFile = { name: string; text: string } | { name: string; data: string };

/** Told before each piece (from 0), with the number of pieces; not told of a request that goes whole. */
export type Progress = (piece: number, of: number) => void;

/** Ask the server to check or convert. Throws RequestFailure. */
export async function ask(host: Host, request: Record<string, unknown>, progress: Progress = () => undefined): Promise<Answer> {
  const given = await send(host, await packed(request), progress);
  const { findings = [], notices = [], question = null, tables = [], texts = {}, first = {}, sheets = {}, ids = [] } = given;
  return { findings, notices, question, tables, texts, first, sheets, ids };
}

/** The ids of some names, made with the server's table of letters: "Łódź" -> "lodz". Throws RequestFailure. */
export async function idsOf(host: Host, names: string[]): Promise<string[]> {
  return (await ask(host, { do: "ids", names })).ids;
}

interface Given extends Partial<Answer> {
  missing?: number[];
}

async function send(host: Host, request: Packed, progress: Progress): Promise<Given> {
  const text = request.packed;
  if (typeof text !== "string" || text.length <= PIECE) return host.post<Given>("work_on_atlas", request, isAtlasWork);
  const of = Math.ceil(text.length / PIECE);
  if (of > MOST_PIECES) throw new RequestFailure(true, t("This is too much at once: the atlas and the spreadsheets are too large for the server."));
  const call = callId();
  const last = of - 1;
  let missing = Array.from({ length: last }, (_each, piece) => piece);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const piece of missing) {
      progress(piece, of);
      await host.post("work_on_atlas", pieceOf(text, call, piece, of), isAtlasWork);
    }
    progress(last, of);
    const answer = await host.post<Given>("work_on_atlas", pieceOf(text, call, last, of), isAtlasWork);
    if (!answer.missing?.length) return answer;
    missing = answer.missing.filter((piece) => piece !== last);
  }
  throw new RequestFailure(false, t("The platform did not keep what was sent to it. Try again in a moment. If this comes again, tell those who run the platform: all processes of Studio have to share one cache."));
}

const pieceOf = (text: string, call: string, piece: number, of: number) => ({ call, piece, of, packed: text.slice(piece * PIECE, (piece + 1) * PIECE) });

function callId(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [...numbers].map((each) => each.toString(36)).join("").padEnd(8, "0");
}

type Packed = Record<string, unknown>;

/** The request packed, where the browser can. */
async function packed(request: Record<string, unknown>): Promise<Packed> {
  if (typeof CompressionStream === "undefined") return request;
  const stream = new Blob([JSON.stringify(request)]).stream().pipeThrough(new CompressionStream("gzip"));
  return { packed: base64(new Uint8Array(await new Response(stream).arrayBuffer())) };
}

/** A chosen file for the server: its text where it is UTF-8, else its bytes, which the server explains. */
export async function sheetFile(file: File): Promise<SheetFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return { name: file.name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { name: file.name, data: base64(bytes) };
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
