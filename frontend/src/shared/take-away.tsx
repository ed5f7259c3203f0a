// A file to download, or, where a download cannot work, a text to copy first.
import { h } from "preact";
import { useState } from "preact/hooks";
import { copy, download } from "./downloads";
import { t } from "./i18n";
import { downloadsWork } from "./in-app";

interface TextProps {
  label: string;
  text: string;
  /** Called once when the text was taken. */
  taken?: () => void;
}

/** A text that can be read, selected and copied with one button. */
export function CopyText({ label, text, taken }: TextProps) {
  const [said, setSaid] = useState("");
  const press = async () => {
    const done = await copy(text);
    setSaid(done ? t("Copied.") : t("Select the text and copy it."));
    taken?.();
  };
  return (
    <div class="copy">
      <label class="field">
        <span>{label}</span>
        <textarea readOnly rows={4} dir="auto" value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <div class="bar">
        <button type="button" class="button" onClick={press}>
          {t("Copy")}
        </button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}

interface FileProps extends TextProps {
  button: string;
  name: string;
  type: string;
}

/** A download button; in the mobile apps the text to copy stands first. */
export function TakeFile({ button, name, type, label, text, taken }: FileProps) {
  const works = downloadsWork();
  return (
    <div>
      {!works && <CopyText label={label} text={text} taken={taken} />}
      <button
        type="button"
        class="button"
        onClick={() => {
          download(name, type, text);
          taken?.();
        }}
      >
        {button}
      </button>
    </div>
  );
}
