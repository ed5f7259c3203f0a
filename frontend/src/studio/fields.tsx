// One setting of the form: label, control, help, default, reset, and what is wrong with it.
import { h, type ComponentChild } from "preact";
import { t } from "../shared/i18n";
import { asText, type SettingForm } from "./types";

export interface FieldProps {
  setting: SettingForm;
  value: unknown;
  problem: string;
  change: (value: unknown) => void;
  reset: (() => void) | null;
}

/** The default as an author reads it; "" for what has no short name. */
export function shownDefault({ kind, default: value, choices }: SettingForm): string {
  if (kind === "yes") return value ? t("Yes") : t("No");
  const text = asText(value);
  if (kind === "kinds" || kind === "preset" || kind === "questions") return "";
  return choices?.find((choice) => choice.value === text)?.label ?? (text || t("empty"));
}

/** The frame of a setting, around its control. */
export function Frame({ setting, problem, reset, children, grouped = false }: FieldProps & { children: ComponentChild; grouped?: boolean }) {
  const { name, label, help } = setting;
  const usual = shownDefault(setting);
  return (
    <div class="setting" role={grouped ? "group" : undefined} aria-labelledby={grouped ? `label-${name}` : undefined}>
      {grouped ? (
        <p class="setting-name" id={`label-${name}`}>{label}</p>
      ) : (
        <label class="setting-name" for={`set-${name}`}>{label}</label>
      )}
      {children}
      {problem && (
        <p class="problem" id={`problem-${name}`}>{problem}</p>
      )}
      <p class="quiet" id={`help-${name}`}>
        {help} {usual && t("Default: {value}.", { value: usual.slice(0, 80) })}{" "}
        {reset && (
          <button type="button" class="plain" aria-label={t("Reset {name}", { name: label })} onClick={reset}>
            {t("Reset")}
          </button>
        )}
      </p>
    </div>
  );
}

const described = ({ setting: { name }, problem }: FieldProps) => ({
  id: `set-${name}`,
  "aria-describedby": `${problem ? `problem-${name} ` : ""}help-${name}`,
  "aria-invalid": problem ? true : undefined,
});

/** The control of a plain kind. Unknown kinds, of a newer release, are shown and not changed. */
export function PlainField(props: FieldProps) {
  const { setting, value, change } = props;
  const common = described(props);
  const typed = (event: Event) => change((event.currentTarget as HTMLInputElement).value);
  if (setting.kind === "yes") return <YesField {...props} />;
  if (setting.kind === "text") {
    return (
      <Frame {...props}>
        <textarea {...common} rows={3} value={asText(value)} onInput={typed} />
      </Frame>
    );
  }
  if (setting.kind === "choice") {
    return (
      <Frame {...props}>
        <select {...common} onChange={typed}>
          {setting.choices?.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      </Frame>
    );
  }
  const numeric = setting.kind === "whole" || setting.kind === "number";
  return (
    <Frame {...props}>
      <input
        {...common}
        type="text"
        class={numeric ? "short" : undefined}
        inputMode={numeric ? (setting.kind === "whole" ? "numeric" : "decimal") : undefined}
        readOnly={!numeric && setting.kind !== "line"}
        value={asText(value)}
        onInput={typed}
      />
    </Frame>
  );
}

function YesField(props: FieldProps) {
  const { setting, value, change } = props;
  return (
    <Frame {...props} grouped>
      <div class="bar">
        {[true, false].map((each) => (
          <label key={String(each)} class="value">
            <input
              type="radio"
              name={`set-${setting.name}`}
              checked={value === each}
              aria-describedby={`help-${setting.name}`}
              onChange={() => change(each)}
            />
            <span>{each ? t("Yes") : t("No")}</span>
          </label>
        ))}
      </div>
    </Frame>
  );
}
