// The whole block: what is asked, search and legend, years, map, the chosen city, the same places as list and table.
import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { Atlas, Entry } from "../shared/atlas";
import { AtlasWaiting, useAtlas, type AtlasLoading } from "../shared/atlas-loading";
import { n, t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
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

const more = () => import("./more");

/** The block. The land is on screen before the atlas is there, the places as soon as it is, lists a frame later. */
export function MapBlock({ session, findings }: { session: Session; findings: string[] }) {
  const { settings, host, learner } = session;
  const loading = useAtlas(host.args.atlas);
  const query = useMapQuery(session, loading.atlas);
  return (
    <div class="map">
      {settings.title && <h3 dir="auto">{settings.title}</h3>}
      {settings.introduction && (
        <p class="lead" dir="auto">
          {settings.introduction}
        </p>
      )}
      <Findings session={session} findings={findings} query={query} />
      {loading.failure ? <AtlasWaiting {...loading} /> : <Board session={session} query={query} loading={loading} />}
      <SaveLine queue={learner.queue} saves={host.args.saves} />
    </div>
  );
}

function Findings({ session, findings, query }: { session: Session; findings: string[]; query: MapQuery | null }) {
  if (session.host.args.view !== "author_view") return null;
  return <Lazy load={more}>{(part) => <part.Findings findings={findings} session={session} query={query} />}</Lazy>;
}

function Board({ session, query, loading }: { session: Session; query: MapQuery | null; loading: AtlasLoading }) {
  const [engine, setEngine] = useState<Engine | null>(null);
  const [pick, setPick] = useState<{ take: Pick } | null>(null);
  const open = useOpen(session, query, engine);
  const mine = useSignal(session.learner.territory.state).value;
  const home = useMemo(() => (mine?.lat !== undefined && mine.lon !== undefined ? project(mine.lon, mine.lat) : null), [mine?.lat, mine?.lon]);
  const late = useAfterPaint(query);
  const count = query ? n("{count} place shown", "{count} places shown", query.answer.shown.length) : "";
  useEffect(() => announce(count, 1_200), [count]);
  const { chosen, choose, group } = open;
  return (
    <div>
      <Progress session={session} />
      <SearchBar query={query} count={count} />
      <MapCanvas query={query} chosen={chosen} choose={choose} group={group} home={home} pick={pick && pick.take} startView={session.settings.startView} ready={setEngine} />
      {query ? (
        <Below session={session} query={query} late={late} engine={engine} open={open} mine={mine} picking={pick !== null} setPick={(take) => setPick(take && { take })} />
      ) : (
        <AtlasWaiting {...loading} />
      )}
    </div>
  );
}

interface BelowProps {
  session: Session;
  query: MapQuery;
  /** The query of the frame before; null in the first. */
  late: MapQuery | null;
  engine: Engine | null;
  open: ReturnType<typeof useOpen>;
  mine: Territory | null;
  picking: boolean;
  setPick: (pick: Pick | null) => void;
}

/** What stands below the map. Nothing of it delays the places. */
function Below({ session, query, late, engine, open, mine, picking, setPick }: BelowProps) {
  const [panel, setPanel] = useState<Extra | null>(null);
  const toggle = (name: Extra) => {
    setPanel(panel === name ? null : name);
    setPick(null);
  };
  if (!late) return null;
  const { chosen, choose } = open;
  const { settings } = session;
  return (
    <div>
      <Controls engine={engine} shown={query.answer.shown} open={panel} toggle={toggle} />
      {panel === "take" && <Lazy load={more}>{(part) => <part.TakeAway session={session} query={query} />}</Lazy>}
      {panel === "territory" && (
        <Lazy load={more}>
          {(part) => <part.MyTerritory session={session} query={query} picking={picking} setPick={setPick} choose={choose} />}
        </Lazy>
      )}
      {/* The years directly under the map, so that a phone shows both while they run. */}
      {settings.timeSlider && <Timeline query={query} kinds={late.chosenKinds} session={session} />}
      <Legend query={query} />
      <Opened session={session} query={query} open={open} mine={mine} />
      <MapHelp until={query.until} />
      <p class="quiet licence" lang="en" dir="auto">
        {query.atlas.disclaimer}
      </p>
      <Places query={late} session={session} chosen={chosen} choose={choose} />
      <Credits atlas={query.atlas} />
    </div>
  );
}

/** What is open below the map: a city, one of its practices, or places at one point. */
function useOpen(session: Session, query: MapQuery | null, engine: Engine | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [reading, read] = useState<Entry | null>(null);
  const [members, group] = useState<Shown[] | null>(null);
  const from = useRef<Element | null>(null);
  const choose = (id: string) => {
    const place = query?.places.find((other) => other.id === id);
    if (!place) return;
    if (!chosen) from.current = document.activeElement?.shadowRoot?.activeElement ?? null;
    session.open(id);
    setChosen(id);
    read(null);
    group(null);
    if (place.point) engine?.reveal(place.point);
  };
  const close = () => {
    setChosen(null);
    group(null);
    // Back to where it was opened from: a line of the list, else the map.
    if (from.current?.isConnected) (from.current as HTMLElement).focus();
    else engine?.focus();
  };
  useEffect(() => {
    const wanted = /#city=([a-z0-9-]+)/.exec(window.location.hash)?.[1];
    if (wanted && engine && query) choose(wanted);
  }, [engine, query?.places]);
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
    <Lazy load={more}>
      {(part) => {
        if (members) return <part.Group members={members} choose={choose} close={close} />;
        if (!place) return null;
        if (reading) return <part.Reading {...shared} entry={reading} list={place.entries} read={read} close={() => read(null)} />;
        return <part.Panel {...shared} place={place} choose={choose} close={close} read={read} />;
      }}
    </Lazy>
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
        <Lazy load={more}>{(part) => <part.PlaceTable {...props} />}</Lazy>
      ) : (
        <PlaceList {...props} />
      )}
    </div>
  );
}
