"""How long the atlas takes to be read and checked, ours and fifty times as much.

Run: hrl bench atlas      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import sys
from pathlib import Path

from atlas_copies import many
from figures import Measured, broken, figure, measured_table, repeat, verdict
from rights_atlas import load
from rights_atlas.checks import check_atlas
from rights_atlas.model import from_texts

MOST_MS = 1000
TIMES, GROWTH = 50, 55
NOTES = """
- Times are the processor's, in one process: the files are read from memory, checked by the schema and by our own rules.
- **Growth** is the quotient of the medians; the same work, counted in functions called, is held by `make test`."""


def work(texts: dict[str, str]) -> list[float]:
    """Return the milliseconds that reading and checking takes, again and again."""
    return repeat(lambda: check_atlas(from_texts(texts)), most=20, seconds=5.0, least=3)


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    atlas = load(Path(__file__).resolve().parents[2] / "course" / "static")
    ours = work(atlas.texts())
    one, large = work(many(atlas, 1).texts()), work(many(atlas, TIMES).texts())
    growth = figure(large).median / figure(one).median
    rows = [
        Measured("reading and checking, our number", "ms", ours, MOST_MS),
        Measured(f"the same, {TIMES} times as much", "ms", large),
        Measured("growth", "times", [growth], GROWTH),
    ]
    print(measured_table(rows))
    print(NOTES)
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
