"""The small tables of this package: countries, words that bear a tag, hosts that hold copies."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def read_table(name: str) -> dict[str, Any]:
    """Return a table of data/ by its file name without ending."""
    table: dict[str, Any] = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return table


@cache
def countries() -> dict[str, dict[str, Any]]:
    """Return every country and territory by code: name, UCLG section, boxes [west, south, east, north]."""
    return {country["code"]: country for country in read_table("countries")["countries"]}


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the atlas's files."""
    read: dict[str, Any] = json.loads((HERE / "schema.json").read_text(encoding="utf-8"))
    return read
