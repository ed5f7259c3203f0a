"""How fast and how small the map is, in Chromium with the CPU throttled six times, beside Leaflet with its clusters.

Run: python tests/bench/bench_map.py   (prints figures and ratios; ends with 1 when one is over its budget)

Leaflet draws the same cities with markercluster over the same land as GeoJSON, without tiles, on its canvas renderer,
which is the faster of its two. Both pages ask for their data at once and set up an empty map meanwhile; the time runs
from the data's arrival (for Leaflet, of cities and land, whichever is later) to the end of the first frame with cities.
The server takes 300 ms to answer for data, as one that is not next door does.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from figures import p95, packed
from page_server import PAINTED, ROOT, STATIC, THROTTLE, PageSite, find_chromium, node_tools, start

PUBLIC = ROOT / "xblocks" / "rights_map" / "public"
MODULES = ROOT / "frontend" / "node_modules"
MANY = 3_000
MOVES = 60
ANSWER_S = 0.3  # for data
ROUNDS = 3  # the least of three: what else runs on the machine can only add

HELP = """
window.frames = [];
(function count(before) { requestAnimationFrame((now) => {
  if (window.measuring) frames.push(now - before);
  count(now); }); })(0);
window.arrived = (name) =>
  performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(name)).responseEnd;
window.whenShown = (ready, ...names) => new Promise((resolve) => {
  const tell = () => {
    const now = performance.now();
    resolve({data: now - Math.max(...names.map(arrived)), page: now}); };
  const look = () => requestAnimationFrame(() => {
    if (!ready()) return look();
    const channel = new MessageChannel();  // told after the frame that is being made
    channel.port1.onmessage = tell; channel.port2.postMessage(0); });
  look(); });
"""
HELP += PAINTED

OURS = """<!doctype html><html lang="en"><meta charset="utf-8"><body style="margin:0">
<div id="block"><div class="hrl-block"></div></div><script src="/map.js"></script><script>HELP
const args = {block: "rights_map", usage: "u", course: "c", learner: "l", language: "en", release: "1",
  resources: "/manifest.json", catalogue: "", namespace: "X", view: "student_view", saves: true, atlas: "/ATLAS",
  settings: {title: "Map", introduction: "", startView: "world", kinds: [], timeSlider: true, required: 3,
  scored: false},
  state: {count: 0, opened: [], shortlist: {ids: [], gone: []}, territory: null, notes: {}, later: []}};
const block = document.getElementById("block");
new window.HrlRightsMap({handlerUrl: () => "/handler"}, block, args);
window.root = () => block.firstElementChild.shadowRoot;
let stamped = 0;  // marks that are on the canvas
const stamp = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function (...rest) { stamped += 1; return stamp.apply(this, rest); };
window.first = whenShown(() => stamped > 0, "ATLAS");
window.box = () => root().querySelector(".map-box").getBoundingClientRect().toJSON();
</script>"""

LEAFLET = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/leaflet.css">
<link rel="stylesheet" href="/cluster.css"><link rel="stylesheet" href="/cluster-default.css">
<body style="margin:0"><div id="map" style="width:1100px;height:484px"></div>
<script src="/leaflet.js"></script><script src="/cluster.js"></script><script>HELP
const read = (name) => fetch(name).then((answer) => answer.json());
const data = Promise.all([read("/ATLAS"), read("/land.json")]);
const map = L.map("map", {preferCanvas: true, zoomSnap: 0, maxZoom: 8}).setView([20, 0], 1.6);
window.first = data.then(([atlas, land]) => {
  L.geoJSON(land, {stroke: false, fillOpacity: 1, fillColor: "#cfd6cd", interactive: false}).addTo(map);
  const group = L.markerClusterGroup({showCoverageOnHover: false});
  for (const city of atlas.cities)
    group.addLayer(L.marker([city.lat, city.lon], {title: city.name, icon: L.divIcon({className: "m"})}));
  map.addLayer(group);
  return whenShown(() => document.querySelector(".leaflet-marker-icon"), "ATLAS", "land.json"); });
window.box = () => document.getElementById("map").getBoundingClientRect().toJSON();
</script>"""


class Site(PageSite):
    """The pages, their scripts and data."""

    files: dict[str, tuple[str, bytes]] = {}
    posted = b'{"opened": []}'
    data_after = ANSWER_S


def many_cities(cards: dict) -> bytes:
    """Return cards with 3,000 cities: copies of the real ones, moved by some degrees."""
    cities = []
    for number in range(MANY):
        city = cards["cities"][number % len(cards["cities"])]
        turn = number // len(cards["cities"])
        lat = max(-60, min(75, city["lat"] + (turn * 7) % 11 - 5))
        lon = (city["lon"] + (turn * 13) % 23 - 11 + 180) % 360 - 180
        cities.append({**city, "id": f"{city['id'][:50]}-x{turn}", "lat": round(lat, 2), "lon": round(lon, 2)})
    return json.dumps({**cards, "cities": cities, "practices": []}).encode()


def land() -> bytes:
    """Return the land that our map is baked from, as GeoJSON."""
    script = (
        'import {readFileSync} from "node:fs"; import {feature} from "topojson-client";'
        'const land = JSON.parse(readFileSync("node_modules/world-atlas/land-50m.json", "utf8"));'
        "process.stdout.write(JSON.stringify(feature(land, land.objects.land)));"
    )
    command = [str(node_tools.node_path()), "--input-type=module", "-e", script]
    return subprocess.run(command, cwd=ROOT / "frontend", check=True, capture_output=True).stdout


