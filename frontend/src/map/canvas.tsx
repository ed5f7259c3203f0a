// The map: a picture, and over it one stop of the Tab key that walks from place to place and speaks each.
import { h, type RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../shared/i18n";
import type { Mark } from "./cluster";
import { Engine, NO_PLACES } from "./engine";
import { attach } from "./gestures";
import { Keys } from "./keys";
import { alone, type Place, type Shown } from "./places";
import type { MapQuery } from "./query";

/** Takes the point of the plane that was pressed. */
export type Pick = (x: number, y: number) => void;

interface Props {
  /** Null until the atlas is there: the land is on screen before. */
  query: MapQuery | null;
  chosen: string | null;
  choose: (id: string) => void;
  /** A group that does not come apart. */
  group: (members: Shown[]) => void;
  /** The learner's own territory on the plane. */
  home: [number, number] | null;
  /** Set while the learner points at a place on the map. */
  pick: Pick | null;
  startView: string;
  /** Gives the engine to who wants to zoom. */
  ready: (engine: Engine) => void;
}

/** Points of the region that the author chose, none for the world. */
function startPoints(places: Place[], view: string): Array<[number, number]> {
  return places.filter(({ section, point }) => section === view && point).map(({ point }) => point as [number, number]);
}

/** The picture with its gestures, and the keys over it. */
export function MapCanvas(props: Props) {
  const { query, chosen, choose, home, pick } = props;
  const shown = query?.answer.shown ?? NO_PLACES;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [activeId, setActive] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [zoomedIn, setZoomedIn] = useState(false);
  const engine = useEngine(props, box, canvas, setZoomedIn);
  const onMap = useMemo(() => shown.filter(({ place }) => place.point), [shown]);
  const active = onMap.find(({ place }) => place.id === activeId) ?? onMap.find(({ place }) => place.id === chosen) ?? onMap[0];
  useLayoutEffect(() => {
    if (!query) return;
    const place = query.places.find(({ id }) => id === chosen);
    const known = !place || shown.some((item) => item.place === place);
    const all = known ? shown : [...shown, alone(place)];
    engine.current?.show({ shown: all, signs: query.signs, chosen, active: focused ? (active?.place.id ?? null) : null, home });
  }, [shown, chosen, active, focused, home, query?.places]);
  return (
    <div class="map-box" ref={box} data-picking={pick ? "yes" : undefined} data-zoomed={zoomedIn ? "yes" : undefined}>
      <canvas ref={canvas} aria-hidden="true" />
      {query && active && (
        <Keys atlas={query.atlas} engine={engine} onMap={onMap} active={active} chosen={chosen} choose={choose} setActive={setActive} setFocused={setFocused} />
      )}
      {query && !active && <p class="map-empty">{t("No place to show. Show more kinds, or clear the search.")}</p>}
    </div>
  );
}

/** The engine of a canvas. It draws the land at once; the places come with the data. */
function useEngine(props: Props, box: RefObject<HTMLDivElement | null>, canvas: RefObject<HTMLCanvasElement | null>, zoomed: (zoomed: boolean) => void) {
  const { query, startView, ready } = props;
  const places = query?.places;
  const engine = useRef<Engine | null>(null);
  const newest = useRef(props);
  newest.current = props;
  useLayoutEffect(() => {
    if (!box.current || !canvas.current) return;
    const made = new Engine(canvas.current);
    engine.current = made;
    made.moved = () => zoomed(!made.atWorld);
    const detach = attach(box.current, made, {
      mark: (mark) => open(made, mark, newest.current),
      empty: (pixel) => {
        const [x, y] = made.planeAt(pixel);
        if (newest.current.pick) newest.current.pick(x, y);
        else if (!made.atWorld) made.go({ ...made.camera, x, y });
      },
    });
    const watcher = new ResizeObserver(([entry]) => entry && made.resize(entry.contentRect.width, entry.contentRect.height));
    watcher.observe(box.current);
    made.resize(box.current.clientWidth, box.current.clientHeight);
    const contrast = matchMedia("(forced-colors: active)");
    const recolour = () => made.recolour();
    contrast.addEventListener("change", recolour);
    ready(made);
    return () => {
      detach();
      watcher.disconnect();
      contrast.removeEventListener("change", recolour);
      made.stop();
    };
  }, []);
  useLayoutEffect(() => {
    if (places) engine.current?.begin(startPoints(places, startView));
  }, [places]);
  return engine;
}

/** One place is opened; a group is zoomed into, or listed where it never comes apart. */
function open(engine: Engine, mark: Mark, { choose, group }: Props): void {
  const [only] = mark.members;
  if (mark.members.length === 1 && only) choose(only.place.id);
  else if (!engine.open(mark)) group(mark.members);
}
