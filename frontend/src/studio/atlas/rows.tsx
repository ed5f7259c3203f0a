// Sources and acts of recognition as rows that can be added and removed.
import { h, type ComponentChild } from "preact";
import { t } from "../../shared/i18n";
import { isRec, type Rec } from "./item";
import type { Option } from "./record-fields";
import type { Problem } from "./schema";

interface TextProps {
  label: string;
  value: unknown;
  problem: string;
  type?: "text" | "number" | "url";
  change: (value: string) => void;
}

/** One line of a row, with what is wrong with it. */
export function RowText({ label, value, problem, type = "text", change }: TextProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type={(type === "url" ? "url" : "text") as "text"}
        inputMode={type === "number" ? "numeric" : undefined}
        class={type === "number" ? "short" : undefined}
        aria-invalid={problem ? true : undefined}
        value={value === undefined || value === null ? "" : String(value)}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {problem && <span class="problem">{problem}</span>}
    </label>
  );
}

/** A text as stored: nothing for an empty one, a number where it is one. */
export function stored(text: string, numeric: boolean): unknown {
  if (!text.trim()) return undefined;
  return numeric && /^-?\d+$/.test(text.trim()) ? Number(text.trim()) : text;
}

function put(record: Rec, name: string, value: unknown): Rec {
  const next = { ...record, [name]: value };
  if (value === undefined) delete next[name];
  return next;
}

interface SourceProps {
  source: Rec;
  problemAt: (name: string) => string;
  change: (source: Rec) => void;
}

/** The fields of one source. */
export function SourceFields({ source, problemAt, change }: SourceProps) {
  const line = (name: string, label: string, type: TextProps["type"] = "text") => (
    <RowText label={label} value={source[name]} type={type} problem={problemAt(name)} change={(text) => change(put(source, name, stored(text, type === "number")))} />
  );
  return (
    <div class="pair">
      {line("title", t("Title of the source"))}
      {line("publisher", t("Publisher"))}
      {line("url", t("Link to the original"), "url")}
      {line("year", t("Year"), "number")}
    </div>
  );
}

interface ListProps {
  items: Rec[];
  add: string;
  remove: (place: number) => string;
  fresh: Rec;
  change: (items: Rec[]) => void;
  children: (item: Rec, at: number, change: (item: Rec) => void) => ComponentChild;
}

function List({ items, add, remove, fresh, change, children }: ListProps) {
  return (
    <div>
      <ol class="rows">
        {items.map((item, at) => (
          <li key={at}>
            {children(item, at, (next) => change(items.map((each, place) => (place === at ? next : each))))}
            <button type="button" class="plain" onClick={() => change(items.filter((_each, place) => place !== at))}>
              {remove(at + 1)}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="button" onClick={() => change([...items, fresh])}>
        {add}
      </button>
    </div>
  );
}

const sentenceAt = (problems: Problem[], path: string) => problems.find((problem) => problem.path === path)?.sentence ?? "";

interface RowsProps {
  name: string;
  value: unknown;
  problems: Problem[];
  change: (items: Rec[]) => void;
}

const listOf = (value: unknown): Rec[] => (Array.isArray(value) ? value.map((item) => (isRec(item) ? item : {})) : []);

/** Sources of a practice. */
export function SourceRows({ name, value, problems, change }: RowsProps) {
  return (
    <List items={listOf(value)} add={t("Add a source")} remove={(place) => t("Remove source {place}", { place })} fresh={{}} change={change}>
      {(source, at, set) => <SourceFields source={source} problemAt={(part) => sentenceAt(problems, `${name}.${at}.${part}`)} change={set} />}
    </List>
  );
}

/** Acts of recognition of a city. */
export function ActRows({ name, value, problems, change, options }: RowsProps & { options: Option[] }) {
  const fresh = { kind: options[0]?.id ?? "", source: {} };
  return (
    <List items={listOf(value)} add={t("Add an act of recognition")} remove={(place) => t("Remove act {place}", { place })} fresh={fresh} change={change}>
      {(act, at, set) => {
        const problemAt = (part: string) => sentenceAt(problems, `${name}.${at}.${part}`);
        return (
          <div>
            <div class="pair">
              <label class="field">
                <span>{t("Kind")}</span>
                <select onChange={(event) => set(put(act, "kind", event.currentTarget.value))}>
                  {options.map(({ id, label }) => (
                    <option key={id} value={id} selected={id === act.kind}>{label}</option>
                  ))}
                </select>
              </label>
              <RowText label={t("Year of the act")} type="number" value={act.year} problem={problemAt("year")} change={(text) => set(put(act, "year", stored(text, true)))} />
            </div>
            <RowText label={t("What it says")} value={act.detail} problem={problemAt("detail")} change={(text) => set(put(act, "detail", stored(text, false)))} />
            <label class="value">
              <input type="checkbox" checked={act.strength === "weak"} onChange={() => set(put(act, "strength", act.strength === "weak" ? undefined : "weak"))} />
              <span>{t("Weighs less than its kind, for example a pledge")}</span>
            </label>
            <SourceFields source={isRec(act.source) ? act.source : {}} problemAt={(part) => problemAt(`source.${part}`)} change={(source) => set(put(act, "source", source))} />
          </div>
        );
      }}
    </List>
  );
}
