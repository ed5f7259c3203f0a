"""The map with our cities, ten and a hundred times as many, beside Leaflet with its clusters: see bench_map.py.

Run: python tests/bench/bench_map_growth.py      (prints a table in Markdown)
"""

from __future__ import annotations

import json
import sys

import bench_map
from figures import figure, number, table

TIMES = (1, 10, 100)
KINDS = {"ours": "OURS", "leaflet": "LEAFLET"}
ROUNDS = 2
LABELS = {"first": "data to all cities drawn", "pan": "panning, frame p95", "zoom": "zooming, frame p95"}
NOTES = """
- Copies of our cities, moved by some degrees; the processor slowed down {throttle} times. Median of {rounds} loads.
  Leaflet gathers cities into clusters, so that it draws fewer marks the further one is away; ours draws every city."""


def cities(times: int) -> bytes:
    """Return the cards with `times` the cities."""
    cards = json.loads((bench_map.STATIC / "atlas.json").read_text(encoding="utf-8"))
    bench_map.MANY = times * len(cards["cities"])
    return bench_map.many_cities(cards)


def main() -> int:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    bench_map.node_tools.install()
    server = bench_map.serve()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    for times in TIMES:
        name = f"x{times}.json"
        bench_map.Site.files[f"/{name}"] = ("application/json", cities(times))
        for kind, page in KINDS.items():
            text = getattr(bench_map, page).replace("HELP", bench_map.HELP).replace("ATLAS", name)
            bench_map.Site.files[f"/{kind}-x{times}"] = ("text/html", text.encode())
    found: dict[tuple[str, int], list[dict]] = {(kind, times): [] for times in TIMES for kind in KINDS}
    with sync_playwright() as playwright:
        path = bench_map.find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _round in range(ROUNDS):
            for (kind, times), values in found.items():
                values.append(bench_map.measure(browser, f"{root}/{kind}-x{times}"))
        browser.close()
    server.shutdown()
    rows: list[list[object]] = []
    for key, label in LABELS.items():
        medians = {place: figure([value_of(each, key) for each in values]).median for place, values in found.items()}
        for kind in KINDS:
            spent = [medians[kind, times] for times in TIMES]
            growth = " / ".join(number(value / spent[0]) for value in spent[1:])
            rows.append([f"{label}, ms: {kind}", *map(number, spent), growth])
        rows.append(["ours to Leaflet", *(number(medians["ours", t] / medians["leaflet", t]) for t in TIMES), ""])
    count = len(json.loads((bench_map.STATIC / "atlas.json").read_text(encoding="utf-8"))["cities"])
    print(table(["map", *(f"{count * times:,} cities" for times in TIMES), "times"], rows))
    print(NOTES.format(throttle=bench_map.THROTTLE, rounds=ROUNDS))
    return 0


def value_of(figures: dict, key: str) -> float:
    """Return a figure; where the bench tells two of one thing, the one that counts from the data's arrival."""
    value = figures[key]
    return value["data"] if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.exit(main())
