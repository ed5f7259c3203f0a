"""How fast the preview is: from the server's start to its first page, and each unit page on a warm server.

Run: python tests/bench/bench_preview.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAGE_S = 2.0
UNIT_MS = 300


def get(url: str) -> float:
    """Return the seconds until the whole page is there."""
    start = time.perf_counter()
    with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server
        answer.read()
    return time.perf_counter() - start


def main() -> int:
    """Print the figures; 1 when one is over its budget."""
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        command = [sys.executable, "-W", "ignore", "-m", "preview", "serve", "--port", "0", "--data", data]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        try:
            line = process.stdout.readline()
            url = line[line.index("http://") :].split()[0].rstrip("/")
            up = time.perf_counter() - started
            first = get(url)
            units = sorted(path.stem for path in (ROOT / "course" / "vertical").glob("*.xml"))
            for unit in units:
                get(f"{url}/unit/{unit}")
            times = {unit: 1000 * min(get(f"{url}/unit/{unit}") for _ in range(3)) for unit in units}
            progress = 1000 * min(get(f"{url}/progress") for _ in range(3))
        finally:
            process.terminate()
            process.wait()
    slowest = max(times, key=times.get)
    print(f"server up after {up:.1f} s, first page {1000 * first:.0f} ms later (budget {FIRST_PAGE_S:.0f} s)")
    print(f"{len(units)} unit pages, warm: median {statistics.median(times.values()):.0f} ms,", end=" ")
    print(f"slowest {times[slowest]:.0f} ms ({slowest}; budget {UNIT_MS} ms); progress {progress:.0f} ms")
    return int(first > FIRST_PAGE_S or times[slowest] > UNIT_MS)


if __name__ == "__main__":
    sys.exit(main())
