// Distances between places along the globe.
import type { Place } from "./places";
import { RADIANS } from "./projection";

export interface Near {
  place: Place;
  km: number;
}

interface Position {
  lat: number;
  lon: number;
}

/** True for a place with at least one strong act: a human rights city. */
export function isRightsCity(place: Place): boolean {
  return place.acts.some(({ strong }) => strong);
}

/** The nearest places to a position, at most `most`, none farther than `within` kilometres. */
export function nearestPlaces(places: Place[], from: Position, most: number, within = Infinity, except = ""): Near[] {
  return places
    .filter(({ id, point }) => point && id !== except)
    .map((place) => ({ place, km: kilometres(from, place.city) }))
    .filter(({ km }) => km <= within)
    .sort((a, b) => a.km - b.km)
    .slice(0, most);
}

/** Kilometres between two places given in degrees, along the globe. */
export function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [p, q] = [a.lat * RADIANS, b.lat * RADIANS];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const chord = half(p - q) + Math.cos(p) * Math.cos(q) * half((a.lon - b.lon) * RADIANS);
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
