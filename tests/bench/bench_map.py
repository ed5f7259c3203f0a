"""How fast and how small the map is, in Chromium with the CPU throttled six times, beside Leaflet with its clusters.

Run: hrl bench map      (prints tables in Markdown; ends with 1 where a budget is broken)

Leaflet draws the same cities with markercluster over the same land as GeoJSON, without tiles, on its canvas renderer,
which is the faster of its two. Both pages ask for their data at once and set up an empty map meanwhile; the time runs
from the data's arrival (for Leaflet, of cities and land, whichever is later) to the end of the first frame with cities.
The server takes 300 ms to answer for data, as one that is not next door does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from figures import Beside, Measured, broken, figure, measured_table, number, p95, packed, table, verdict
from page_server import PAINTED, ROOT, STATIC, THROTTLE, PageSite, find_chromium, modules, node_tools, start

PUBLIC = ROOT / "xblocks" / "rights_map" / "public"
MODULES = ROOT / "frontend" / "node_modules"
MANY = 3_000
MOVES = 60
FILTERS = 28
ANSWER_S = 0.3  # for data
ROUNDS = 3  # loads of each page, turn by turn, so that a busy minute falls on ours and on Leaflet
PAGES = ("ours-real", "leaflet-real", "ours-many", "leaflet-many")
CITIES = {"real": "our cities", "many": f"{MANY:,} cities"}
LABELS = {
    "first": "data to all cities drawn",
    "start": "start of the page to all cities drawn",
    "pan": "panning, frame p95",
    "zoom": "zooming, frame p95",
    "filter": "filter to paint, p95",
}
NOTES = """
- Chromium {version}, CPU throttled {throttle} times. Every page is loaded {rounds} times, ours and Leaflet in turn:
  median and spread are over the loads, and a budget is held against the median. A time is held to Leaflet's. A frame
  p95 is the 95th percentile of the time between the frames of one load, the filter's p95 that of {filters} changes in
  one load: ours of what a kind shows, Leaflet's of the markers in its layer.
- Bytes are scripts, styles and land, each file after gzip -9, without the cities. A ratio below 1: ours is less.
- 16.7 ms is the screen's own pace; a page that keeps it cannot be faster. Leaflet gathers all
  cities within 80 pixels into one mark, ours only those whose signs would cover each other (17 pixels), so ours has
  more to draw."""

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
  resources: "/manifest.json", modules: MODULES, sorry: "", catalogue: "", namespace: "X",
  view: "student_view", saves: true, atlas: "/ATLAS",
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
window.change = (at) => root().querySelectorAll(".kinds input")[at].click();
window.box = () => root().querySelector(".map-box").getBoundingClientRect().toJSON();
</script>""".replace("MODULES", modules(PUBLIC))

LEAFLET = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/leaflet.css">
<link rel="stylesheet" href="/cluster.css"><link rel="stylesheet" href="/cluster-default.css">
<body style="margin:0"><div id="map" style="width:1100px;height:484px"></div>
<script src="/leaflet.js"></script><script src="/cluster.js"></script><script>HELP
const read = (name) => fetch(name).then((answer) => answer.json());
const data = Promise.all([read("/ATLAS"), read("/land.json")]);
const map = L.map("map", {preferCanvas: true, zoomSnap: 0, maxZoom: 8}).setView([20, 0], 1.6);
window.first = data.then(([atlas, land]) => {
  L.geoJSON(land, {stroke: false, fillOpacity: 1, fillColor: "#cfd6cd", interactive: false}).addTo(map);
  const group = L.markerClusterGroup({showCoverageOnHover: false}), markers = [];
  for (const city of atlas.cities)
    markers.push(L.marker([city.lat, city.lon], {title: city.name, icon: L.divIcon({className: "m"})}));
  for (const marker of markers) group.addLayer(marker);
  map.addLayer(group);
  window.change = (at) => {
    group.clearLayers();
    group.addLayers(markers.filter((_marker, number) => number % 7 !== at)); };
  return whenShown(() => document.querySelector(".leaflet-marker-icon"), "ATLAS", "land.json"); });
