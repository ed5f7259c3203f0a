// The checks of a form, by the same definition as `human_rights_mooc/studio_form.py`.
import { t } from "../shared/i18n";
import { asText, type SettingForm } from "./types";

/** What is wrong with a value, as a sentence; "" when nothing is. Numbers arrive as the author typed them. */
export function problemWith(setting: SettingForm, value: unknown): string {
  if (setting.kind === "yes") return typeof value === "boolean" ? "" : t("Choose yes or no.");
  if (setting.kind === "whole" || setting.kind === "number") return numberProblem(setting, value);
  const text = asText(value);
  const most = setting.longest ?? Infinity;
  if ([...text].length > most) return t("Write a text of at most {most} characters.", { most });
  if (setting.choices && !setting.choices.some((choice) => choice.value === text)) return t("Choose one of the values offered.");
  if (!setting.pattern) return "";
  const pattern = new RegExp(`^(?:${setting.pattern})$`);
  const lines = setting.byLine ? text.split("\n").map((line) => line.trim()).filter(Boolean) : [text];
  return lines.every((line) => pattern.test(line)) ? "" : (setting.advice ?? "");
}

function numberProblem({ kind, min, max }: SettingForm, value: unknown): string {
  const found = numberOf(value);
  const whole = kind === "whole";
  const fits = found !== null && (!whole || Number.isInteger(found)) && (min === undefined || found >= min) && (max === undefined || found <= max);
  if (fits) return "";
  const bounds = { low: min ?? 0, high: max ?? 0 };
  return whole ? t("Write a whole number from {low} to {high}.", bounds) : t("Write a number from {low} to {high}.", bounds);
}

/** The number that an author typed; a comma may stand for the point. null if it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const text = asText(value).trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** A value as it is sent. */
export function toSend(setting: SettingForm, value: unknown): unknown {
  return setting.kind === "whole" || setting.kind === "number" ? numberOf(value) : value;
}
