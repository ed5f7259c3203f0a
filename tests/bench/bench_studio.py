"""How smoothly the atlas editor of Studio scrolls and filters two thousand records, in Chromium.

Run: hrl bench studio      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from conftest import PAGE_TIMEOUT_MS, Server, find_chromium
from figures import Measured, broken, measured_table, p95, verdict
from playwright.sync_api import expect, sync_playwright
from test_studio_editors import make_course, open_atlas, opener, synthetic

RECORDS = 2_000
# Frames a second that the eye takes for smooth, on a machine four times slower than this one.
FRAME_MS, SLOWER = 50, 4
NOTES = """
- Time of the page's own thread, times {slower}: other work on this machine does not count.
- **A frame** is one step of scrolling, or one letter in the field that filters, until the page rests."""
FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
FIND = "const root = document.querySelector('.hrl-block').shadowRoot;"
SCROLL = "root.querySelector('[role=table]').scrollTop += 900;"
TYPE = "const s = root.querySelector('input[type=search]'); s.value = '{}'; s.dispatchEvent(new Event('input'));"
TYPED = ("n", "nu", "num", "number 1", "number 19", "number 199", "")


def frames(page) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each step of scrolling, and of each letter."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy_ms() -> float:
        metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"] * 1000

    def took(step: str) -> float:
        before = busy_ms()
        page.evaluate(f"async () => {{ {FIND} {step} {FRAME} }}")
        return (busy_ms() - before) * SLOWER

    return [took(SCROLL) for _ in range(40)], [took(TYPE.format(text)) for text in TYPED]


def measure(course: Path, data: Path) -> tuple[list[float], list[float]]:
    """Serve a course, open the atlas in the explorer's editor, and measure."""
    server = Server(course, data)
    try:
        with sync_playwright() as playwright:
            expect.set_options(timeout=PAGE_TIMEOUT_MS)
            path = find_chromium(playwright.chromium.executable_path)
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = opener(browser.new_page(viewport={"width": 1280, "height": 900}), server.url)("an-explorer")
            open_atlas(page)
            expect(page.get_by_text(f"{RECORDS:,} practices")).to_be_visible()
            found = frames(page)
            browser.close()
    finally:
        server.stop()
    return found


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder))
        atlas = json.dumps(synthetic(RECORDS), ensure_ascii=False)
        (course / "static" / "atlas.json").write_text(atlas, encoding="utf-8")
        scrolled, typed = measure(course, Path(folder) / "data")
    rows = [
        Measured(f"scrolling in {RECORDS:,} records", "ms", scrolled),
        Measured("filtering them, a letter", "ms", typed),
        Measured("95th percentile of both", "ms", [p95(scrolled + typed)], FRAME_MS),
        Measured("the longest", "ms", [max(scrolled + typed)]),
    ]
    print(measured_table(rows))
    print(NOTES.format(slower=SLOWER))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
