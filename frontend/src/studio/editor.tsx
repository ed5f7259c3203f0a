// The editor of a block in Studio: settings, and the way to the cities and practices.
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { isDone } from "../shared/answers";
import { RequestFailure, type Host } from "../shared/host";
import { t } from "../shared/i18n";
import { AtlasEditor } from "./atlas/atlas-editor";
import { Book } from "./atlas/book";
import { Form } from "./form";
import { useFormState } from "./state";
import { asText, type EditorArguments } from "./types";

/** The editor of a block. */
export function Editor({ host, args }: { host: Host; args: EditorArguments }) {
  const state = useFormState(args);
  const [inAtlas, setInAtlas] = useState(false);
  const [failure, setFailure] = useState("");
  const book = useRef<Book | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const unsaved = () => book.current?.count() ?? 0;

  const save = async () => {
    const wrong = state.check();
    if (unsaved()) return setFailure(t("Cities and practices have changes that are not saved. Save or undo them first."));
    if (wrong[0]) {
      const field = frame.current?.querySelector<HTMLElement>(`#set-${wrong[0].name}`);
      field?.focus();
      return setFailure(t("Not saved. Look at: {names}.", { names: wrong.map(({ label }) => label).join(", ") }));
    }
    setFailure("");
    await send(host, state.toSend(), setFailure);
  };
  const cancel = () => {
    if (unsaved()) return setFailure(t("Cities and practices have changes that are not saved. Save or undo them first."));
    host.runtime.notify?.("cancel", {});
  };
  useButtons(host.element, inAtlas, () => void save(), cancel);
  useEffect(() => {
    if (failure) announce(failure);
  }, [failure]);

  if (inAtlas) {
    const name = asText(state.values.atlas).replace(/^\/static\//, "");
    book.current ??= new Book(name);
    return <AtlasEditor host={host} args={args} book={book.current} leave={() => setInAtlas(false)} />;
  }
  return (
    <div class="settings" ref={frame}>
      <div class="bar">
        <button type="button" class="button" disabled={!args.assetPattern} onClick={() => setInAtlas(true)}>
          {t("Edit cities and practices")}
        </button>
        {!args.assetPattern && <span class="quiet">{t("Cities and practices belong to a course. Open this block in a course to edit them.")}</span>}
      </div>
      <Form args={args} state={state} stamp={book.current?.saves} />
      {failure && (
        <div class="notice bad" role="alert">
          {failure.split("\n").map((line) => <p key={line}>{line}</p>)}
        </div>
      )}
    </div>
  );
}

async function send(host: Host, body: unknown, fail: (sentence: string) => void): Promise<void> {
  host.runtime.notify?.("save", { state: "start" });
  try {
    await host.post("submit_studio_edits", body, isDone);
    host.runtime.notify?.("save", { state: "end" });
  } catch (error) {
    const sentence = error instanceof RequestFailure ? error.message : t("The platform did not answer.");
    fail(sentence);
    host.runtime.notify?.("error", { title: t("Not saved"), message: sentence });
  }
}

/** Studio's own buttons stand outside the shadow root, where Studio's styles reach them. */
function useButtons(element: Element, hidden: boolean, save: () => void, cancel: () => void): void {
  const latest = useRef({ save, cancel });
  latest.current = { save, cancel };
  useEffect(() => {
    const bar = element.querySelector<HTMLElement>(".xblock-actions");
    const on = (name: "save" | "cancel") => (event: Event) => {
      event.preventDefault();
      latest.current[name]();
    };
    const pairs = [["save", element.querySelector(".save-button")], ["cancel", element.querySelector(".cancel-button")]] as const;
    const bound = pairs.map(([name, button]) => [button, on(name)] as const);
    for (const [button, action] of bound) button?.addEventListener("click", action);
    if (bar) {
      bar.style.display = hidden ? "none" : "";
      // Studio puts the bar at the foot of the box that scrolls, and leaves room for it: a long form would carry it away.
      Object.assign(bar.style, { position: "sticky", bottom: "0", zIndex: "1" });
      if (bar.parentElement) bar.parentElement.style.marginBottom = "0";
    }
    return () => {
      for (const [button, action] of bound) button?.removeEventListener("click", action);
    };
  }, [element, hidden]);
}