def serve():
    """Serve the pages from this process."""
    cards = json.loads((STATIC / "atlas.json").read_text(encoding="utf-8"))
    data = {"real": (STATIC / "atlas.json").read_bytes(), "many": many_cities(cards)}
    for name, body in data.items():
        Site.files[f"/{name}.json"] = ("application/json", body)
        for kind, page in (("ours", OURS), ("leaflet", LEAFLET)):
            text = page.replace("HELP", HELP).replace("ATLAS", f"{name}.json")
            Site.files[f"/{kind}-{name}"] = ("text/html", text.encode())
    for address, (kind, path) in leaflet_files().items():
        Site.files[address] = (kind, path.read_bytes())
    Site.files["/land.json"] = ("application/json", land())
    return start(Site, PUBLIC)


def leaflet_files() -> dict[str, tuple[str, Path]]:
    """Return what a page with Leaflet loads before its land and its data."""
    cluster = MODULES / "leaflet.markercluster" / "dist"
    return {
        "/leaflet.js": ("text/javascript", MODULES / "leaflet" / "dist" / "leaflet.js"),
        "/leaflet.css": ("text/css", MODULES / "leaflet" / "dist" / "leaflet.css"),
        "/cluster.js": ("text/javascript", cluster / "leaflet.markercluster.js"),
        "/cluster.css": ("text/css", cluster / "MarkerCluster.css"),
        "/cluster-default.css": ("text/css", cluster / "MarkerCluster.Default.css"),
    }


def frames_of(page, act) -> float:
    """Return the 95th percentile of the time between frames while something moves."""
    page.evaluate("frames.length = 0, window.measuring = true")
    act()
    return p95(page.evaluate("(window.measuring = false, frames)"))


def move(page, ours: bool) -> tuple[float, float]:
    """Zoom in twice, then drag and zoom; return the frames' p95 of both."""
    box = page.evaluate("box()")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if ours:
        page.keyboard.down("Control")

    def wheel():
        page.mouse.move(x, y)
        for step in range(MOVES):
            page.mouse.wheel(0, -40 if step % 30 < 15 else 40)
            page.wait_for_timeout(16)

    zooming = frames_of(page, wheel)
    for _step in range(12):
        page.mouse.wheel(0, -60)
        page.wait_for_timeout(30)
    page.keyboard.up("Control")
    page.wait_for_timeout(800)

    def drag():
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(MOVES):
            page.mouse.move(x + 120 * (step % 20 - 10) / 10, y + 3 * (step % 9))
            page.wait_for_timeout(12)
        page.mouse.up()

    panning = frames_of(page, drag)
    return panning, zooming


def filters(page) -> float:
    """Return the p95 from a change of a kind to its painted result."""
    script = "(at) => painted(() => root().querySelectorAll('.kinds input')[at].click())"
    times = []
    for number in range(28):
        times.append(page.evaluate(script, (number // 2) % 7))
        page.wait_for_timeout(80)
    return p95(times)


def measure(browser, address: str) -> dict[str, float]:
    """Return the figures of one page."""
    page = browser.new_page(viewport={"width": 1100, "height": 1000})
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    page.goto(address)
    ours = "ours" in address
    shown = page.evaluate("window.first")
    found = {"first": shown["data"], "start": shown["page"]}
    page.wait_for_timeout(2_500)  # the corners of the coasts are rounded meanwhile
    if ours:
        found["filter"] = filters(page)
        page.evaluate("root().querySelector('.map-box').scrollIntoView({block: 'center'})")
        page.wait_for_timeout(500)
    found["pan"], found["zoom"] = move(page, ours)
    page.close()
    return found


def main() -> int:
    """Measure, print, compare."""
    from playwright.sync_api import sync_playwright

    node_tools.install()
    server = serve()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    first = packed(*((PUBLIC / name).read_bytes() for name in manifest["first"]))
    theirs = packed(*(path.read_bytes() for _kind, path in leaflet_files().values()), Site.files["/land.json"][1])
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        version = browser.version
        found: dict[str, dict[str, float]] = {}
        for _round in range(ROUNDS):
            for page in ("ours-real", "leaflet-real", "ours-many", "leaflet-many"):
                figures, best = measure(browser, f"{root}/{page}"), found.setdefault(page.replace("-", " "), {})
                best.update({key: min(value, best.get(key, value)) for key, value in figures.items()})
        browser.close()
    server.shutdown()
    real, many = found["ours real"], found["ours many"]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Chromium {version}, CPU throttled {THROTTLE} times")
    rows = [
        ("first view without the atlas, gzip -9", first, 40_000, "bytes"),
        ("data to first map", real["first"], 700, "ms"),
        ("panning, frame p95, our cities", real["pan"], 33.5, "ms"),
        ("zooming, frame p95, our cities", real["zoom"], 33.5, "ms"),
        (f"panning, frame p95, {MANY} cities", many["pan"], 50, "ms"),
        (f"zooming, frame p95, {MANY} cities", many["zoom"], 50, "ms"),
        ("filter to paint, p95", real["filter"], 50, "ms"),
    ]
    over = 0
    for label, value, budget, unit in rows:
        over += value > budget
        print(f"{label}: {value:,.1f} {unit} (budget {budget:,})" + ("  OVER" if value > budget else ""))
    print("Ours to Leaflet 1.9 with markercluster (below 1: ours is less):")
    print(f"  bytes, scripts, styles and land: {first / theirs:.2f} ({first:,} to {theirs:,})")
    labels = {"first": "data to all cities drawn", "start": "start of the page to all cities drawn"}
    labels |= {"pan": "panning, frame p95", "zoom": "zooming, frame p95"}
    for name, cities in (("real", "our cities"), ("many", f"{MANY} cities")):
        for key, label in labels.items():
            one, other = found[f"ours {name}"][key], found[f"leaflet {name}"][key]
            print(f"  {label}, {cities}: {one / other:.2f} ({one:.1f} to {other:.1f} ms)")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