window.box = () => document.getElementById("map").getBoundingClientRect().toJSON();
</script>"""


class Site(PageSite):
    """The pages, their scripts and data."""

    files: dict[str, tuple[str, bytes]] = {}
    posted = b'{"opened": []}'
    data_after = ANSWER_S


def many_cities(cards: dict, count: int = MANY) -> bytes:
    """Return cards with that many cities: copies of the real ones, moved by some degrees."""
    cities = []
    for at in range(count):
        city = cards["cities"][at % len(cards["cities"])]
        turn = at // len(cards["cities"])
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


def add_pages(name: str, cards: bytes) -> None:
    """Serve cards, and the pages of ours and of Leaflet that show them, under a name."""
    Site.files[f"/{name}.json"] = ("application/json", cards)
    for kind, page in (("ours", OURS), ("leaflet", LEAFLET)):
        text = page.replace("HELP", HELP).replace("ATLAS", f"{name}.json")
        Site.files[f"/{kind}-{name}"] = ("text/html", text.encode())


def real_cards() -> dict:
    """Return the cards of the atlas."""
    return json.loads((STATIC / "atlas.json").read_text(encoding="utf-8"))


def serve(pages: dict[str, bytes]):
    """Serve pages with these cards, by name, from this process."""
    for name, cards in pages.items():
        add_pages(name, cards)
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
    """Return the p95 from a change of what is shown to its painted result: ours by a kind, Leaflet's by its layer."""
    script = "(at) => painted(() => change(at))"
    times = []
    for at in range(FILTERS):
        times.append(page.evaluate(script, (at // 2) % 7))
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
    found["filter"] = filters(page)
    if ours:
        page.evaluate("root().querySelector('.map-box').scrollIntoView({block: 'center'})")
        page.wait_for_timeout(500)
    found["pan"], found["zoom"] = move(page, ours)
    page.close()
    return found


def measure_all(root: str, pages: Iterable[str], rounds: int) -> tuple[str, dict[str, list[dict[str, float]]]]:
    """Load every page in turn, some rounds; return Chromium's version, and each page's figures load by load."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[dict[str, float]]] = {page: [] for page in pages}
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        version = browser.version
        for _round in range(rounds):
            for page, loads in found.items():
                loads.append(measure(browser, f"{root}/{page}"))
        browser.close()
    return version, found


# How many times what Leaflet takes in the same run. While panning, both keep the screen's own pace. A filter of ours
# also changes the list and its counts, Leaflet's the marks only: with few marks that is what takes the time.
HELD = {"first": (1.0, 1.0), "pan": (1.25, 1.25), "zoom": (1.0, 1.0), "filter": (2.5, 1.0)}


def budgets(first: int, values: dict[str, dict[str, list[float]]]) -> list[Measured]:
    """Return our figures with what they may be at most: bytes of a first view, and times beside Leaflet's."""
    rows = [Measured("first view without the atlas, gzip -9", "bytes", [first], 40_000)]
    for at, (name, cities) in enumerate(CITIES.items()):
        ours, leaflet = values[f"ours-{name}"], values[f"leaflet-{name}"]
        for key, times in HELD.items():
            held = Beside(times[at], "Leaflet", leaflet[key])
            rows.append(Measured(f"{LABELS[key]}, {cities}", "ms", ours[key], beside=held))
    return rows


def beside(first: int, theirs: int, values: dict[str, dict[str, list[float]]]) -> str:
    """Return the table of ours beside Leaflet, with the ratio of the medians."""
    rows: list[list[object]] = [["bytes: scripts, styles and land", first, theirs, number(first / theirs)]]
    for name, cities in CITIES.items():
        for key, label in LABELS.items():
            one, other = (figure(values[f"{kind}-{name}"][key]) for kind in ("ours", "leaflet"))
            rows.append([f"{label}, {cities}, ms", one, other, number(one.median / other.median)])
    return table(["median (spread)", "ours", "Leaflet 1.9 with markercluster", "ours to Leaflet"], rows)


def main() -> int:
    """Print the tables; return 1 where a budget is broken."""
    node_tools.install()
    cards = real_cards()
    server = serve({"real": (STATIC / "atlas.json").read_bytes(), "many": many_cities(cards)})
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    first = packed(*((PUBLIC / name).read_bytes() for name in manifest["first"]))
    theirs = packed(*(path.read_bytes() for _kind, path in leaflet_files().values()), Site.files["/land.json"][1])
    version, found = measure_all(f"http://127.0.0.1:{server.server_address[1]}", PAGES, ROUNDS)
    server.shutdown()
    values = {page: {key: [load[key] for load in loads] for key in loads[0]} for page, loads in found.items()}
    rows = budgets(first, values)
    print(measured_table(rows))
    print("\n" + beside(first, theirs, values))
    print(NOTES.format(version=version, throttle=THROTTLE, rounds=ROUNDS, filters=FILTERS))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
