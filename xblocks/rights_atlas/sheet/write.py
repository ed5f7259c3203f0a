"""From the atlas to the two spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any

from ..checks.shape import check_shape
from ..findings import AtlasError, errors
from ..model import Atlas
from .columns import (
    BODY,
    CARD,
    CITIES,
    CITY,
    FEWEST_RECOGNITIONS,
    FEWEST_SOURCES,
    OTHER,
    PRACTICE_ORDER,
    PRACTICES,
    RECOGNITION,
    SOURCE,
    Kind,
)

BOM = "\ufeff"
Row = dict[str, str]


def export_texts(atlas: Atlas) -> dict[str, str]:
    """Return the two spreadsheets as texts by file name: CSV with a byte order mark, one row a record.

    Raises AtlasError when a record has the wrong shape: a cell cannot hold what is not there.
    """
    unsound = errors(check_shape(atlas)[1])
    if unsound:
        raise AtlasError(unsound)
    return {
        PRACTICES: _table(_practice_rows(atlas), practice_columns(atlas)),
        CITIES: _table([city_row(city) for city in _by_id(atlas.cards["cities"])], city_columns(atlas)),
    }


def _by_id(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: record["id"])


def _table(rows: list[Row], columns: list[str]) -> str:
    """Lay out rows; a column for fields of another version stands only where a row fills it."""
    shown = [name for name in columns if not name.endswith("other") or any(row.get(name) for row in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, shown, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return BOM + out.getvalue()


def _cells(record: dict[str, Any], kinds: dict[str, Kind], prefix: str, known: tuple[str, ...] = ()) -> Row:
    row = {prefix + name: kind.write(record[name]) for name, kind in kinds.items() if name in record}
    other = {name: value for name, value in record.items() if name not in kinds and name not in known}
    if other:
        row[f"{prefix}other"] = OTHER.write(other)
    return row


def practice_row(card: dict[str, Any], body: dict[str, Any]) -> Row:
    """Return the cells of a practice by column name."""
    row = _cells(card, CARD, "")
    text = _cells(body, BODY, "", known=("id", "sources"))
    if "other" in text:
        text["body_other"] = text.pop("other")
    row.update(text)
    for number, source in enumerate(body.get("sources", []), 1):
        row.update(_cells(source, SOURCE, f"source_{number}_"))
    return row


def _practice_rows(atlas: Atlas) -> list[Row]:
    bodies = atlas.bodies
    return [practice_row(card, bodies.get(card["id"], {})) for card in _by_id(atlas.cards["practices"])]


def practice_columns(atlas: Atlas) -> list[str]:
    """Return the columns of practices.csv, with room for as many sources as a practice has."""
    most = max((len(body["sources"]) for body in atlas.bodies.values()), default=0)
    columns = [*PRACTICE_ORDER, "other", "body_other"]
    for number in range(1, max(most, FEWEST_SOURCES) + 1):
        columns += [f"source_{number}_{name}" for name in (*SOURCE, "other")]
    return columns


def city_row(city: dict[str, Any]) -> Row:
    """Return the cells of a city by column name."""
    row = _cells(city, CITY, "", known=("recognition",))
    for number, entry in enumerate(city["recognition"], 1):
        prefix = f"recognition_{number}_"
        row.update(_cells(entry, RECOGNITION, prefix, known=("source",)))
        row.update(_cells(entry["source"], SOURCE, f"{prefix}source_"))
    return row


def city_columns(atlas: Atlas) -> list[str]:
    """Return the columns of cities.csv, with room for as many recognitions as a city has."""
    most = max((len(city["recognition"]) for city in atlas.cards["cities"]), default=0)
    columns = [*CITY, "other"]
    for number in range(1, max(most, FEWEST_RECOGNITIONS) + 1):
        prefix = f"recognition_{number}_"
        columns += [prefix + name for name in (*RECOGNITION, "other")]
        columns += [f"{prefix}source_{name}" for name in (*SOURCE, "other")]
    return columns
