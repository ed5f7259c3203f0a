// The filtered list as CSV, made by the second script when it is asked for.
import { h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import type { FindProps } from "./find";

/** A button, and behind it the file or a text to copy. */
export function TakeList({ session, atlas, query }: FindProps) {
  const [open, setOpen] = useState(false);
  return (
    <div class="take">
      <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("Copy or download this list")}
      </button>
      {open && (
        <Lazy load={() => import("./more")}>
          {(part) => <part.TakeListPanel session={session} atlas={atlas} entries={query.result.value} />}
        </Lazy>
      )}
    </div>
  );
}
