// One stop of the Tab key over the map: arrows walk from place to place, and each is spoken.
import { h, type RefObject } from "preact";
import type { Atlas } from "../shared/atlas";
import { n } from "../shared/i18n";
import { isDirection, nearestTowards } from "./direction";
import type { Engine } from "./engine";
import type { Shown } from "./places";
import { spoken } from "./speak";

interface Props {
  atlas: Atlas;
  engine: RefObject<Engine | null>;
  onMap: Shown[];
  active: Shown;
  chosen: string | null;
  choose: (id: string) => void;
  setActive: (id: string) => void;
  setFocused: (focused: boolean) => void;
}

/** A list box that holds the place where the keys are. */
export function Keys(props: Props) {
  const { atlas, engine, onMap, active, chosen, setFocused } = props;
  const key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !engine.current || !press(event.key, engine.current, props)) return;
    setFocused(true);
    event.preventDefault();
  };
  return (
    <div
      class="map-keys"
      role="listbox"
      tabIndex={0}
      aria-label={n("Map of {count} place", "Map of {count} places", onMap.length)}
      aria-describedby="map-help"
      aria-activedescendant={`map-${active.place.id}`}
      onKeyDown={key}
      onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
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
  );
}

/** Do what a key asks for; false for a key that is not the map's. */
function press(key: string, engine: Engine, { onMap, active, choose, setActive }: Props): boolean {
  const walk = (to: Shown | null | undefined) => {
    if (!to?.place.point) return;
    setActive(to.place.id);
    engine.reveal(to.place.point);
  };
  const zoom = (factor: number) => {
    const [x, y] = active.place.point ?? [engine.camera.x, engine.camera.y];
    engine.go({ x, y, scale: engine.camera.scale * factor });
  };
  if (isDirection(key)) walk(nearestTowards(onMap, active, key));
  else if (key === "Home") walk(onMap[0]);
  else if (key === "End") walk(onMap[onMap.length - 1]);
  else if (key === "Enter" || key === " ") choose(active.place.id);
  else if (key === "+" || key === "=") zoom(2);
  else if (key === "-") zoom(0.5);
  else if (key === "0") engine.go(engine.home());
  else return false;
  return true;
}
