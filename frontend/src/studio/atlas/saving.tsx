// Saving to the course: what changes, what the checks say, somebody else's save, the warning, and the state before.
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../../shared/announce";
import { download } from "../../shared/downloads";
import type { Host } from "../../shared/host";
import { number, t } from "../../shared/i18n";
import type { EditorArguments } from "../types";
import { useAttempt } from "./attempt";
import type { Book } from "./book";
import type { Clash, Decision } from "./clashes";
import { Changes, Counts } from "./changes";
import { ClashList } from "./clash-list";
import { Findings } from "./findings";
import type { Change, Rec } from "./item";
import { foreignSave, plan, today, uploadAll, type Plan } from "./saving-steps";

interface Props {
  host: Host;
  args: EditorArguments;
  book: Book;
  close: () => void;
}

type Stage =
  | { name: "looking"; piece?: number; of?: number }
  | { name: "foreign"; texts: Map<string, string> }
  // `version`: of the book, as it was checked.
  | { name: "ready"; plan: Plan; version: number }
  | { name: "saving"; file: string }
  | { name: "saved"; before: Map<string, string> };

/** A large atlas goes to the check in pieces. */
const checking = (piece?: number, of?: number) => (of === undefined || piece === undefined ? t("Checking …") : t("Checking: part {piece} of {of} …", { piece: piece + 1, of }));

/** Everything from "Save to the course" to "Saved". */
export function Saving({ host, args, book, close }: Props) {
  const [stage, setStage] = useState<Stage>({ name: "looking" });
  const { attempt, failure } = useAttempt();
  // The files as they were at the first attempt: an upload may fail half-way and be tried again.
  const before = useRef<Map<string, string> | null>(null);
  const vocabulary = (book.stored.cards.vocabulary ?? {}) as Rec;

  const look = () =>
    attempt(async () => {
      setStage({ name: "looking" });
      const texts = await foreignSave(args, book);
      if (texts) return setStage({ name: "foreign", texts });
      await check();
    });
  const check = async () => {
    const version = book.version.value;
    const tell = (piece: number, of: number) => setStage({ name: "looking", piece, of });
    setStage({ name: "ready", plan: await plan(host, book, book.write(today()), tell), version });
  };
  useEffect(() => void look(), []);
  const again = (texts: Map<string, string>) => {
    book.applyAgain(texts);
    void look();
  };
  const decide = (clashes: Clash[], decision: Decision) => {
    book.decide(clashes, decision);
    void attempt(check);
  };
  const save = (ready: Plan, version: number) =>
    attempt(async () => {
      const texts = await foreignSave(args, book);
      if (texts) return setStage({ name: "foreign", texts });
      // What was checked is no longer what would be saved.
      if (book.version.value !== version) return look();
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
      {stage.name === "ready" && <ClashList book={book} vocabulary={vocabulary} decide={decide} />}
      {!failure && stage.name === "looking" && <p role="status">{checking(stage.piece, stage.of)}</p>}
      {!failure && stage.name === "saving" && <p role="status">{t("Saving {file} …", { file: stage.file })}</p>}
      {stage.name === "foreign" && <Foreign book={book} texts={stage.texts} vocabulary={vocabulary} again={again} />}
      {!failure && stage.name === "ready" && <Ready book={book} plan={stage.plan} current={stage.version === book.version.value} vocabulary={vocabulary} save={() => save(stage.plan, stage.version)} />}
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

/** What they did with a record that I saved before. */
function afterMine(book: Book, { kind, id, after }: Change): string {
  const mine = book.savedVersion(kind, id);
  if (mine === undefined) return "";
  if (after) return mine ? t("You changed it before.") : t("You removed it; they keep it.");
  return mine ? t("You changed it; they removed it.") : "";
}

function Foreign({ book, texts, vocabulary, again }: { book: Book; texts: Map<string, string>; vocabulary: Rec; again: (texts: Map<string, string>) => void }) {
  const changes = book.foreignChanges(texts);
  return (
    <div class="notice warn" role="alert">
      <p><strong>{t("Somebody else saved the atlas since you opened it. They changed:")}</strong></p>
      <Counts changes={changes} />
      <p>{t("Nothing of yours is lost. Load their atlas and put your changes on top of it; then look at the list again.")}</p>
      <button type="button" class="button main" onClick={() => again(texts)}>{t("Reload and apply my changes again")}</button>
      <Changes changes={changes} vocabulary={vocabulary} remark={(change) => afterMine(book, change)} />
    </div>
  );
}

interface ReadyProps {
  book: Book;
  plan: Plan;
  /** False while the author's last decision is not checked yet. */
  current: boolean;
  vocabulary: Rec;
  save: () => void;
}

function Ready({ book, plan: ready, current, vocabulary, save }: ReadyProps) {
  const wrong = ready.mine.some(({ level }) => level === "error");
  const blocked = wrong || ready.large.some(({ grows, over }) => grows && over);
  return (
    <Fragment>
      <Counts changes={book.changed()} />
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
        <button type="button" class="button main" disabled={blocked || !current || book.undecided().length > 0 || !book.count()} onClick={save}>{t("Save now")}</button>
      </div>
      <Changes changes={book.changed()} vocabulary={vocabulary} />
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
