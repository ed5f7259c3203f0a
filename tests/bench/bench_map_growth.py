"""The map with our cities, ten and a hundred times as many, beside Leaflet with its clusters: see bench_map.py.

Run: hrl bench map_growth      (prints a table in Markdown)
"""

from __future__ import annotations

import sys

import bench_map
from figures import Figure, figure, number, table

TIMES = (1, 10, 100)
KINDS = {"ours": "ours", "leaflet": "Leaflet"}
ROUNDS = 2
LABELS = {
    "first": "data to all cities drawn",
    "pan": "panning, frame p95",
    "zoom": "zooming, frame p95",
    "filter": "filter to paint, p95",
}
NOTES = """
- Copies of our cities, moved by some degrees; Chromium {version}, CPU throttled {throttle} times. Median and spread
  over {rounds} loads, ratios of the medians; Leaflet has no filter of its own.
- Leaflet gathers all cities within 80 pixels into one mark, ours only those whose signs would cover each other
  (17 pixels), so ours has more to draw.
- **Where the peer is level or ahead**: with a hundred times our cities. Ours paints its signs at every frame of a
  move; Leaflet lets the browser shift a picture that is there, and paints when the move ends. The budgets are for
  3,000 cities, ten times what the atlas has."""


def rows_of(found: dict[str, list[dict[str, float]]]) -> list[list[object]]:
    """Return a row for each figure of ours and of Leaflet, with their growth, and one for the ratio of both."""
    rows: list[list[object]] = []
    for key, label in LABELS.items():
        spent: dict[str, list[Figure]] = {}
        for kind, name in KINDS.items():
            loads = [found[f"{kind}-x{times}"] for times in TIMES]
            if key not in loads[0][0]:
                continue
            spent[kind] = [figure([load[key] for load in each]) for each in loads]
            growth = " / ".join(number(each.median / spent[kind][0].median) for each in spent[kind][1:])
            rows.append([f"{label}, ms: {name}", *spent[kind], growth])
        if len(spent) == len(KINDS):
            ratios = [number(one.median / other.median) for one, other in zip(*spent.values(), strict=True)]
            rows.append(["ours to Leaflet", *ratios, ""])
    return rows


def main() -> int:
    """Print the table."""
    bench_map.node_tools.install()
    cards = bench_map.real_cards()
    count = len(cards["cities"])
    server = bench_map.serve({f"x{times}": bench_map.many_cities(cards, times * count) for times in TIMES})
    pages = [f"{kind}-x{times}" for times in TIMES for kind in KINDS]
    version, found = bench_map.measure_all(f"http://127.0.0.1:{server.server_address[1]}", pages, ROUNDS)
    server.shutdown()
    print(table(["map", *(f"{count * times:,} cities" for times in TIMES), "times"], rows_of(found)))
    print(NOTES.format(version=version, throttle=bench_map.THROTTLE, rounds=ROUNDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
