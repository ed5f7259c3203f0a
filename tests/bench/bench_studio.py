"""How smoothly the atlas editor of Studio scrolls and filters two thousand records, in Chromium.

Run: hrl bench studio      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from conftest import PAGE_TIMEOUT_MS, Server, find_chromium
from figures import Beside, Measured, broken, measured_table, verdict
from playwright.sync_api import expect, sync_playwright
from test_studio_editors import make_course, open_atlas, opener, synthetic

RECORDS = 2_000
# Times what it takes to write the rows that are on the page anew by hand; on a machine four times slower than this one.
BESIDE_HAND, SLOWER = 4, 4
NOTES = """
- Time of the page's own thread, times {slower}: other work on this machine does not count.
- **A frame** is one step of scrolling, or one letter in the field that filters, until the page rests."""
FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
FIND = "const root = document.querySelector('.hrl-block').shadowRoot;"
SCROLL = "root.querySelector('[role=table]').scrollTop += 900;"
TYPE = "const s = root.querySelector('input[type=search]'); s.value = '{}'; s.dispatchEvent(new Event('input'));"
BY_HAND = (
    "const table = root.querySelector('[role=table]'), box = table.cloneNode(false); window.byHand?.remove();"
    "window.byHand = box; box.innerHTML = table.innerHTML; table.parentNode.append(box);"
)
TYPED = ("n", "nu", "num", "number 1", "number 19", "number 199", "")


def frames(page) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of each step of scrolling, of each letter, and of the rows written by hand."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy_ms() -> float:
        metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"] * 1000

    def took(step: str) -> float:
        before = busy_ms()
        page.evaluate(f"async () => {{ {FIND} {step} {FRAME} }}")
        return (busy_ms() - before) * SLOWER

    hand = [took(BY_HAND) for _ in range(40)]
    return [took(SCROLL) for _ in range(40)], [took(TYPE.format(text)) for text in TYPED], hand


def measure(course: Path, data: Path) -> tuple[list[float], list[float], list[float]]:
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
        scrolled, typed, hand = measure(course, Path(folder) / "data")
    rows = [
        Measured(f"scrolling in {RECORDS:,} records", "ms", scrolled),
        Measured("filtering them, a letter", "ms", typed),
        Measured("the rows of the page written by hand", "ms", hand, late=True),
        Measured("both", "ms", scrolled + typed, late=True, beside=Beside(BESIDE_HAND, "by hand", hand)),
        Measured("the longest", "ms", [max(scrolled + typed)]),
    ]
    print(measured_table(rows))
    print(NOTES.format(slower=SLOWER))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
