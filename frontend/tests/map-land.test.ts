// The baked land and the projection, held to Natural Earth and d3-geo.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { join } from "node:path";
// @ts-expect-error a development dependency without types
import { geoEqualEarth } from "d3-geo";
import { HEIGHT, LAND, WIDTH } from "../src/map/basemap";
import { eachRing } from "../src/map/land";
import { outline, project } from "../src/map/projection";
import { kilometres } from "../src/map/reach";
import { unproject } from "../src/map/unproject";
import { MOST } from "../src/map/view";
// @ts-expect-error a script without types
import { basemap, projectedRings, rounded } from "../scripts/basemap-path.mjs";

const root = join(import.meta.dirname, "..", "..", "..");
const atlas = JSON.parse(readFileSync(join(root, "course/static/atlas.json"), "utf8")) as { cities: Array<{ id: string; lon: number; lat: number }> };
const d3 = geoEqualEarth().fitWidth(1000, { type: "Sphere" }) as (place: [number, number]) => [number, number];
const rings = [...eachRing(LAND)];

test("the basemap is what a fresh bake gives", () => {
  assert.equal(readFileSync(join(root, "frontend/src/map/basemap.ts"), "utf8"), basemap());
});

test("the land is one path of whole numbers and weighs little", () => {
  assert.match(LAND, /^[mhvz\d\- ]+$/);
  assert.equal(WIDTH, 1000);
  assert.ok(gzipSync(LAND, { level: 9 }).length <= 14_000, `${gzipSync(LAND, { level: 9 }).length} bytes`);
  for (const [x, y] of rings.flat()) assert.ok(x >= -1 && x <= WIDTH + 1 && y >= -1 && y <= HEIGHT + 1);
});

test("a ring smaller than a pixel is a dot: no island vanishes", () => {
  const { rings: given } = projectedRings() as { rings: Array<Array<[number, number]>> };
  const drawn = new Set(rings.flat().map(String));
  let small = 0;
  for (const ring of given) {
    if (rounded(ring)) continue;
    small += 1;
    const axis = (at: 0 | 1) => ring.map((point) => point[at]);
    const middle = ([0, 1] as const).map((at) => Math.floor((Math.min(...axis(at)) + Math.max(...axis(at))) / 2));
    assert.ok(drawn.has(String(middle)), `no dot at ${middle}`);
  }
  assert.ok(small > 300, `${small} small rings`);
});

test("every point of the globe, and every city, is where d3-geo draws it", () => {
  const places: Array<[number, number]> = atlas.cities.map(({ lon, lat }) => [lon, lat]);
  for (let lon = -180; lon <= 180; lon += 7.5) for (let lat = -90; lat <= 90; lat += 5) places.push([lon, lat]);
  for (const place of places) {
    const [x, y] = project(...place);
    const [wantedX, wantedY] = d3(place);
    assert.ok(Math.hypot(x - wantedX, y - wantedY) < 0.5, `${place}: ${x}, ${y} and not ${wantedX}, ${wantedY}`);
  }
});

test("the way back gives the place again, and nothing outside the globe", () => {
  for (const { lon, lat } of atlas.cities) {
    const [back, up] = unproject(...project(lon, lat)) as [number, number];
    assert.ok(Math.abs(back - lon) < 1e-6 && Math.abs(up - lat) < 1e-6);
  }
  assert.equal(unproject(2, 2), null);
  assert.equal(unproject(500, -5), null);
  assert.ok(outline().every(([x, y]) => x >= -0.01 && x <= WIDTH + 0.01 && y >= -0.01 && y <= HEIGHT + 0.5));
});

function pixelsToLand([x, y]: [number, number]): number {
  let inside = false;
  let best = Infinity;
  for (const ring of rings) {
    ring.forEach(([ax, ay], at) => {
      const [bx, by] = ring[(at + 1) % ring.length] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const part = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
      best = Math.min(best, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
    });
  }
  return inside ? 0 : best * MOST;
}

test("at the highest zoom every city lies on drawn land or within 3 pixels of it", () => {
  const off = atlas.cities.map(({ id, lon, lat }) => ({ id, pixels: pixelsToLand(project(lon, lat)) })).filter(({ pixels }) => pixels > 3);
  assert.deepEqual(off, []);
});

test("distances along the globe", () => {
  const [london, paris] = [{ lat: 51.5074, lon: -0.1278 }, { lat: 48.8566, lon: 2.3522 }];
  assert.ok(Math.abs(kilometres(london, paris) - 344) < 1, String(kilometres(london, paris)));
  assert.equal(kilometres(paris, paris), 0);
  assert.ok(Math.abs(kilometres({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }) - 111) < 1);
});
