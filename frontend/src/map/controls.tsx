// Buttons below the map.
import { h } from "preact";
import { t } from "../shared/i18n";
import type { Engine } from "./engine";
import type { Shown } from "./places";

export type Extra = "territory" | "take";

interface Props {
  engine: Engine | null;
  shown: Shown[];
  open: Extra | null;
  toggle: (name: Extra) => void;
}

/** Zoom, fit, my territory, take away. */
export function Controls({ engine, shown, open, toggle }: Props) {
  return (
    <div class="controls">
      <div class="bar">
        <button type="button" class="button square" aria-label={t("Zoom in")} onClick={() => engine?.zoom(1.6, undefined, true)}>
          <span aria-hidden="true">+</span>
        </button>
        <button type="button" class="button square" aria-label={t("Zoom out")} onClick={() => engine?.zoom(1 / 1.6, undefined, true)}>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" class="button" onClick={() => engine?.go(engine.home())}>
          {t("Whole view")}
        </button>
        <button type="button" class="button" disabled={!shown.length} onClick={() => engine?.fit(shown)}>
          {t("Fit to result")}
        </button>
        <span class="gap" />
        <button type="button" class="button" aria-expanded={open === "territory"} onClick={() => toggle("territory")}>
          {t("My territory")}
        </button>
        <button type="button" class="button" aria-expanded={open === "take"} onClick={() => toggle("take")}>
          {t("Copy or download")}
        </button>
      </div>
    </div>
  );
}

/** What the signs mean and how the map is moved, in words. */
export function MapHelp({ until }: { until: number | null }) {
  return (
    <div class="controls">
      <p class="quiet">
        {t("A full sign is a promise on human rights; an outline is a weaker sign; a disc with a number is a group.")}{" "}
        {until !== null && t("A broken outline means that the year is not known.")}
      </p>
      <p class="quiet" id="map-help">
        {t("Arrow keys go to the nearest place, Enter opens it, plus and minus zoom. Drag or pinch to move; Ctrl and the wheel zoom.")}
      </p>
    </div>
  );
}
