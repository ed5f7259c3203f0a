// What a map shows at first: its view, and the kinds of recognition.
import { h } from "preact";
import type { Atlas } from "../shared/atlas";
import { t } from "../shared/i18n";
import { Frame, PlainField, type FieldProps } from "./fields";
import { asText } from "./types";

/** The world, or a world region of the atlas. */
export function ViewField(props: FieldProps & { atlas: Atlas | null }) {
  const { atlas, setting, value } = props;
  const sections = atlas?.vocabulary.sections ?? [];
  const current = asText(value);
  const choices = [{ value: "world", label: t("The world") }, ...sections.map(({ id, label }) => ({ value: id as string, label }))];
  if (!choices.some((choice) => choice.value === current)) choices.push({ value: current, label: current });
  return <PlainField {...props} setting={{ ...setting, kind: "choice", choices }} />;
}

/** Check boxes for the kinds; none checked means every kind. */
export function KindsField(props: FieldProps & { atlas: Atlas | null }) {
  const { atlas, setting, value, change } = props;
  if (!atlas) return <PlainField {...props} setting={{ ...setting, kind: "line" }} />;
  const chosen = asText(value).split(/[,\n]/).map((id) => id.trim()).filter(Boolean);
  const kinds = [...atlas.vocabulary.recognition.map(({ id, label }) => ({ id, label })), { id: "practice", label: t("Cities with a practice only") }];
  const strange = chosen.filter((id) => !kinds.some((kind) => kind.id === id));
  const toggle = (id: string) => change((chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]).join(", "));
  return (
    <Frame {...props} grouped>
      {!chosen.length && <p class="quiet">{t("None is chosen: the map shows every kind.")}</p>}
      {[...kinds, ...strange.map((id) => ({ id, label: t("{id} (not in the atlas)", { id }) }))].map(({ id, label }) => (
        <label key={id} class="value">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>{label}</span>
        </label>
      ))}
    </Frame>
  );
}
