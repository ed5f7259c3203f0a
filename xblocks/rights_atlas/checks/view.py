"""What the checks read: the records that have the right shape, looked up once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..findings import ERROR, WARNING, Finding
from ..model import CARD_FILE, SECTIONS, Atlas, body_file

Record = dict[str, Any]
PROSE = ("problem", "action", "participants", "basis", "results", "limits")


def listed(value: Any) -> list[Any]:
    """Return a value that should be a list, or an empty list when it is none: another check reports that."""
    return value if isinstance(value, list) else []


@dataclass
class View:
    """The well-formed records of an atlas, with their files, and the terms they may use."""

    atlas: Atlas
    cities: list[Record] = field(default_factory=list)
    practices: list[Record] = field(default_factory=list)
    bodies: list[tuple[str, Record]] = field(default_factory=list)
    countries: dict[str, Record] = field(default_factory=dict)
    terms: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.city_by_id = {city["id"]: city for city in self.cities}
        self.body_by_id = {body["id"]: body for _, body in self.bodies}
        self.file_of_body = {body["id"]: name for name, body in self.bodies}

    @property
    def updated(self) -> str:
        """The date of the last change, YYYY-MM-DD, or a late date when it is missing."""
        return str(self.atlas.cards.get("updated") or "2100-12-31")

    @property
    def removed(self) -> list[Record]:
        """The practices that are gone, each with `id` and `n`; those of a wrong shape are reported elsewhere."""
        entries = listed(self.atlas.cards.get("removed"))
        return [
            entry
            for entry in entries
            if isinstance(entry, dict) and isinstance(entry.get("n"), int) and isinstance(entry.get("id"), str)
        ]

    def known_ids(self, kind: str) -> set[str]:
        """Return the ids of all records of a kind ("cities", "practices"), also of those with a fault."""
        records = listed(self.atlas.cards.get(kind))
        return {str(record.get("id")) for record in records if isinstance(record, dict)}

    def section_of(self, practice: Record) -> str | None:
        """Return the UCLG section of a practice by its city's country, or None when it cannot be told."""
        city = self.city_by_id.get(practice["city"])
        country = self.countries.get(city["country"]) if city else None
        return country["section"] if country else None

    def with_bodies(self) -> Iterator[tuple[Record, Record | None]]:
        """Yield each practice with its body, or with None."""
        for practice in self.practices:
            yield practice, self.body_by_id.get(practice["id"])

    def body_place(self, practice: Record) -> str:
        """Return the name of the file in which the body of a practice stands or should stand."""
        found = self.file_of_body.get(practice["id"])
        if found:
            return found
        section = self.section_of(practice)
        return body_file(section) if section in SECTIONS else CARD_FILE

    def texts(self, practice: Record, body: Record | None) -> Iterator[tuple[str, str, str]]:
        """Yield (file, field, text) for every text of a practice that a learner reads as prose."""
        yield CARD_FILE, "title", practice["title"]
        yield CARD_FILE, "summary", practice["summary"]
        if body:
            for name in PROSE:
                if name in body:
                    yield self.body_place(practice), name, body[name]


def finding(
    file: str, record: Record | str, name: str, message: str, action: str, *, rule: str, level: str = ERROR
) -> Finding:
    """Return a finding about a field of a record."""
    record_id = record if isinstance(record, str) else str(record.get("id", ""))
    return Finding(file, record_id, name, level, message, action, rule=rule)


def warning(file: str, record: Record | str, name: str, message: str, action: str, *, rule: str) -> Finding:
    """Return a finding that an editor should look at."""
    return finding(file, record, name, message, action, rule=rule, level=WARNING)
