// "Cities like mine": the learner says once how big their place is and where.
import { h } from "preact";
import { useState } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import { t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import type { Session } from "./session";

/** Shows what the learner said, or asks. */
export function Mine({ session, atlas }: { session: Session; atlas: Atlas }) {
  const { territory } = session.learner;
  const { value } = useSignal(territory.state);
  const [open, setOpen] = useState(false);
  const set = (key: "size" | "section", id: string) => {
    territory.edit({ ...value, [key]: id || undefined });
    if (session.learner.saves) territory.save();
  };
  const said = [value?.name, value?.size && atlas.label("sizes", value.size), value?.section && atlas.label("sections", value.section)];
  const known = said.filter(Boolean).join(", ");
  return (
    <div class="mine">
      <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {known ? t("My city: {place}", { place: known }) : t("Show cities like mine first")}
      </button>
      {open && (
        <div class="search">
          <Pick label={t("Size of my city")} value={value?.size} terms={atlas.vocabulary.sizes} set={(id) => set("size", id)} />
          <Pick label={t("My world region")} value={value?.section} terms={atlas.vocabulary.sections} set={(id) => set("section", id)} />
        </div>
      )}
      {open && <p class="quiet">{t("Only you see this. The map and your plan use it too.")}</p>}
    </div>
  );
}

interface PickProps {
  label: string;
  value: string | undefined;
  terms: Array<{ id: string; label: string }>;
  set: (id: string) => void;
}

function Pick({ label, value, terms, set }: PickProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{t("Not said")}</option>
        {terms.map((term) => (
          <option key={term.id} value={term.id}>
            {term.label}
          </option>
        ))}
      </select>
    </label>
  );
}
