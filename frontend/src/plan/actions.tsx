// The actions of the plan: one card each, which become the rows of a table in the document.
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { n, number, t } from "../shared/i18n";
import { useSignal } from "../shared/signal";
import sheet from "./actions.css";
import { OrConflict, Trouble, type AnswerProps } from "./answer";
import { rowLength } from "./rules";
import { ACTION_CHARACTERS, ACTIONS, type Row } from "./types";

const EMPTY: Row = ["", "", "", "", "", ""];

function costs(): Array<[string, string]> {
  return [
    ["", t("Choose …")],
    ["none", t("No extra cost: within today's work")],
    ["low", t("Low: one office can pay it")],
    ["medium", t("Medium: needs a line in the budget")],
    ["high", t("High: needs money from outside, or years")],
  ];
}

function kinds(): Array<[string, string]> {
  return [
    ["", t("Choose …")],
    ["structure", t("Structure: a rule, a body, a named person")],
    ["process", t("Process: what is done, and how often")],
    ["outcome", t("Outcome: what changes in people's lives")],
  ];
}

export { sheet };

/** All actions, with adding, moving and removing. */
export function Actions({ session, question }: AnswerProps) {
  const { value } = useSignal(session.answer(question.id).state);
  const rows = (value as Row[] | null)?.length ? (value as Row[]) : [EMPTY];
  const [removed, setRemoved] = useState<{ at: number; row: Row } | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (wanted === null) return;
    list.current?.querySelectorAll<HTMLElement>("textarea.what")[wanted]?.focus();
    setWanted(null);
  }, [wanted]);
  const put = (next: Row[], focus?: number) => {
    session.edit(question, next);
    if (focus !== undefined) setWanted(focus);
  };
  const remove = (at: number) => {
    const row = rows[at];
    if (row?.some(Boolean)) setRemoved({ at, row });
    put(rows.filter((_row, other) => other !== at), Math.max(0, at - 1));
    announce(t("Action {number} removed.", { number: at + 1 }));
  };
  const move = (at: number, by: number) => {
    const next = [...rows];
    next.splice(at + by, 0, ...next.splice(at, 1));
    put(next, at + by);
    announce(t("Now action {number}.", { number: at + by + 1 }));
  };
  const undo = () => {
    if (!removed) return;
    const kept = rows.filter((row) => row.some(Boolean));
    put([...kept.slice(0, removed.at), removed.row, ...kept.slice(removed.at)], removed.at);
    setRemoved(null);
  };
  return (
    <OrConflict session={session} question={question}>
      {question.help && (
        <p class="quiet" dir="auto">
          {question.help}
        </p>
      )}
      <ol class="actions" ref={list}>
        {rows.map((row, at) => (
          <li key={at}>
            <Action
              row={row}
              at={at}
              all={rows.length}
              change={(next) => put(rows.map((old, other) => (other === at ? next : old)))}
              blur={() => session.save(question)}
              remove={() => remove(at)}
              move={(by) => move(at, by)}
            />
          </li>
        ))}
      </ol>
      <Trouble session={session} question={question} />
      {removed && (
        <p class="notice">
          {t("Action {number} removed.", { number: removed.at + 1 })}{" "}
          <button type="button" class="plain" onClick={undo}>
            {t("Undo")}
          </button>
        </p>
      )}
      <div class="bar">
        <button type="button" class="button" disabled={rows.length >= ACTIONS} onClick={() => put([...rows, EMPTY], rows.length)}>
          {t("Add an action")}
        </button>
        <span class="quiet">{t("{count} of {most}", { count: number(rows.length), most: number(ACTIONS) })}</span>
      </div>
    </OrConflict>
  );
}

interface ActionProps {
  row: Row;
  at: number;
  all: number;
  change: (row: Row) => void;
  blur: () => void;
  remove: () => void;
  move: (by: number) => void;
}

function Action({ row, at, all, change, blur, remove, move }: ActionProps) {
  const set = (index: number, text: string) => change(row.map((old, other) => (other === index ? text : old)) as Row);
  const name = t("Action {number}", { number: at + 1 });
  const over = rowLength(row) - ACTION_CHARACTERS;
  const area = (index: number, label: string, kind: string) => (
    <label class={`field ${kind}`}>
      <span>{label}</span>
      <textarea class={kind} rows={2} dir="auto" value={row[index]} onInput={(event) => set(index, event.currentTarget.value)} onBlur={blur} />
    </label>
  );
  const choice = (index: number, label: string, options: Array<[string, string]>) => (
    <label class="field">
      <span>{label}</span>
      <select value={row[index]} onChange={(event) => set(index, event.currentTarget.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset class="action">
      <legend>{name}</legend>
      <div class="action-fields">
        {area(0, t("What"), "what")}
        {area(1, t("Who"), "who")}
        {area(2, t("By when"), "when")}
        {area(4, t("Indicator that shows it"), "indicator")}
        {choice(5, t("Kind of indicator"), kinds())}
        {choice(3, t("Cost band"), costs())}
      </div>
      {over > 0 && <p class="problem">{n("{count} character too many.", "{count} characters too many.", over)}</p>}
      <div class="bar">
        <ActionButton label={t("Move up")} name={name} press={at > 0 ? () => move(-1) : null} />
        <ActionButton label={t("Move down")} name={name} press={at < all - 1 ? () => move(1) : null} />
        <ActionButton label={t("Remove")} name={name} press={all > 1 || row.some(Boolean) ? remove : null} />
      </div>
    </fieldset>
  );
}

function ActionButton({ label, name, press }: { label: string; name: string; press: (() => void) | null }) {
  return (
    <button type="button" class="plain" disabled={!press} onClick={() => press?.()}>
      {label}
      <span class="unseen"> {name}</span>
    </button>
  );
}
