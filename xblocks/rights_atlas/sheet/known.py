"""Which record of the atlas a row is: by its id, else by what people know it by (a practice by city and title)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..names import fold, free_id, slug
from ..wording import N_, _
from .columns import CITIES, ID, PRACTICES, TEXT
from .heads import KEYS
from .read import Reader
from .table import Row

Record = dict[str, Any]
_TWICE = {
    PRACTICES: N_("Row {number} has the same city and title."),
    CITIES: N_("Row {number} has the same name and country."),
}
_TERMS = {"city": "cities", "country": "countries"}


@dataclass
class Known:
    """The records that the atlas has, and which of them the rows of a table are."""

    kind: str
    records: list[Record]
    reader: Reader
    retired: frozenset[str] = frozenset()  # ids of removed records, which a new one gets only where its row says so
    renamed: dict[str, str] = field(default_factory=dict)  # the id in the atlas -> the id in the sheet
    rows: dict[str, Row] = field(default_factory=dict)  # by the id that the record has after the import
    before: dict[str, str] = field(default_factory=dict)  # the id after the import -> the id in the atlas

    def __post_init__(self) -> None:
        self.by_id = {record["id"]: record for record in self.records}
        keys: dict[tuple[str, ...], list[str]] = {}
        for record in self.records:
            keys.setdefault(tuple(fold(str(record.get(name, ""))) for name in KEYS[self.kind]), []).append(record["id"])
        self.by_key = {key: ids[0] for key, ids in keys.items() if len(ids) == 1}
        self.claimed = {key for row in self.reader.table.rows if (key := self._id(row))}
        self.made: dict[tuple[str, ...], str] = {}
        self.taken = {*self.by_id, *self.claimed, *self.retired}

    def _id(self, row: Row) -> str:
        return self.reader.raw(row, "id", ID) or ""

    def _key(self, row: Row) -> tuple[str, ...] | None:
        """Return what people know the record of a row by; None where the row does not say all of it."""
        said = []
        for name in KEYS[self.kind]:
            text = self.reader.raw(row, name, ID if name in _TERMS else TEXT)
            if not text:
                return None
            said.append(fold(self.reader.terms.term(_TERMS[name], text) if name in _TERMS else text))
        return tuple(said)

    def each(self, read: Callable[[Row, str, Record], Any]) -> list[Any]:
        """Return what `read` makes of each row, its id and its record in the atlas ({} for a new one).

        A row that says the same record as an earlier one is reported and left out.
        """
        found = []
        for row in self.reader.table.rows:
            record_id, old = self._recognised(row)
            first = self.rows.get(record_id)
            if first:
                message = _("Row {number} has the same id.", number=first.number)
                if not self._id(row) or not self._id(first):
                    message = _(_TWICE[self.kind], number=first.number)
                action = _("Delete one of the rows, or change its id.")
                self.reader.table.report(row.number, "id", message, action, record=record_id)
                continue
            self.rows[record_id] = row
            if old:
                self.before[record_id] = old
            found.append(read(row, record_id, self.by_id.get(old, {})))
        return found

    def _recognised(self, row: Row) -> tuple[str, str]:
        """Return the id of a row's record, and the id that it has in the atlas ("" for a new one)."""
        given, key = self._id(row), self._key(row)
        twin = self.by_key.get(key, "") if key else ""
        if given in self.by_id:
            return given, given
        if given:
            if not twin or twin in self.claimed or twin in self.renamed:
                return given, ""
            self.renamed[twin] = given
            return given, twin
        if twin:
            return twin, twin
        if key in self.made:
            return self.made[key], ""
        wanted = self._wanted(row)
        made = free_id(wanted or f"row-{row.number}", self.taken)
        self.taken.add(made)
        if key:
            self.made[key] = made
        return made, ""

    def _wanted(self, row: Row) -> str:
        """Return the id that a new record gets by its name."""
        names = {"name": TEXT} if self.kind == CITIES else {"city": ID, "title": TEXT}
        said = [str(self.reader.raw(row, name, kind) or "") for name, kind in names.items()]
        if self.kind == PRACTICES:
            said[0] = self.reader.terms.term("cities", said[0])
        return slug(" ".join(said))

    def gone(self) -> list[Record]:
        """Return the records of the atlas that no row is."""
        kept = set(self.before.values())
        return [record for record in self.records if record["id"] not in kept]
