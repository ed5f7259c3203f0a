// A page for tests: a DOM, a server that answers from a table, and an atlas.
import { GlobalWindow } from "happy-dom";

const dom = new GlobalWindow({ url: "http://localhost/xblock/one" });
for (const name of ["window", "document", "Document", "localStorage", "Element", "HTMLElement", "Node", "Event", "CSSStyleSheet", "getComputedStyle", "ShadowRoot", "SVGElement", "Text", "MutationObserver"]) {
  Object.defineProperty(globalThis, name, { value: (dom as unknown as Record<string, unknown>)[name], configurable: true, writable: true });
}
globalThis.requestAnimationFrame = ((act: () => void) => setTimeout(act, 1)) as unknown as typeof requestAnimationFrame;
globalThis.cancelAnimationFrame = clearTimeout as unknown as typeof cancelAnimationFrame;
Object.defineProperty(globalThis, "window", { value: dom, configurable: true });
Object.defineProperty(globalThis, "BroadcastChannel", { value: undefined, configurable: true });

export interface Call {
  handler: string;
  body: Record<string, unknown>;
}

type Answer = (body: Record<string, unknown>) => { status?: number; json?: unknown; text?: string; headers?: Record<string, string> } | "offline" | "hangs" | "moved";

/** What handlers were called, and what they answer; files by address: a text, JSON, an error, or who answers. */
export const calls: Call[] = [];
export const marks: Array<string | undefined> = [];
export const handlers: Record<string, Answer> = {};
export const files: Record<string, unknown> = {};

globalThis.fetch = (async (address: string, options?: RequestInit & { body?: string }) => {
  if (options?.method === "POST") {
    const handler = String(address).split("/").pop() ?? "";
    const body = JSON.parse(options.body ?? "{}") as Record<string, unknown>;
    calls.push({ handler, body });
    marks.push((options.headers as Record<string, string>)["X-Hrl-Learner"]);
    const answer = handlers[handler]?.(body) ?? { status: 404, json: {} };
    if (answer === "offline") throw new TypeError("offline");
    if (answer === "hangs") {
      return new Promise((_resolve, reject) => options.signal?.addEventListener("abort", () => reject(new TypeError("aborted"))));
    }
    // What a browser gives for a redirect that it was told not to follow.
    if (answer === "moved") return { type: "opaqueredirect", status: 0, ok: false, headers: new Headers(), text: async () => "" };
    const text = answer.text ?? JSON.stringify(answer.json ?? {});
    return new Response(answer.status === 204 ? null : text, { status: answer.status ?? 200, headers: answer.headers });
  }
  if (!(address in files)) return new Response("", { status: 404 });
  const file = files[address];
  if (file instanceof Error) throw file;
  if (typeof file === "function") return (file as (options?: RequestInit) => Promise<Response>)(options);
  return new Response(typeof file === "string" ? file : JSON.stringify(file), { status: 200 });
}) as unknown as typeof fetch;

/** What `read_state` answers, with the block's own. */
export const stateAnswer = (own: Record<string, unknown>) => ({ json: { shortlist: { ids: [], gone: [] }, notes: {}, territory: null, ...own } });

/** Let promises and timers run. */
export const rest = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/** Check again and again, for half a minute at most, until a check holds. */
export async function eventually(check: () => void): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    try {
      check();
      return;
    } catch {
      await rest(20);
    }
  }
  check();
}

export const runtime = { handlerUrl: (_element: unknown, name: string) => `/handler/${name}` };

export function pageArguments(more: Record<string, unknown> = {}) {
  return {
    block: "practice_explorer",
    usage: "block-one",
    course: "course-v1:U+H+2026",
    learner: "abc",
    language: "en",
    release: "1",
    resources: "/public/manifest.json?raw",
    catalogue: "",
    modules: [],
    sorry: "This activity could not start. Load the page again.",
    namespace: "HrlPracticeExplorerI18N",
    view: "student_view",
    saves: true,
    atlas: "/static/atlas.json",
    settings: {
      title: "Explorer",
      introduction: "",
      preset: {},
      widening: true,
      required: 3,
      reflectionPrompt: "",
      reflectionMinimum: 0,
      contact: "rights@example.org",
      scored: false,
      map: "",
    },
    state: { opened: [], shortlist: { ids: [], gone: [] }, territory: null, notes: {}, reflection: null, later: [] },
    ...more,
  };
}

export const city = (id: string, more: Record<string, unknown> = {}) => ({
  id, name: id, country: "AT", lat: 48, lon: 16, coords_from: "geonames", size: "city", recognition: [], ...more,
});

export const practice = (n: number, more: Record<string, unknown> = {}) => ({
  id: `practice-${n}`, n, city: "wien", title: `Practice number ${n}`, status: "active", summary: "A summary.", themes: ["housing"],
  rights: ["housing"], groups: [], sdgs: [11], blocks: [3], ...more,
});

export const atlasFile = (practices: unknown[], cities: unknown[] = [city("wien")], more: Record<string, unknown> = {}) => ({
  version: 1, updated: "2026-05-01", licence: "CC BY-SA", credits: ["Credit."], disclaimer: "Disclaimer.",
  vocabulary: {
    themes: [{ id: "housing", label: "Housing", definition: "" }, { id: "food", label: "Food", definition: "" }],
    rights: [{ id: "housing", label: "Adequate housing", definition: "" }], groups: [],
    recognition: [{ id: "declaration", label: "Declaration", definition: "", strength: "strong" }, { id: "network", label: "Network", definition: "", strength: "weak" }],
    sections: [{ id: "europe", label: "Europe" }, { id: "africa", label: "Africa" }],
    sizes: [{ id: "town", label: "Town" }, { id: "city", label: "City" }],
    countries: [{ code: "AT", name: "Austria", section: "europe" }, { code: "GH", name: "Ghana", section: "africa" }],
  },
  cities, practices, ...more,
});
