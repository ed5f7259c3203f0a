// The questions of a step as rows. The name of a question never changes: it holds the learners' answers.
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/i18n";
import { Frame, PlainField, type FieldProps } from "./fields";
import { freshId, linesOf, rowsOf, type QuestionRow } from "./question-lines";
import { asText, type OwnQuestion } from "./types";

const MOST = 8;

interface Props extends FieldProps {
  step: string;
  own: Record<string, OwnQuestion[]>;
  titles: Record<string, string>;
}

/** Our own questions until the author changes them; then rows that can be reworded, added, moved and removed. */
export function QuestionsField(props: Props) {
  const { value, step } = props;
  const rows = rowsOf(asText(value));
  if (rows === null || (step === "overview" && rows.length)) return <PlainField {...props} setting={{ ...props.setting, kind: "text" }} />;
  return rows.length ? <Rows {...props} first={rows} /> : <Ours {...props} />;
}

function Ours(props: Props) {
  const { step, own, titles, change } = props;
  const steps = step === "overview" ? Object.keys(own) : [step];
  const begin = () =>
    change(linesOf((own[step] ?? []).map(({ id, text, help, optional }) => ({ step: "", id, text, help: help ?? "", optional: Boolean(optional) }))));
  return (
    <Frame {...props} grouped>
      {steps.map((number) => (
        <Fragment key={number}>
          {steps.length > 1 && <p class="quiet">{titles[number]}</p>}
          <ol>
            {own[number]?.map(({ id, text }) => <li key={id}>{text}</li>)}
          </ol>
        </Fragment>
      ))}
      {step !== "overview" && (
        <button type="button" class="button" onClick={begin}>
          {t("Change these questions")}
        </button>
      )}
    </Frame>
  );
}

function Rows(props: Props & { first: QuestionRow[] }) {
  // Rows live here while they are typed: a row without text yet has no line.
  const [rows, setRows] = useState(props.first);
  const store = (next: QuestionRow[]) => {
    setRows(next);
    props.change(linesOf(next));
  };
  const put = (at: number, part: Partial<QuestionRow>) => store(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  const move = (at: number, to: number) => {
    const next = [...rows];
    next.splice(to, 0, ...next.splice(at, 1));
    store(next);
  };
  return (
    <Frame {...props} grouped>
      <ol class="rows">
        {rows.map((row, at) => (
          <li key={row.id}>
            <Row row={row} at={at} last={at === rows.length - 1} put={(part) => put(at, part)} move={(to) => move(at, to)} remove={() => store(rows.filter((_row, place) => place !== at))} />
          </li>
        ))}
      </ol>
      {rows.length < MOST && (
        <button type="button" class="button" onClick={() => store([...rows, { step: "", id: freshId(rows), text: "", help: "", optional: false }])}>
          {t("Add a question")}
        </button>
      )}
    </Frame>
  );
}

interface RowProps {
  row: QuestionRow;
  at: number;
  last: boolean;
  put: (part: Partial<QuestionRow>) => void;
  move: (to: number) => void;
  remove: () => void;
}

function Row({ row, at, last, put, move, remove }: RowProps) {
  const place = at + 1;
  const typed = (name: "text" | "help") => (event: Event) => put({ [name]: (event.currentTarget as HTMLInputElement).value });
  return (
    <Fragment>
      <label class="field">
        <span>{t("Question {place}", { place })}</span>
        <textarea rows={2} maxLength={600} value={row.text} onInput={typed("text")} />
      </label>
      <label class="field">
        <span>{t("Hint for question {place}", { place })}</span>
        <textarea rows={2} maxLength={600} value={row.help} onInput={typed("help")} />
      </label>
      <div class="bar">
        <label class="value">
          <input type="checkbox" checked={row.optional} onChange={() => put({ optional: !row.optional })} />
          <span>{t("An answer is optional")}</span>
        </label>
        <button type="button" class="plain" disabled={at === 0} aria-label={t("Move question {place} up", { place })} onClick={() => move(at - 1)}>
          {t("Up")}
        </button>
        <button type="button" class="plain" disabled={last} aria-label={t("Move question {place} down", { place })} onClick={() => move(at + 1)}>
          {t("Down")}
        </button>
        <button type="button" class="plain" aria-label={t("Remove question {place}", { place })} onClick={remove}>
          {t("Remove")}
        </button>
      </div>
    </Fragment>
  );
}
