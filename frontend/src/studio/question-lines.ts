// Questions of the plan as lines of text: `id: text`, `id (optional): text`, and `> hint` below its question.

/** A question as a row of the form. `step` is set in an overview only. */
export interface QuestionRow {
  step: string;
  id: string;
  text: string;
  help: string;
  optional: boolean;
}

const LINE = /^(?:([1-6])\.)?([a-z][a-z0-9_]{0,29})( ?\(optional\))?\s*:\s*(\S.*)$/;

/** The rows that some lines make; null if a line is not understood: then the author edits the lines. */
export function rowsOf(text: string): QuestionRow[] | null {
  const rows: QuestionRow[] = [];
  for (const line of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
    const last = rows[rows.length - 1];
    if (line.startsWith(">") && last) {
      last.help = `${last.help} ${line.slice(1).trim()}`.trim();
      continue;
    }
    const found = LINE.exec(line);
    if (!found) return null;
    rows.push({ step: found[1] ?? "", id: found[2] as string, text: found[4] as string, help: "", optional: Boolean(found[3]) });
  }
  return rows;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** The lines of some rows. A row without text is left out. */
export function linesOf(rows: QuestionRow[]): string {
  return rows
    .filter(({ text }) => oneLine(text))
    .map(({ step, id, text, help, optional }) => {
      const line = `${step ? `${step}.` : ""}${id}${optional ? " (optional)" : ""}: ${oneLine(text)}`;
      return oneLine(help) ? `${line}\n> ${oneLine(help)}` : line;
    })
    .join("\n");
}

/** A name that no row has: it holds the learners' answers, so it never changes. */
export function freshId(rows: QuestionRow[]): string {
  for (let number = 1; ; number += 1) {
    const id = `own_${number}`;
    if (!rows.some((row) => row.id === id)) return id;
  }
}
