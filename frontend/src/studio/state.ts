// What an author has typed and not saved yet.
import { useState } from "preact/hooks";
import { problemWith, toSend } from "./rules";
import type { EditorArguments, SettingForm, Values } from "./types";

export interface FormState {
  values: Values;
  problems: Record<string, string>;
  resets: Set<string>;
  change: (name: string, value: unknown) => void;
  reset: (setting: SettingForm) => void;
  canReset: (setting: SettingForm) => boolean;
  /** Settings that are wrong, in the order of the form; marks them. */
  check: () => SettingForm[];
  /** What to send: changed values, and names of settings that are to have their default. */
  toSend: () => { values: Values; defaults: string[] };
}

/** The state of a form. A setting that is wrong is marked once it was checked, and again at each change. */
export function useFormState(args: EditorArguments): FormState {
  const settings = args.form.flatMap((group) => group.settings);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(settings.map(({ name, value }) => [name, value])));
  const [resets, setResets] = useState(() => new Set<string>());
  const [problems, setProblems] = useState<Record<string, string>>({});
  const isChanged = ({ name, value }: SettingForm) => values[name] !== value;

  const put = (name: string, value: unknown, isReset: boolean) => {
    setValues((old) => ({ ...old, [name]: value }));
    setResets((old) => {
      const next = new Set(old);
      if (isReset) next.add(name);
      else next.delete(name);
      return next;
    });
    const setting = settings.find((each) => each.name === name);
    if (setting) setProblems((old) => ({ ...old, [name]: problemWith(setting, value) }));
  };

  return {
    values,
    problems,
    resets,
    change: (name, value) => put(name, value, false),
    reset: (setting) => put(setting.name, setting.default, true),
    canReset: (setting) => !resets.has(setting.name) && (setting.set || values[setting.name] !== setting.default),
    check: () => {
      const found = Object.fromEntries(settings.map((setting) => [setting.name, problemWith(setting, values[setting.name])]));
      setProblems(found);
      return settings.filter(({ name }) => found[name]);
    },
    toSend: () => ({
      values: Object.fromEntries(
        settings.filter((each) => isChanged(each) && !resets.has(each.name)).map((each) => [each.name, toSend(each, values[each.name])]),
      ),
      defaults: [...resets],
    }),
  };
}
