"""One row to one record: what the row says, and for columns that the file does not have what the atlas has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..model import Atlas
from ..names import fold
from ..tables import countries
from .cells import CellError
from .columns import BODY, CARD, CITY, LISTS, OTHER, RECOGNITION, SOURCE, Kind
from .heads import RECOGNITION_COLUMN, SOURCE_COLUMN
from .table import Row, Table

Record = dict[str, Any]


@dataclass
class Terms:
    """The terms of the atlas by everything that an author may write for them."""

    atlas: Atlas
    by_name: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, entries in self.atlas.vocabulary.items():
            key = "code" if name == "countries" else "id"
            label = "name" if name == "countries" else "label"
            self.by_name[name] = {fold(entry[label]): entry[key] for entry in entries}
            self.by_name[name].update({fold(entry[key]): entry[key] for entry in entries})
        for code, country in countries().items():
            self.by_name["countries"].setdefault(fold(country["name"]), code)
            self.by_name["countries"].setdefault(fold(code), code)

    def term(self, kind: str, text: str) -> str:
        """Return the id for an id or a label in any case; an unknown text comes back for a check."""
        return self.by_name.get(kind, {}).get(fold(text), text)

    def learn_cities(self, cities: list[Record], renamed: dict[str, str]) -> None:
        """Take cities by id, by an id that they had before, and by name where only one city has it."""
        names: dict[str, list[str]] = {}
        for city in cities:
            names.setdefault(fold(str(city.get("name", ""))), []).append(city["id"])
        found = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
        self.by_name["cities"] = {**found, **renamed, **{city["id"]: city["id"] for city in cities}}


@dataclass
class Reader:
    """Reads the cells of one table."""

    table: Table
    terms: Terms

    def values(
        self,
        row: Row,
        kinds: dict[str, Kind],
        base: Record,
        prefix: str = "",
        aside: tuple[str, ...] = (),
        other: str = "",
    ) -> Record:
        """Return the fields of a record, each read by its kind; a cell that cannot be read is reported.

        A field comes from `base` where the table has no column for it, and where its cell cannot be read, so
        that one fault hides no other. `aside`: fields of `base` that are read elsewhere; `other`: the column
        of the fields that this version does not know.
        """
        own = {name: value for name, value in base.items() if name not in kinds and name not in aside}
        record = {name: base[name] for name in kinds if name in base}
        columns = {name: prefix + name for name in kinds} | {"other": other or f"{prefix}other"}
        for name, column in columns.items():
            if column not in self.table.letters:
                continue
            cell = row.cells.get(column)
            try:
                value = None if cell is None else (OTHER if name == "other" else kinds[name]).read(cell)
            except CellError as problem:
                self.table.report(row.number, column, problem.message, problem.action, record=label(row))
                continue
            if name == "other":
                own = {key: item for key, item in (value or {}).items() if key not in kinds}
            elif value in (None, "", []):
                record.pop(name, None)
            else:
                record[name] = value
        return {**own, **record}

    def raw(self, row: Row, column: str, kind: Kind) -> Any:
        """Return what one cell says, None where it is blank or cannot be read. Nothing is reported."""
        try:
            return kind.read(row.cells[column]) if column in row.cells else None
        except CellError:
            return None

    def entries(
        self,
        row: Row,
        base: list[Record],
        pattern: re.Pattern[str],
        key: str,
        read: Callable[[int, Record], Record],
    ) -> list[Record]:
        """Return the entries of repeated columns (`source_1_title`, ...), in order.

        An entry is gone when its cells are empty and its `key` column ("source_{}_title") is there. What the
        columns do not hold comes from the entry with the same key in the atlas, else from the one at its place.
        """
        matches = (pattern.fullmatch(name) for name in self.table.letters)
        columns = {int(match[1]) for match in matches if match}
        filled = {int(match[1]) for match in map(pattern.fullmatch, row.cells) if match}
        last = max([len(base), *columns])
        bases = self._bases(row, base, key, columns, last)
        found = []
        for number in range(1, last + 1):
            old = bases.get(number, {})
            if number not in columns:
                found += [old] if old else []
            elif number in filled or (old and key.format(number) not in self.table.letters):
                found.append(read(number, old))
        return found

    def _bases(self, row: Row, base: list[Record], key: str, columns: set[int], last: int) -> dict[int, Record]:
        """Return which entry of the atlas each place of a row continues."""
        name = key.rsplit("_", 1)[-1]
        kind = {**SOURCE, **RECOGNITION}[name]
        left = dict(enumerate(base, 1))
        found = {number: left.pop(number) for number in list(left) if number not in columns}
        places = range(1, last + 1)
        for number in places:
            said = self.raw(row, key.format(number), kind)
            twins = [place for place, entry in left.items() if said is not None and entry.get(name) == said]
            if twins:
                found[number] = left.pop(number if number in twins else twins[0])
        for number in places:
            if number not in found and number in left:
                found[number] = left.pop(number)
        return found


def label(row: Row) -> str:
    """Return by what a message names a row."""
    return (row.cells.get("id") or row.cells.get("title") or row.cells.get("name") or "").strip()[:60]


def read_city(reader: Reader, row: Row, base: Record) -> Record:
    """Return the city of a row; `base` is what the atlas has of it, empty for a new one."""
    city = reader.values(row, CITY, base, aside=("recognition",))
    city.setdefault("coords_from", "author")
    for name, kind in (("country", "countries"), ("size", "sizes")):
        if name in city:
            city[name] = reader.terms.term(kind, city[name])

    def recognition(number: int, old: Record) -> Record:
        prefix = f"recognition_{number}_"
        entry = reader.values(row, RECOGNITION, old, prefix, aside=("source",))
        if "kind" in entry:
            entry["kind"] = reader.terms.term("recognition", entry["kind"])
        entry["source"] = reader.values(row, SOURCE, old.get("source", {}), f"{prefix}source_")
        return entry

    old = base.get("recognition", [])
    city["recognition"] = reader.entries(row, old, RECOGNITION_COLUMN, "recognition_{}_detail", recognition)
    return city


def read_practice(reader: Reader, row: Row, card_base: Record, body_base: Record) -> tuple[Record, Record]:
    """Return card and body of a row; the bases are what the atlas has of them, empty for a new one."""
    terms = reader.terms
    card = reader.values(row, CARD, card_base)
    if "city" in card:
        card["city"] = terms.term("cities", card["city"])
    for name in ("themes", "rights", "groups"):
        card[name] = [terms.term(name, text) for text in card.get(name, [])]
    body = reader.values(row, BODY, body_base, aside=("id", "sources"), other="body_other")
    for record in (card, body):
        for name in ("status", "confidence"):
            if name in record:
                record[name] = record[name].lower()
    for name in LISTS:
        (body if name in BODY else card).setdefault(name, [])

    def source(number: int, old: Record) -> Record:
        return reader.values(row, SOURCE, old, f"source_{number}_")

    body["sources"] = reader.entries(row, body_base.get("sources", []), SOURCE_COLUMN, "source_{}_title", source)
    return card, body
