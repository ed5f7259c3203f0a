// The map: a picture, and over it one stop of the Tab key that walks from place to place and speaks each.
import { h } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { n, t } from "../shared/i18n";
import type { Mark } from "./cluster";
import { isDirection, nearestTowards } from "./direction";
import { Engine } from "./engine";
import { attach } from "./gestures";
import { alone, type Place, type Shown } from "./places";
import type { MapQuery } from "./query";
import { spoken } from "./speak";

/** Takes the point of the plane that was pressed. */
export type Pick = (x: number, y: number) => void;

interface Props {
  query: MapQuery;
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

/** What the gestures need of the newest properties. */
type Taken = { [key in "choose" | "group" | "pick"]: Props[key] };

/** Points of the region that the author chose, none for the world. */
function startPoints(places: Place[], view: string): Array<[number, number]> {
  return places.filter(({ section, point }) => section === view && point).map(({ point }) => point as [number, number]);
}

/** Canvas, gestures, keys. */
export function MapCanvas(props: Props) {
  const { query, chosen, choose, group, home, pick, ready } = props;
  const { atlas, answer, signs, places } = query;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const engine = useRef<Engine | null>(null);
  const [activeId, setActive] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [zoomedIn, setZoomedIn] = useState(false);
  const onMap = useMemo(() => answer.shown.filter(({ place }) => place.point), [answer.shown]);
  const active = onMap.find(({ place }) => place.id === activeId) ?? onMap.find(({ place }) => place.id === chosen) ?? onMap[0];

  const taps = useRef<Taken>({ choose, group, pick });
  taps.current = { choose, group, pick };

  useLayoutEffect(() => {
    if (!box.current || !canvas.current) return;
    const made = new Engine(canvas.current, signs, startPoints(places, props.startView));
    engine.current = made;
    made.moved = () => setZoomedIn(!made.atWorld);
    const detach = attach(box.current, made, {
      mark: (mark) => open(made, mark, taps.current),
      empty: (pixel) => {
        const [x, y] = made.planeAt(pixel);
        if (taps.current.pick) taps.current.pick(x, y);
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
  }, [places, signs]);

  useLayoutEffect(() => {
    const place = places.find(({ id }) => id === chosen);
    const known = !place || answer.shown.some((item) => item.place === place);
    const shown = known ? answer.shown : [...answer.shown, alone(place)];
    engine.current?.show({ shown, chosen, active: focused ? (active?.place.id ?? null) : null, home });
  }, [answer.shown, chosen, active, focused, home, places]);

  const walk = (to: Shown | null | undefined) => {
    if (!to?.place.point) return;
    setActive(to.place.id);
    engine.current?.reveal(to.place.point);
  };

  const key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const made = engine.current;
    if (!made || !active) return;
    if (isDirection(event.key)) walk(nearestTowards(onMap, active, event.key));
    else if (event.key === "Home") walk(onMap[0]);
    else if (event.key === "End") walk(onMap[onMap.length - 1]);
    else if (event.key === "Enter" || event.key === " ") choose(active.place.id);
    else if (event.key === "+" || event.key === "=") zoomAtPlace(made, active, 2);
    else if (event.key === "-") zoomAtPlace(made, active, 0.5);
    else if (event.key === "0") made.go(made.home());
    else return;
    setFocused(true);
    event.preventDefault();
  };

  return (
    <div class="map-box" ref={box} data-picking={pick ? "yes" : undefined} data-zoomed={zoomedIn ? "yes" : undefined}>
      <canvas ref={canvas} aria-hidden="true" />
      {active && (
        <div
          class="map-keys"
          role="listbox"
          tabIndex={0}
          aria-label={n("Map of {count} place", "Map of {count} places", onMap.length)}
          aria-describedby="map-help"
          aria-activedescendant={`map-${active.place.id}`}
          onKeyDown={key}
          onFocus={(event) => {
            setFocused(event.currentTarget.matches(":focus-visible"));
          }}
          onBlur={() => setFocused(false)}
        >
          <div
            key={active.place.id}
            id={`map-${active.place.id}`}
            role="option"
            aria-selected={active.place.id === chosen}
            aria-posinset={onMap.indexOf(active) + 1}
            aria-setsize={onMap.length}
            class="unseen"
          >
            {spoken(atlas, active)}
          </div>
        </div>
      )}
      {!onMap.length && <p class="map-empty">{t("No place to show. Show more kinds, or clear the search.")}</p>}
    </div>
  );
}

/** One place is opened; a group is zoomed into, or listed where it never comes apart. */
function open(engine: Engine, mark: Mark, { choose, group }: Omit<Taken, "pick">): void {
  const [only] = mark.members;
  if (mark.members.length === 1 && only) choose(only.place.id);
  else if (!engine.open(mark)) group(mark.members);
}

function zoomAtPlace(engine: Engine, { place }: Shown, factor: number): void {
  if (place.point) engine.go({ x: place.point[0], y: place.point[1], scale: engine.camera.scale * factor });
}
