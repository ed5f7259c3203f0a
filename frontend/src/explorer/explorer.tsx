// The explorer: find, read, shortlist; compare and suggest come with the second script.
import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Atlas, Entry } from "../shared/atlas";
import { AtlasWaiting, useAtlas } from "../shared/atlas-loading";
import { n, number, t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { SaveLine } from "../shared/save-line";
import { useSignal } from "../shared/signal";
import { Find } from "./find";
import { useQuery } from "./query";
import { Progress, Reflection } from "./progress";
import type { Session } from "./session";

const more = () => import("./more");

export type View = "find" | "shortlist" | "compare" | "suggest";

/** The whole block. */
export function Explorer({ session, findings }: { session: Session; findings: string[] }) {
  const { settings, host, learner } = session;
  const loading = useAtlas(host.args.atlas);
  return (
    <div class="explorer">
      {host.args.view === "author_view" && (
        <Lazy load={more}>
          {(part) => <part.Findings findings={findings} atlas={loading.atlas} settings={settings} />}
        </Lazy>
      )}
      {settings.title && <h3 dir="auto">{settings.title}</h3>}
      {settings.introduction && (
        <p class="lead" dir="auto">
          {settings.introduction}
        </p>
      )}
      <Progress session={session} />
      {loading.atlas ? <Loaded session={session} atlas={loading.atlas} /> : <AtlasWaiting {...loading} />}
      <SaveLine queue={learner.queue} saves={host.args.saves} />
      <Reflection session={session} />
    </div>
  );
}

function Loaded({ session, atlas }: { session: Session; atlas: Atlas }) {
  const [view, setView] = useState<View>("find");
  const [reading, setReading] = useState<string | null>(null);
  const [compared, setCompared] = useState<string[]>([]);
  const query = useQuery(session, atlas);
  const shortlist = useSignal(session.learner.shortlist);
  const [back, setBack] = useState<string | null>(null);
  const read = (entry: Entry) => {
    session.open(entry);
    setReading(entry.practice.id);
  };
  useEffect(() => {
    const wanted = /#practice=([a-z0-9-]+)/.exec(window.location.hash)?.[1];
    const entry = wanted ? atlas.byId.get(wanted) : undefined;
    if (entry) read(entry);
  }, [atlas]);
  const close = () => {
    setBack(reading);
    setReading(null);
  };
  const compare = (id: string) =>
    setCompared((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id].slice(-3)));
  const shared = { session, atlas, query, compared, compare, read, back };
  const inView = useMemo(
    () => (view === "shortlist" ? shortlist.map((id) => atlas.byId.get(id)) : query.result.value).filter((entry): entry is Entry => !!entry),
    [view, shortlist, query.result.value],
  );
  // What a keystroke does not change is not looked at again.
  const views = useMemo(
    () => <Views view={view} setView={setView} kept={shortlist.length} compared={compared.length} />,
    [view, shortlist, compared],
  );
  const credits = useMemo(() => <Credits atlas={atlas} />, [atlas]);
  const entry = reading ? atlas.byId.get(reading) : undefined;
  if (entry) {
    return (
      <Lazy load={more}>{(part) => <part.Reading {...shared} entry={entry} list={inView} close={close} />}</Lazy>
    );
  }
  return (
    <div>
      {views}
      {view === "find" && <Find {...shared} />}
      {view !== "find" && (
        <Lazy load={more}>
          {(part) => {
            if (view === "shortlist") return <part.ShortlistView {...shared} />;
            return view === "compare" ? <part.Compare {...shared} /> : <part.Suggest session={session} atlas={atlas} />;
          }}
        </Lazy>
      )}
      {credits}
    </div>
  );
}

/** Where the data comes from, its licence, and what was left out of it. */
function Credits({ atlas }: { atlas: Atlas }) {
  return (
    <div>
      <p class="quiet licence" lang="en" dir="auto">
        {[...atlas.credits, atlas.licence && `${atlas.licence}.`, atlas.disclaimer].filter(Boolean).join(" ")}
      </p>
      {atlas.leftOut > 0 && (
        <p class="quiet">{n("{count} incomplete record is not shown.", "{count} incomplete records are not shown.", atlas.leftOut)}</p>
      )}
    </div>
  );
}

interface ViewsProps {
  view: View;
  setView: (view: View) => void;
  kept: number;
  compared: number;
}

function Views({ view, setView, kept, compared }: ViewsProps) {
  const views: Array<[View, string, number]> = [
    ["find", t("Find practices"), 0],
    ["shortlist", t("My shortlist"), kept],
    ["compare", t("Compare"), compared],
    ["suggest", t("Suggest a practice"), 0],
  ];
  return (
    <nav class="bar views" aria-label={t("Parts of this activity")}>
      {views.map(([name, label, count]) => (
        <button key={name} type="button" class="button" aria-current={view === name ? "page" : undefined} onClick={() => setView(name)}>
          {label}
          {count > 0 && ` (${number(count)})`}
        </button>
      ))}
    </nav>
  );
}
