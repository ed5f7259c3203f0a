// Saving to the course: what changes, what the checks say, somebody else's save, the warning, and the state before.
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../../shared/announce";
import { download } from "../../shared/downloads";
import type { Host } from "../../shared/host";
import { number, t } from "../../shared/i18n";
import type { EditorArguments } from "../types";
import { useAttempt } from "./attempt";
import type { Book, Clash } from "./book";
import { Changes, Fields } from "./changes";
import { Findings } from "./findings";
import type { Rec } from "./item";
import { foreignFiles, plan, today, touched, uploadAll, type Plan } from "./saving-steps";

interface Props {
  host: Host;
  args: EditorArguments;
  book: Book;
  close: () => void;
}

type Stage =
  | { name: "looking" }
  | { name: "foreign"; texts: Map<string, string> }
  | { name: "ready"; plan: Plan }
  | { name: "saving"; file: string }
  | { name: "saved"; before: Map<string, string> };

/** Everything from "Save to the course" to "Saved". */
export function Saving({ host, args, book, close }: Props) {
  const [stage, setStage] = useState<Stage>({ name: "looking" });
  const { attempt, failure } = useAttempt();
  const [clashes, setClashes] = useState<Clash[]>([]);
  // The files as they were at the first attempt: an upload may fail half-way and be tried again.
  const before = useRef<Map<string, string> | null>(null);
  const vocabulary = (book.stored.cards.vocabulary ?? {}) as Rec;

  /** Look at what is stored; null when nobody else saved. */
  const foreign = () => foreignFiles(args, book, touched(book, book.write(today())));
  const look = () =>
    attempt(async () => {
      setStage({ name: "looking" });
      const texts = await foreign();
      if (texts) return setStage({ name: "foreign", texts });
      setStage({ name: "ready", plan: await plan(host, book, book.write(today())) });
    });
  useEffect(() => void look(), []);
  const again = (texts: Map<string, string>) => {
    setClashes(book.applyAgain(texts));
    void look();
  };
  const save = (ready: Plan) =>
    attempt(async () => {
      const texts = await foreign();
      if (texts) return setStage({ name: "foreign", texts });
      before.current ??= new Map(book.texts);
      await uploadAll(args, book, ready.uploads, (file) => setStage({ name: "saving", file }));
      book.saved(new Map(book.texts));
      setStage({ name: "saved", before: new Map([...(before.current ?? [])].filter(([name, text]) => book.texts.get(name) !== text)) });
      announce(t("Saved. Learners see it now."));
    });

  return (
    <div class="saving-page">
      <h2>{t("Save to the course")}</h2>
      {failure && <Failed sentence={failure} retry={look} />}
      {clashes.length > 0 && stage.name === "ready" && <Clashes clashes={clashes} vocabulary={vocabulary} />}
      {!failure && stage.name === "looking" && <p role="status">{t("Checking …")}</p>}
      {!failure && stage.name === "saving" && <p role="status">{t("Saving {file} …", { file: stage.file })}</p>}
      {stage.name === "foreign" && <Foreign book={book} texts={stage.texts} vocabulary={vocabulary} again={again} />}
      {!failure && stage.name === "ready" && <Ready book={book} plan={stage.plan} vocabulary={vocabulary} save={save} />}
      {stage.name === "saved" && <Saved before={stage.before} />}
      <button type="button" class="button" onClick={close}>{t("Back to the list")}</button>
    </div>
  );
}

function Failed({ sentence, retry }: { sentence: string; retry: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{t("Not saved: {reason} Your changes are still here, and learners still have a whole atlas.", { reason: sentence })}</p>
      <button type="button" class="button" onClick={retry}>{t("Try again")}</button>
    </div>
  );
}

function Foreign({ book, texts, vocabulary, again }: { book: Book; texts: Map<string, string>; vocabulary: Rec; again: (texts: Map<string, string>) => void }) {
  return (
    <div class="notice warn" role="alert">
      <p><strong>{t("Somebody else saved the atlas since you opened it. They changed:")}</strong></p>
      <Changes changes={book.foreignChanges(texts)} vocabulary={vocabulary} />
      <p>{t("Nothing of yours is lost. Load their atlas and put your changes on top of it; then look at the list again.")}</p>
      <button type="button" class="button main" onClick={() => again(texts)}>{t("Reload and apply my changes again")}</button>
    </div>
  );
}

function Clashes({ clashes, vocabulary }: { clashes: Clash[]; vocabulary: Rec }) {
  return (
    <div class="notice warn" role="alert">
      <p><strong>{t("You and somebody else changed the same thing. Your version is taken:")}</strong></p>
      <ul>
        {clashes.map(({ change, fields, removed }) => (
          <li key={change.kind + change.id}>
            {change.id} {removed && t("(they removed it; you keep it)")} {!change.after && t("(they changed it; you remove it)")}
            <Fields fields={fields} kind={change.kind} vocabulary={vocabulary} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ready({ book, plan: ready, vocabulary, save }: { book: Book; plan: Plan; vocabulary: Rec; save: (plan: Plan) => void }) {
  const wrong = ready.mine.some(({ level }) => level === "error");
  const blocked = wrong || ready.large.some(({ grows, over }) => grows && over);
  return (
    <Fragment>
      <Changes changes={book.changed()} vocabulary={vocabulary} />
      <Findings book={book} findings={ready.mine} title={wrong ? t("Mend this first:") : t("Worth a look:")} />
      <Findings book={book} findings={ready.others} title={t("This was there before your changes:")} />
      {ready.large.map(({ name, bytes, over }) => (
        <p key={name} class={over ? "notice bad" : "notice warn"}>
          {over
            ? t("{name} has {size} kB. The platform does not keep files of 1,024 kB or more in its cache: pages become slow.", { name, size: number(Math.ceil(bytes / 1024)) })
            : t("{name} has {size} kB and comes near 1,024 kB, the most that the platform keeps in its cache.", { name, size: number(Math.ceil(bytes / 1024)) })}
        </p>
      ))}
      <p class="notice warn">{t("This changes every explorer, map and plan in this course at once, for learners too.")}</p>
      <div class="bar">
        <button type="button" class="button main" disabled={blocked || !book.count()} onClick={() => save(ready)}>{t("Save now")}</button>
      </div>
    </Fragment>
  );
}

function Saved({ before }: { before: Map<string, string> }) {
  return (
    <div class="notice" role="status">
      <p><strong>{t("Saved. Learners see it now.")}</strong></p>
      <p>{t("If you want to go back, keep the files as they were before. To bring one back, upload it under Files.")}</p>
      <div class="bar">
        {[...before].map(([name, text]) => (
          <button key={name} type="button" class="button" onClick={() => download(name, "application/json", text)}>
            {t("Download {name} as it was", { name })}
          </button>
        ))}
      </div>
    </div>
  );
}
