// The form of a block's settings, in groups.
import { Fragment, h } from "preact";
import { AtlasWaiting, useAtlas } from "../shared/atlas-loading";
import { t } from "../shared/i18n";
import { PlainField } from "./fields";
import { KindsField, ViewField } from "./map-fields";
import { PresetField } from "./preset-field";
import { QuestionsField } from "./questions-field";
import { numberOf } from "./rules";
import type { FormState } from "./state";
import { asText, type EditorArguments, type SettingForm } from "./types";

interface Props {
  args: EditorArguments;
  state: FormState;
  /** Rises when the cities and practices were saved: the form then reads them again. */
  stamp?: number;
}

/** All groups, with a preview of the introduction. */
export function Form({ args, state, stamp = 0 }: Props) {
  const name = asText(state.values.atlas).replace(/^\/static\//, "");
  const loading = useAtlas(args.assetPattern ? `${args.assetPattern.replace("NAME", name)}${stamp ? `?v=${stamp}` : ""}` : "");
  const needsAtlas = args.form.some(({ settings }) => settings.some(({ kind }) => ["preset", "kinds", "view"].includes(kind)));
  return (
    <Fragment>
      {needsAtlas && !loading.atlas && <AtlasWaiting {...loading} />}
      {args.form.map(({ title, settings }) => (
        <section key={title} class="group" aria-label={title}>
          <h2>{title}</h2>
          {settings.map((setting) => (
            <Field key={setting.name} setting={setting} args={args} state={state} atlas={loading.atlas} />
          ))}
          {settings.some((setting) => setting.name === "introduction") && <Introduction state={state} />}
        </section>
      ))}
    </Fragment>
  );
}

function Field({ setting, args, state, atlas }: Props & { setting: SettingForm; atlas: Parameters<typeof ViewField>[0]["atlas"] }) {
  const common = {
    setting,
    value: state.values[setting.name],
    problem: state.problems[setting.name] ?? "",
    change: (value: unknown) => state.change(setting.name, value),
    reset: state.canReset(setting) ? () => state.reset(setting) : null,
  };
  if (setting.kind === "preset") return <PresetField {...common} atlas={atlas} required={numberOf(state.values.required_opened) ?? 0} />;
  if (setting.kind === "kinds") return <KindsField {...common} atlas={atlas} />;
  if (setting.kind === "view") return <ViewField {...common} atlas={atlas} />;
  if (setting.kind === "questions") {
    const step = asText(state.values.step);
    return <QuestionsField key={`${step} ${state.resets.has(setting.name)}`} {...common} step={step} own={args.steps ?? {}} titles={args.titles ?? {}} />;
  }
  return <PlainField {...common} />;
}

function Introduction({ state }: { state: FormState }) {
  const [title, text] = [asText(state.values.display_name), asText(state.values.introduction)];
  return (
    <div class="sample" role="group" aria-label={t("As learners see it")}>
      <p class="quiet">{t("As learners see it")}</p>
      <p class="sample-title">{title}</p>
      {text.trim() && <p class="lead">{text}</p>}
    </div>
  );
}
