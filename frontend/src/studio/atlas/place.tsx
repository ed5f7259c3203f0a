// The position of a city: typed, taken from a place that the atlas knows, or pointed at on the map.
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { LAND } from "../../map/basemap";
import { ringsOf } from "../../map/land";
import { project } from "../../map/projection";
import { unproject } from "../../map/unproject";
import { fold } from "../../shared/fold";
import { t } from "../../shared/i18n";
import { COUNTRIES } from "./files";
import { textOf, type Item } from "./item";
import { RowText } from "./rows";

interface Props {
  lat: unknown;
  lon: unknown;
  country: string;
  cities: Item[];
  problems: { lat: string; lon: string };
  change: (lat: unknown, lon: unknown) => void;
}

interface Found {
  name: string;
  lat: number;
  lon: number;
  zoom: number;
  /** A city of the atlas gives its position; a country only moves the map. */
  exact: boolean;
}

const HEIGHT = 260;
const ZOOMS = [1, 2, 4, 8, 16, 32];
const asNumber = (text: string): unknown => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : text.trim() || undefined);

function look(text: string, cities: Item[]): Found[] {
  const wanted = fold(text.trim());
  if (wanted.length < 2) return [];
  const lands = COUNTRIES.filter(({ name, boxes }) => boxes?.length && fold(name).includes(wanted)).map(({ name, boxes }): Found => {
    const [west, south, east, north] = boxes?.[0] as [number, number, number, number];
    return { name, lat: (south + north) / 2, lon: (west + east) / 2, zoom: Math.min(8, Math.max(2, 120 / Math.max(4, east - west))), exact: false };
  });
  const known = cities
    .filter(({ card }) => fold(textOf(card.name)).includes(wanted) && typeof card.lat === "number")
    .map(({ card }): Found => ({ name: textOf(card.name), lat: card.lat as number, lon: card.lon as number, zoom: 16, exact: true }));
  return [...lands, ...known].slice(0, 8);
}

/** Two fields, a search, and a map to point at. */
export function Place({ lat, lon, country, cities, problems, change }: Props) {
  const box = COUNTRIES.find(({ code }) => code === country)?.boxes?.[0];
  const placed = typeof lat === "number" && typeof lon === "number";
  const start = placed ? [lat as number, lon as number] : box ? [((box[1] ?? 0) + (box[3] ?? 0)) / 2, ((box[0] ?? 0) + (box[2] ?? 0)) / 2] : [15, 10];
  const [middle, setMiddle] = useState<[number, number]>(start as [number, number]);
  const [zoom, setZoom] = useState(placed || box ? 8 : 1);
  const [search, setSearch] = useState("");
  const found = look(search, cities);
  const typedLat = (text: string) => {
    // A pair copied from a map: "48.2, 16.37".
    const pair = /^\s*(-?\d+\.\d+)\s*[,;]\s*(-?\d+\.\d+)\s*$/.exec(text);
    if (pair) change(Number(pair[1]), Number(pair[2]));
    else change(asNumber(text), lon);
  };
  const take = (place: Found) => {
    setMiddle([place.lat, place.lon]);
    setZoom(ZOOMS.filter((each) => each <= place.zoom).pop() ?? 1);
    if (place.exact) change(place.lat, place.lon);
    setSearch("");
  };
  return (
    <div>
      <div class="pair">
        <RowText label={t("Degrees north")} value={lat} problem={problems.lat} change={typedLat} />
        <RowText label={t("Degrees east")} value={lon} problem={problems.lon} change={(text) => change(lat, asNumber(text))} />
      </div>
      <label class="field">
        <span>{t("Search for a place")}</span>
        <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      {search.trim().length > 1 && <Results found={found} take={take} />}
      <Globe lat={lat} lon={lon} middle={middle} zoom={zoom} cities={cities} point={change} />
      <div class="bar">
        <button type="button" class="button" disabled={zoom >= 32} onClick={() => setZoom(zoom * 2)}>{t("Closer")}</button>
        <button type="button" class="button" disabled={zoom <= 1} onClick={() => setZoom(zoom / 2)}>{t("Further away")}</button>
        {placed && (
          <button type="button" class="plain" onClick={() => setMiddle([lat as number, lon as number])}>{t("Show the position")}</button>
        )}
      </div>
    </div>
  );
}

function Results({ found, take }: { found: Found[]; take: (place: Found) => void }) {
  return (
    <ul class="chips" aria-label={t("Places found")}>
      {found.map((place) => (
        <li key={place.name + place.lat}>
          <button type="button" class="chip" onClick={() => take(place)}>
            {place.exact ? t("{name}: take its position", { name: place.name }) : t("{name}: show on the map", { name: place.name })}
          </button>
        </li>
      ))}
      {!found.length && <li class="quiet">{t("No place of that name. Point at the map, or type the degrees.")}</li>}
    </ul>
  );
}

interface GlobeProps {
  lat: unknown;
  lon: unknown;
  middle: [number, number];
  zoom: number;
  cities: Item[];
  point: (lat: number, lon: number) => void;
}

function Globe({ lat, lon, middle, zoom, cities, point }: GlobeProps) {
  const land = useMemo(() => ringsOf(LAND).map((ring) => `M${ring.map((each) => each.join(" ")).join("L")}z`).join(""), []);
  const width = 1000 / zoom;
  const height = (width * HEIGHT) / 640;
  const [x, y] = project(middle[1], middle[0]);
  const [left, top] = [x - width / 2, y - height / 2];
  const mark = typeof lat === "number" && typeof lon === "number" && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? project(lon, lat) : null;
  const onClick = (event: MouseEvent) => {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    const scale = Math.min(area.width / width, area.height / height);
    const inX = left + width / 2 + (event.clientX - area.left - area.width / 2) / scale;
    const inY = top + height / 2 + (event.clientY - area.top - area.height / 2) / scale;
    const place = unproject(inX, inY);
    const digits = zoom > 4 ? 100 : 10;
    if (place) point(Math.round(place[1] * digits) / digits, Math.round(place[0] * digits) / digits);
  };
  return (
    <svg class="globe" dir="ltr" role="img" aria-label={t("Map: click to set the position")} viewBox={`${left} ${top} ${width} ${height}`} onClick={onClick}>
      <path d={land} class="land" />
      <Neighbours cities={cities} view={{ left, top, width, height }} />
      {mark && <circle cx={mark[0]} cy={mark[1]} r={(8 * width) / 640} class="mark" />}
    </svg>
  );
}

const MOST_NEIGHBOURS = 15;

/** Cities that the atlas knows in this part of the map, so that an author finds the way. Too many say nothing. */
function Neighbours({ cities, view }: { cities: Item[]; view: { left: number; top: number; width: number; height: number } }) {
  const { left, top, width, height } = view;
  const near = useMemo(
    () =>
      cities
        .filter(({ card }) => typeof card.lat === "number" && typeof card.lon === "number" && Math.abs(card.lat) <= 90)
        .map(({ card }) => ({ name: textOf(card.name), at: project(card.lon as number, card.lat as number) }))
        .filter(({ at: [x, y] }) => x > left && x < left + width && y > top && y < top + height),
    [cities, left, top, width],
  );
  if (near.length > MOST_NEIGHBOURS) return null;
  const unit = width / 640;
  return (
    <g aria-hidden="true" class="neighbours">
      {near.map(({ name, at: [x, y] }) => (
        <g key={name + x}>
          <circle cx={x} cy={y} r={3 * unit} />
          <text x={x + 6 * unit} y={y + 4 * unit} font-size={13 * unit}>{name}</text>
        </g>
      ))}
    </g>
  );
}
