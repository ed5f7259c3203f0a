"""The explorer with our practices, ten and a hundred times as many, in the browser of bench_explorer.py.

Run: hrl bench explorer_growth      (prints a table in Markdown)
"""

from __future__ import annotations

import json
import sys

import bench_explorer as explorer
from bench_search import grown
from figures import figure, number, table

TIMES = (1, 10, 100)
ROUNDS = 2
LABELS = {
    "first": "data to first cards, ms",
    "keys": "keystroke to painted result, ms",
    "facets": "facet to painted result, ms",
}
NOTES = """
- The real practices and invented ones, with words of their own; the processor slowed down {throttle} times, by the
  clock. No budget: a course has some hundred practices, not 23,700. {rounds} loads; "times" are ratios of medians.
- First cards grow with the number, since every practice is read in the browser. A keystroke looks words up in an
  index; what the other values of the facets would give is counted after the answer is painted."""


def main() -> int:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    server = explorer.serve()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    counts = {}
    for times in TIMES:
        cards = grown(times)
        counts[times] = len(cards["practices"])
        explorer.Site.files[f"/x{times}.json"] = ("application/json", json.dumps(cards).encode())
        page = explorer.PAGE.replace("ATLAS", f"x{times}.json")
        explorer.Site.files[f"/x{times}"] = ("text/html", page.encode())
    loads: dict[int, list[dict]] = {times: [] for times in TIMES}
    with sync_playwright() as playwright:
        path = explorer.find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for times in TIMES * ROUNDS:
            loads[times].append(explorer.measure(browser, f"{root}/x{times}"))
        browser.close()
    server.shutdown()
    found = {times: explorer.pooled(loads[times]) for times in TIMES}
    rows: list[list[object]] = []
    for key, label in LABELS.items():
        values = [figure(found[times][key]) for times in TIMES]
        grown_by = (number(value.median / values[0].median) for value in values[1:])
        rows.append([label, *values, " / ".join(grown_by)])
    print(table(["explorer", *(f"{count:,} practices" for count in counts.values()), "times"], rows))
    print(NOTES.format(throttle=explorer.THROTTLE, rounds=ROUNDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
