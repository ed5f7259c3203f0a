// One field of a record.
import { h } from "preact";
import { n, number, t } from "../../shared/i18n";
import type { Book } from "./book";
import { textOf, type Item, type Rec } from "./item";
import { Place } from "./place";
import type { FieldDef } from "./record-fields";
import { ActRows, SourceRows, stored } from "./rows";
import type { Problem } from "./schema";

interface Props {
  def: FieldDef;
  item: Item;
  book: Book;
  problems: Problem[];
  put: (part: "card" | "body", values: Rec) => void;
}

const GROUPED = ["terms", "goals", "blocks", "sources", "acts", "place"];

/** Label, control, help, and what is wrong. */
export function RecordField(props: Props) {
  const { def, problems } = props;
  const own = problems.find(({ path }) => path === def.name)?.sentence ?? "";
  const grouped = GROUPED.includes(def.kind);
  const id = `field-${def.name}`;
  return (
    <div class="setting" role={grouped ? "group" : undefined} aria-labelledby={grouped ? `name-${def.name}` : undefined}>
      {grouped ? <p class="setting-name" id={`name-${def.name}`}>{def.label}</p> : <label class="setting-name" for={id}>{def.label}</label>}
      <Control {...props} id={id} invalid={Boolean(own)} />
      {own && <p class="problem" id={`wrong-${def.name}`}>{own}</p>}
      {def.help && <p class="quiet" id={`hint-${def.name}`}>{def.help}</p>}
    </div>
  );
}

function Control(props: Props & { id: string; invalid: boolean }) {
  const { def, item, put } = props;
  const value = item[def.part]?.[def.name];
  const set = (next: unknown) => put(def.part, { [def.name]: next });
  switch (def.kind) {
    case "sources":
      return <SourceRows name={def.name} value={value} problems={props.problems} change={set} />;
    case "acts":
      return <ActRows name={def.name} value={value} problems={props.problems} change={set} options={def.options ?? []} />;
    case "terms":
      return <Boxes options={def.options ?? []} value={value} set={set} />;
    case "goals":
    case "blocks":
      return <Numbers most={def.kind === "goals" ? 17 : 6} goals={def.kind === "goals"} value={value} set={set} />;
    case "place":
      return <PlaceControl {...props} />;
    default:
      return <TextControl {...props} value={value} set={set} />;
  }
}

function PlaceControl({ item, book, problems, put }: Props) {
  const { lat, lon, country } = item.card;
  const at = (name: string) => problems.find(({ path }) => path === name)?.sentence ?? "";
  return (
    <Place
      lat={lat}
      lon={lon}
      country={textOf(country)}
      cities={book.list("city")}
      problems={{ lat: "", lon: at("lon") }}
      change={(north, east) => put("card", { lat: north, lon: east, coords_from: "author" })}
    />
  );
}

interface ControlProps extends Props {
  id: string;
  invalid: boolean;
  value: unknown;
  set: (value: unknown) => void;
}

function TextControl({ def, book, id, invalid, value, set }: ControlProps) {
  const common = { id, "aria-invalid": invalid || undefined, "aria-describedby": `wrong-${def.name} hint-${def.name}` };
  const text = value === undefined || value === null ? "" : Array.isArray(value) ? value.join("\n") : String(value);
  if (def.kind === "text") return <textarea {...common} rows={3} value={text} onInput={(event) => set(stored(event.currentTarget.value, false))} />;
  if (def.kind === "lines") {
    const lines = (given: string) => given.split("\n").map((line) => line.trim()).filter(Boolean);
    return <textarea {...common} rows={3} value={text} onChange={(event) => set(lines(event.currentTarget.value))} />;
  }
  if (def.kind === "choice") {
    return (
      <select {...common} onChange={(event) => set(event.currentTarget.value || undefined)}>
        <option value="" selected={!text}>{t("Choose …")}</option>
        {def.options?.map((option) => <option key={option.id} value={option.id} selected={option.id === value}>{option.label}</option>)}
      </select>
    );
  }
  if (def.kind === "city") return <CitySelect common={common} book={book} value={textOf(value)} set={set} />;
  const numeric = def.kind === "year";
  return (
    <input {...common} type="text" class={numeric || def.kind === "date" ? "short" : undefined} inputMode={numeric ? "numeric" : undefined} value={text} onInput={(event) => set(stored(event.currentTarget.value, numeric))} />
  );
}

function CitySelect({ common, book, value, set }: { common: Rec; book: Book; value: string; set: (value: unknown) => void }) {
  const cities = book
    .list("city")
    .map(({ card }) => ({ id: textOf(card.id), label: `${textOf(card.name)} (${textOf(card.country)})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <select {...common} onChange={(event) => set(event.currentTarget.value || undefined)}>
      <option value="" selected={!value}>{t("Choose …")}</option>
      {cities.map(({ id, label }) => <option key={id} value={id} selected={id === value}>{label}</option>)}
    </select>
  );
}

function Boxes({ options, value, set }: { options: Array<{ id: string; label: string }>; value: unknown; set: (value: unknown) => void }) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const toggle = (id: string) => set(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const all = [...options, ...chosen.filter((id) => !options.some((option) => option.id === id)).map((id) => ({ id, label: id }))];
  return (
    <div class="boxes">
      {all.map(({ id, label }) => (
        <label key={id} class="value">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>{label}</span>
        </label>
      ))}
      <p class="quiet">{n("{count} chosen", "{count} chosen", chosen.length)}</p>
    </div>
  );
}

function Numbers({ most, goals, value, set }: { most: number; goals: boolean; value: unknown; set: (value: unknown) => void }) {
  const chosen = Array.isArray(value) ? (value as number[]) : [];
  const toggle = (each: number) => set(chosen.includes(each) ? chosen.filter((other) => other !== each) : [...chosen, each].sort((a, b) => a - b));
  return (
    <div class="bar">
      {Array.from({ length: most }, (_item, at) => at + 1).map((each) => (
        <label key={each} class="value" aria-label={goals ? t("Goal {count}", { count: each }) : t("Block {count}", { count: each })}>
          <input type="checkbox" checked={chosen.includes(each)} onChange={() => toggle(each)} />
          <span>{number(each)}</span>
        </label>
      ))}
    </div>
  );
}
