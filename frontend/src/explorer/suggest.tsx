// "Suggest a practice of my city": a form that checks as one types and ends in a text to send. Nothing is sent by itself.
import { h } from "preact";
import { useState } from "preact/hooks";
import type { Atlas } from "../shared/atlas";
import { csv } from "../shared/downloads";
import { t } from "../shared/i18n";
import { CopyText, TakeFile } from "../shared/take-away";
import type { Session } from "./session";
import { problems, suggestionFields, type SuggestionField } from "./suggestion";

/** The form, and the text that it makes. */
export function Suggest({ session, atlas }: { session: Session; atlas: Atlas }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [shown, setShown] = useState(false);
  const fields = suggestionFields(atlas);
  const wrong = problems(fields, values);
  const set = (name: string, value: string) => setValues({ ...values, [name]: value });
  return (
    <form class="suggest" noValidate onSubmit={(event) => event.preventDefault()}>
      <h4>{t("Suggest a practice of my city")}</h4>
      <p>{t("Write what you know. The form makes a text that you send to the course team yourself. Nothing is sent or saved from here.")}</p>
      {fields.map((field) => (
        <FieldInput key={field.name} field={field} value={values[field.name] ?? ""} problem={wrong[field.name] ?? ""} shown={shown} set={set} />
      ))}
      <button type="button" class="button main" onClick={() => setShown(true)}>
        {t("Make the text")}
      </button>
      {shown && Object.keys(wrong).length > 0 && (
        <p class="problem" role="alert">
          {t("Some answers are missing or too short. They are marked above.")}
        </p>
      )}
      {shown && !Object.keys(wrong).length && <Ready session={session} fields={fields} values={values} />}
    </form>
  );
}

interface FieldProps {
  field: SuggestionField;
  value: string;
  problem: string;
  shown: boolean;
  set: (name: string, value: string) => void;
}

function FieldInput({ field, value, problem, shown, set }: FieldProps) {
  const [left, setLeft] = useState(false);
  const visible = problem && (shown || left);
  const attributes = {
    value,
    dir: "auto" as const,
    "aria-invalid": visible ? true : undefined,
    onBlur: () => setLeft(true),
    onInput: (event: { currentTarget: { value: string } }) => set(field.name, event.currentTarget.value),
  };
  return (
    <label class="field">
      <span>
        {field.label} {field.least > 0 && <span class="quiet">{t("(needed)")}</span>}
      </span>
      {field.options ? (
        <select {...attributes}>
          <option value="">{t("Choose")}</option>
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : field.long ? (
        <textarea rows={3} maxLength={field.most} {...attributes} />
      ) : (
        <input type="text" maxLength={field.most} {...attributes} />
      )}
      {visible && <span class="problem">{problem}</span>}
    </label>
  );
}

function Ready({ session, fields, values }: { session: Session; fields: SuggestionField[]; values: Record<string, string> }) {
  const filled = fields.filter(({ name }) => values[name]?.trim());
  const text = filled.map(({ name, label }) => `${label}: ${values[name]?.trim() ?? ""}`).join("\n");
  const address = session.settings.contact;
  const mail = `mailto:${encodeURIComponent(address).replace("%40", "@")}?subject=${encodeURIComponent(t("A practice for the atlas"))}`;
  return (
    <div class="notice">
      <p>
        {t("Send this text to:")}{" "}
        <a href={mail} target="_blank" rel="noopener noreferrer">
          {address}
        </a>
      </p>
      <CopyText label={t("Your text")} text={text} />
      <TakeFile
        button={t("Download the row to attach (CSV)")}
        name="suggestion.csv"
        type="text/csv;charset=utf-8"
        label={t("The row, to copy")}
        text={csv([fields.map(({ name }) => name), fields.map(({ name }) => values[name]?.trim() ?? "")])}
      />
    </div>
  );
}
