"""How long the atlas takes to be read and checked, ours and fifty times as much.

Run: hrl bench atlas      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
from atlas_copies import many
from figures import Beside, Measured, broken, figure, measured_table, repeat, verdict
from rights_atlas import load
from rights_atlas.checks import check_atlas
from rights_atlas.model import from_texts

ROOT = Path(__file__).resolve().parents[2]

AS_PEER = 3  # times what the schema's own library takes for the cards
TIMES, GROWTH = 50, 55
NOTES = """
- Times are the processor's, in one process: the files are read from memory, checked by the schema and by our own rules.
- **Growth** is the quotient of the medians; the same work, counted in functions called, is held by `make test`."""


def work(texts: dict[str, str]) -> list[float]:
    """Return the milliseconds that reading and checking takes, again and again."""
    return repeat(lambda: check_atlas(from_texts(texts)), most=20, seconds=5.0, least=3)


def by_schema(texts: dict[str, str]) -> list[float]:
    """Return the milliseconds that the schema's library takes for the cards, as anybody would ask it."""
    schema = json.loads((ROOT / "xblocks/rights_atlas/schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    cards = texts["atlas.json"]
    return repeat(lambda: list(validator.iter_errors(json.loads(cards))), most=20, seconds=5.0, least=3)


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    atlas = load(ROOT / "course" / "static")
    ours, plain = work(atlas.texts()), by_schema(atlas.texts())
    one, large = work(many(atlas, 1).texts()), work(many(atlas, TIMES).texts())
    growth = figure(large).median / figure(one).median
    rows = [
        Measured("reading, and the schema alone", "ms", plain),
        Measured("reading and checking, our number", "ms", ours, beside=Beside(AS_PEER, "the schema alone", plain)),
        Measured(f"the same, {TIMES} times as much", "ms", large),
        Measured("growth", "times", [growth], GROWTH),
    ]
    print(measured_table(rows))
    print(NOTES)
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
