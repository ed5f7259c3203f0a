"""The columns of practices.csv and cities.csv, and how each is read and written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .cells import (
    guard,
    plain,
    read_date,
    read_list,
    read_number,
    read_other,
    read_text,
    read_whole,
    read_year,
    write_list,
)

PRACTICES = "practices.csv"
CITIES = "cities.csv"
FILES = (CITIES, PRACTICES)


def _numbers(cell: str) -> list[int]:
    return [read_whole(entry) for entry in read_list(cell.replace(",", ";"))]


def _terms(cell: str) -> list[str]:
    return [plain(entry) for entry in read_list(cell)]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Kind:
    """How a value of one kind becomes a cell and comes back."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


TEXT = Kind(read_text, guard)
ID = Kind(plain, guard)
WHOLE = Kind(read_whole, str)
YEAR = Kind(read_year, str)
NUMBER = Kind(read_number, repr)
DATE = Kind(read_date, str)
TEXTS = Kind(read_list, lambda items: guard(write_list(items)))
TERMS = Kind(_terms, lambda items: guard(write_list(items)))
NUMBERS = Kind(_numbers, write_list)
OTHER = Kind(read_other, _json)

CARD = {
    "id": ID, "n": WHOLE, "city": ID, "title": TEXT, "local_name": TEXT, "local_language": ID, "start": YEAR,
    "end": YEAR, "status": ID, "summary": TEXT, "themes": TERMS, "rights": TERMS, "groups": TERMS,
    "sdgs": NUMBERS, "blocks": NUMBERS, "verified": DATE,
}  # fmt: skip
BODY = {
    "problem": TEXT, "action": TEXT, "participants": TEXT, "basis": TEXT, "results": TEXT, "limits": TEXT,
    "instruments": TEXTS, "confidence": ID,
}  # fmt: skip
SOURCE = {"title": TEXT, "publisher": TEXT, "year": YEAR, "url": TEXT}
CITY = {
    "id": ID, "name": TEXT, "country": ID, "lat": NUMBER, "lon": NUMBER, "coords_from": ID, "size": ID,
}  # fmt: skip
RECOGNITION = {"kind": ID, "strength": ID, "year": YEAR, "detail": TEXT, "verified": DATE}
LISTS = ("themes", "rights", "groups", "sdgs", "blocks", "instruments")  # an empty cell is an empty list

# The order in which a person reads and writes a practice.
_BEFORE_TAGS = [name for name in CARD if name not in LISTS and name != "verified"]
_TEXTS = [name for name in BODY if name not in ("instruments", "confidence")]
_TAGS = ["themes", "rights", "groups", "instruments", "sdgs", "blocks"]
PRACTICE_ORDER = [*_BEFORE_TAGS, *_TEXTS, *_TAGS, "confidence", "verified"]
FEWEST_SOURCES = 4  # columns for new rows, also where no record has so many
FEWEST_RECOGNITIONS = 2
