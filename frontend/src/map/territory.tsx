// "My territory": the learner's own place, private to them. Found by name among the places of the atlas, or pointed at.
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { Conflict } from "../shared/conflict";
import { t } from "../shared/i18n";
import type { Territory } from "../shared/learner";
import { useSignal } from "../shared/signal";
import { NearList } from "./near-list";
import { findPlaces, type Place } from "./places";
import type { Pick } from "./canvas";
import { isRightsCity, nearestPlaces } from "./reach";
import { unproject } from "./unproject";
import type { MapQuery } from "./query";
import type { Session } from "./session";

interface Props {
  session: Session;
  query: MapQuery;
  picking: boolean;
  setPick: (pick: Pick | null) => void;
  choose: (id: string) => void;
}

const FOUND = 8;
const NEAR = 6;

/** What is marked, how to mark it, and the nearest human rights cities. */
export function MyTerritory(props: Props) {
  const { session, picking, setPick } = props;
  const { learner } = session;
  const { value, conflict, refused } = useSignal(learner.territory.state);
  const set = (next: Territory | null) => {
    learner.territory.edit(next);
    if (learner.saves) learner.territory.save();
  };
  const point: Pick = (x, y) => {
    const place = roundedPlace(x, y);
    if (!place) return;
    set({ ...learner.territory.state.value.value, ...place });
    setPick(null);
    announce(t("Your territory is marked on the map."));
  };
  if (conflict) {
    return (
      <Conflict
        mine={nameOf(value)}
        theirs={nameOf(conflict.v)}
        keepMine={() => learner.territory.resolve(value)}
        keepTheirs={() => learner.territory.resolve(conflict.v)}
      />
    );
  }
  const marked = value?.lat !== undefined && value.lon !== undefined;
  return (
    <div class="notice">
      <h4>{t("My territory")}</h4>
      <p>{t("Only you see this. The explorers and your plan use it to show what is like your place first.")}</p>
      <label class="field">
        <span>{t("Name of my territory")}</span>
        <input type="text" dir="auto" maxLength={80} value={value?.name ?? ""} onChange={(event) => set({ ...value, name: event.currentTarget.value.trim() })} />
      </label>
      <Search {...props} set={set} />
      <div class="bar">
        <button type="button" class="button" aria-pressed={picking} onClick={() => setPick(picking ? null : point)}>
          {picking ? t("Now press on the map") : t("Point at it on the map")}
        </button>
        {value && (
          <button type="button" class="plain" onClick={() => set(null)}>
            {t("Remove my territory")}
          </button>
        )}
      </div>
      {refused && <p class="problem">{refused}</p>}
      {marked && <Nearest {...props} from={{ lat: value.lat as number, lon: value.lon as number }} />}
    </div>
  );
}

/** The place at a point of the plane, to two decimals: about a kilometre. */
function roundedPlace(x: number, y: number): { lat: number; lon: number } | null {
  const place = unproject(x, y);
  if (!place) return null;
  const [lon, lat] = place.map((degrees) => Math.round(degrees * 100) / 100) as [number, number];
  return { lat, lon };
}

function nameOf(territory: Territory | null): string {
  if (!territory) return "";
  const position = territory.lat !== undefined && territory.lon !== undefined ? `${territory.lat}, ${territory.lon}` : "";
  return [territory.name, territory.country, position].filter(Boolean).join(" · ");
}

function Search({ query, set }: Props & { set: (next: Territory) => void }) {
  const [text, setText] = useState("");
  const { places } = query;
  const found = useMemo(() => (text.trim().length < 2 ? [] : (findPlaces(places, text) ?? []).slice(0, FOUND).map((at) => places[at] as Place)), [text, places]);
  const take = ({ name, city, section }: Place) => {
    set({ name, size: city.size, section, country: city.country, lat: city.lat, lon: city.lon });
    setText("");
  };
  return (
    <div>
      <label class="field">
        <span>{t("Find it, or a place near it, in the atlas")}</span>
        <input type="search" dir="auto" maxLength={100} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {text.trim().length > 1 && !found.length && <p>{t("The atlas has no place of this name. Point at it on the map.")}</p>}
      <ul class="chips" aria-label={t("Places found")}>
        {found.map((place) => (
          <li key={place.id}>
            <button type="button" class="chip" onClick={() => take(place)}>
              <span dir="auto">{place.name}</span>, <span dir="auto">{place.countryName}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Nearest({ query, choose, from }: Props & { from: { lat: number; lon: number } }) {
  const near = useMemo(() => nearestPlaces(query.places.filter(isRightsCity), from, NEAR), [query.places, from.lat, from.lon]);
  return (
    <div>
      <h5>{t("The nearest human rights cities")}</h5>
      <NearList near={near} choose={choose} />
    </div>
  );
}
