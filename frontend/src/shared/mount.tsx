// The initialiser of a view: draws into an open shadow root, and lets no error out of it, because an initialiser that
// throws leaves every later block of the page dead.
import { h, render, type ComponentChild } from "preact";
import { announcer } from "./announce";
import { dress } from "./dress";
import { Host, type PageArguments, type XBlockRuntime } from "./host";
import { t, useLanguage } from "./i18n";
import { Guard } from "./guard";
import { loadScript } from "./scripts";
import sheet from "./shared.css";
import tokens from "./tokens.css";

type Initialiser = { (runtime: XBlockRuntime, element: unknown, args: unknown): void; parts?: Record<string, unknown> };
type Draw<Settings, State> = (host: Host, args: PageArguments<Settings, State>) => ComponentChild;

/** Register `window[name]`. `draw` makes the view; `parts` are the modules that the second script takes from here. */
export function mount<Settings, State>(
  name: string,
  draw: Draw<Settings, State>,
  sheets: string[],
  parts: Record<string, unknown> = {},
): void {
  // A plain function: runtimes call it with `new`.
  const initialiser: Initialiser = function (runtime: XBlockRuntime, given: unknown, args: unknown): void {
    try {
      start(runtime, domNode(given), args as PageArguments<Settings, State>, draw, sheets);
    } catch (error) {
      explain(given, error);
    }
  };
  initialiser.parts = parts;
  (window as unknown as Record<string, unknown>)[name] = initialiser;
}

/** The LMS gives a DOM node, Studio's modal a jQuery object. */
export function domNode(given: unknown): Element {
  const node = given instanceof Element ? given : (given as { 0?: unknown } | null)?.[0];
  if (!(node instanceof Element)) throw new Error("no element");
  return node;
}

async function prepare(args: PageArguments<unknown, unknown>): Promise<void> {
  if (args.catalogue && !(args.namespace in window)) {
    try {
      await loadScript(args.catalogue, () => args.namespace in window);
    } catch {
      // Without its catalogue the interface is in English.
    }
  }
  useLanguage(args.language || "en", args.namespace);
}

function start<Settings, State>(
  runtime: XBlockRuntime,
  element: Element,
  args: PageArguments<Settings, State>,
  draw: Draw<Settings, State>,
  sheets: string[],
): void {
  const place = element.querySelector(".hrl-block") ?? element;
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const frame = document.createElement("div");
  frame.className = "frame";
  root.replaceChildren(frame);
  root.adoptedStyleSheets = [];
  dress(root, [tokens, sheet, ...sheets].join("\n"));
  void prepare(args).then(() => {
    frame.lang = args.catalogue || args.language.startsWith("en") ? args.language : "en";
    const rightToLeft = /^(ar|he|fa|ur)\b/.test(frame.lang) || getComputedStyle(place).direction === "rtl";
    frame.dir = rightToLeft ? "rtl" : "ltr";
    const host = new Host(runtime, element, args);
    const live = announcer();
    root.append(live);
    render(<Guard>{draw(host, args)}</Guard>, frame);
  });
}

function explain(given: unknown, error: unknown): void {
  console.error(error);
  try {
    const p = document.createElement("p");
    p.textContent = t("This activity could not start. Load the page again.");
    domNode(given).append(p);
  } catch {
    // There is no place to say it in.
  }
}
