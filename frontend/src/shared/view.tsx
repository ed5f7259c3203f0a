// A view: draws into an open shadow root. Its initialiser (initialiser.ts) starts it.
import { h, render, type ComponentChild } from "preact";
import { announcer } from "./announce";
import { dress, undress } from "./dress";
import { Guard } from "./guard";
import { Host, type PageArguments, type XBlockRuntime } from "./host";
import { useLanguage } from "./i18n";
import { loadScript } from "./scripts";
import sheet from "./shared.css";
import tokens from "./tokens.css";

type Draw<Settings, State> = (host: Host, args: PageArguments<Settings, State>) => ComponentChild;
type Start<Settings, State> = (runtime: XBlockRuntime, element: Element, args: PageArguments<Settings, State>) => Promise<void>;

/** What starts a view, once for each block of a page. `draw` makes what stands in it. */
export function view<Settings, State>(draw: Draw<Settings, State>, sheets: string[]): Start<Settings, State> {
  return async (runtime, element, args) => {
    const place = element.querySelector(".hrl-block") ?? element;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const frame = document.createElement("div");
    frame.className = "frame";
    root.replaceChildren(frame);
    undress(root);
    dress(root, [tokens, sheet, ...sheets].join("\n"));
    await speak(args);
    frame.lang = args.catalogue || args.language.startsWith("en") ? args.language : "en";
    const rightToLeft = /^(ar|he|fa|ur)\b/.test(frame.lang) || getComputedStyle(place).direction === "rtl";
    frame.dir = rightToLeft ? "rtl" : "ltr";
    const host = new Host(runtime, element, args);
    root.append(announcer());
    const watch = () => void import("./keep-focus").then((part) => part.keepFocus(root, frame)).catch(() => 0);
    frame.addEventListener("focusin", watch, { once: true });
    render(<Guard>{draw(host, args)}</Guard>, frame);
  };
}

/** Take the page's language, with its catalogue. */
async function speak({ catalogue, namespace, language }: PageArguments<unknown, unknown>): Promise<void> {
  if (catalogue && !(namespace in window)) {
    try {
      await loadScript(catalogue, () => namespace in window);
    } catch {
      // Without its catalogue the interface is in English.
    }
  }
  useLanguage(language || "en", namespace);
}
