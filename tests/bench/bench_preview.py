"""How fast the preview is: from the server's start to its first page, and each unit page on a warm server.

Run: hrl bench preview      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from figures import Beside, Measured, broken, measured_table, verdict

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAGE, SLOWEST = 15, 6  # times the median of all unit pages, which are the platform's own blocks for the most part
STARTS = 3
LOADS = 3  # of each page, on the last server, once it has been asked for
NOTES = """
- The server is started {starts} times, each with an empty folder of data; the first page is the first that it is asked
  for. Each of the {pages} unit pages is asked for once, and then {loads} times more: of a page the median of these
  counts. The spread of all unit pages is the spread over pages, that of one page the spread over its loads.
- Times are by the clock, from the request to the last byte of the page."""


def get(url: str) -> float:
    """Return the seconds until the whole page is there."""
    start = time.perf_counter()
    with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server
        answer.read()
    return time.perf_counter() - start


@contextmanager
def preview() -> Iterator[tuple[str, float]]:
    """Start the preview on a free port with no data; yield its address and the seconds until it says it is up."""
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        command = [sys.executable, "-W", "ignore", "-m", "cli", "preview", "--port", "0", "--data", data]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if "http://" not in line:
                raise SystemExit(f"The preview did not start: {line}")
            yield line[line.index("http://") :].split()[0].rstrip("/"), time.perf_counter() - started
        finally:
            process.terminate()
            process.wait()


def warm(url: str) -> list[float]:
    """Return the milliseconds of a page's loads after the first."""
    get(url)
    return [1000 * get(url) for _ in range(LOADS)]


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    names = sorted(path.stem for path in (ROOT / "course" / "vertical").glob("*.xml"))
    up, first = [], []
    for start in range(STARTS):
        with preview() as (url, seconds):
            up.append(seconds)
            first.append(1000 * get(url))
            if start == STARTS - 1:
                units = {name: warm(f"{url}/unit/{name}") for name in names}
                progress = warm(f"{url}/progress")
    medians = {name: statistics.median(times) for name, times in units.items()}
    usual = list(medians.values())
    slowest = max(names, key=lambda name: medians[name])
    rows = [
        Measured("server up", "s", up),
        Measured("first page after it", "ms", first, beside=Beside(FIRST_PAGE, "a unit page", usual)),
        Measured(f"{len(names)} unit pages, warm", "ms", usual),
        Measured(
            f"the slowest of them, `{slowest}`", "ms", units[slowest], beside=Beside(SLOWEST, "a unit page", usual)
        ),
        Measured("progress page, warm", "ms", progress),
    ]
    print(measured_table(rows))
    print(NOTES.format(starts=STARTS, loads=LOADS, pages=len(names)))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
