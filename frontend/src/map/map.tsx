// The whole block: what is asked, search and legend, years, map, the chosen city, the same places as list and table.
import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { Atlas, Entry } from "../shared/atlas";
import { AtlasWaiting, useAtlas } from "../shared/atlas-loading";
import { n, t } from "../shared/i18n";
import type { Territory } from "../shared/learner";
import { SaveLine } from "../shared/save-line";
import { useSignal } from "../shared/signal";
import { MapCanvas, type Pick } from "./canvas";
import { Controls, MapHelp, type Extra } from "./controls";
import type { Engine } from "./engine";
import { useAfterPaint } from "./later";
import { Legend } from "./legend";
import { PlaceList, type ListProps } from "./list";
import type { Shown } from "./places";
import { Progress } from "./progress";
import { project } from "./projection";
import { useMapQuery, type MapQuery } from "./query";
import { SearchBar } from "./search-bar";
import type { Session } from "./session";
import { Timeline } from "./timeline";
import { WithMore } from "./with-more";

/** The block. */
export function MapBlock({ session, findings }: { session: Session; findings: string[] }) {
  const { settings, host, learner } = session;
  const loading = useAtlas(host.args.atlas);
  return (
    <div class="map">
      {settings.title && <h3 dir="auto">{settings.title}</h3>}
      {settings.introduction && (
        <p class="lead" dir="auto">
          {settings.introduction}
        </p>
      )}
      {loading.atlas ? (
        <Loaded session={session} atlas={loading.atlas} findings={findings} />
      ) : (
        <div>
          <Findings session={session} findings={findings} query={null} />
          <AtlasWaiting {...loading} />
        </div>
      )}
      <SaveLine queue={learner.queue} saves={host.args.saves} />
    </div>
  );
}

function Findings({ session, findings, query }: { session: Session; findings: string[]; query: MapQuery | null }) {
  if (session.host.args.view !== "author_view") return null;
  return <WithMore host={session.host}>{(more) => <more.Findings findings={findings} session={session} query={query} />}</WithMore>;
}

function Loaded({ session, atlas, findings }: { session: Session; atlas: Atlas; findings: string[] }) {
  const query = useMapQuery(session, atlas);
  const [engine, setEngine] = useState<Engine | null>(null);
  const [panel, setPanel] = useState<Extra | null>(null);
  const [pick, setPick] = useState<{ take: Pick } | null>(null);
  const open = useOpen(session, query, engine);
  const mine = useSignal(session.learner.territory.state).value;
  const home = useMemo(() => (mine?.lat !== undefined && mine.lon !== undefined ? project(mine.lon, mine.lat) : null), [mine?.lat, mine?.lon]);
  const late = useAfterPaint(query);
  const { shown } = query.answer;
  const count = n("{count} place shown", "{count} places shown", shown.length);
  useEffect(() => announce(count, 1_200), [count]);
  const toggle = (name: Extra) => {
    setPanel(panel === name ? null : name);
    setPick(null);
  };
  const { chosen, choose, group } = open;
  const { startView, timeSlider } = session.settings;
  return (
    <div>
      <Findings session={session} findings={findings} query={query} />
      <Progress session={session} />
      <SearchBar query={query} session={session} count={count} />
      <Legend query={query} />
      <MapCanvas query={query} chosen={chosen} choose={choose} group={group} home={home} pick={pick && pick.take} startView={startView} ready={setEngine} />
      <Controls engine={engine} shown={shown} open={panel} toggle={toggle} />
      {panel === "take" && <WithMore host={session.host}>{(more) => <more.TakeAway session={session} query={query} />}</WithMore>}
      {panel === "territory" && (
        <WithMore host={session.host}>
          {(more) => (
            <more.MyTerritory session={session} query={query} picking={pick !== null} setPick={(take) => setPick(take && { take })} choose={choose} />
          )}
        </WithMore>
      )}
      <Opened session={session} query={query} open={open} mine={mine} />
      <MapHelp until={query.until} />
      <p class="quiet licence" lang="en" dir="auto">
        {atlas.disclaimer}
      </p>
      {late && timeSlider && <Timeline query={query} kinds={late.chosenKinds} session={session} />}
      {late && <Places query={late} session={session} chosen={chosen} choose={choose} />}
      <Credits atlas={atlas} />
    </div>
  );
}

/** What is open below the map: a city, one of its practices, or places at one point. */
function useOpen(session: Session, query: MapQuery, engine: Engine | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [reading, read] = useState<Entry | null>(null);
  const [members, group] = useState<Shown[] | null>(null);
  const choose = (id: string) => {
    const place = query.places.find((other) => other.id === id);
    if (!place) return;
    session.open(id);
    setChosen(id);
    read(null);
    group(null);
    if (place.point) engine?.reveal(place.point);
  };
  const close = () => {
    setChosen(null);
    group(null);
    engine?.focus();
  };
  useEffect(() => {
    const wanted = /#city=([a-z0-9-]+)/.exec(window.location.hash)?.[1];
    if (wanted && engine) choose(wanted);
  }, [engine]);
  return { chosen, reading, read, members, group, choose, close };
}

interface OpenedProps {
  session: Session;
  query: MapQuery;
  open: ReturnType<typeof useOpen>;
  mine: Territory | null;
}

function Opened({ open, ...shared }: OpenedProps) {
  const { members, reading, choose, close, read } = open;
  const place = shared.query.places.find(({ id }) => id === open.chosen);
  if (!place && !members) return null;
  return (
    <WithMore host={shared.session.host}>
      {(more) => {
        if (members) return <more.Group members={members} choose={choose} close={close} />;
        if (!place) return null;
        if (reading) return <more.Reading {...shared} entry={reading} list={place.entries} read={read} close={() => read(null)} />;
        return <more.Panel {...shared} place={place} choose={choose} close={close} read={read} />;
      }}
    </WithMore>
  );
}

function Credits({ atlas }: { atlas: Atlas }) {
  return (
    <div>
      <p class="quiet licence" lang="en" dir="auto">
        {atlas.credits.join(" ")} {t("Land: Natural Earth.")} {atlas.licence}
      </p>
      {atlas.leftOut > 0 && (
        <p class="quiet">{n("{count} incomplete record is not shown.", "{count} incomplete records are not shown.", atlas.leftOut)}</p>
      )}
    </div>
  );
}

function Places(props: ListProps) {
  const [table, setTable] = useState(false);
  const { shown } = props.query.answer;
  return (
    <div class="same">
      <h4>{t("The same places in words")}</h4>
      <div class="bar">
        <strong class="count">{n("{count} place shown", "{count} places shown", shown.length)}</strong>
        <button type="button" class={table ? "button" : "button on"} aria-pressed={!table} onClick={() => setTable(false)}>
          {t("List")}
        </button>
        <button type="button" class={table ? "button on" : "button"} aria-pressed={table} onClick={() => setTable(true)}>
          {t("Table")}
        </button>
      </div>
      {!shown.length && (
        <div class="notice">
          <p>{t("No place matches. Show more kinds, or clear the search.")}</p>
          <button type="button" class="button" onClick={props.query.clear}>
            {t("Back to the start")}
          </button>
        </div>
      )}
      {table ? (
        <WithMore host={props.session.host}>{(more) => <more.PlaceTable {...props} />}</WithMore>
      ) : (
        <PlaceList {...props} />
      )}
    </div>
  );
}
