"""From the spreadsheets back to the atlas: all of it, or nothing and a list of what to mend."""

from __future__ import annotations

import copy
import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..checks import check_atlas
from ..checks.shape import check_shape
from ..findings import Finding, errors
from ..model import CARD_FILE, SECTIONS, VERSION, Atlas, dumps
from ..tables import countries
from ..wording import _
from .cells import CellError
from .columns import (
    BODY,
    CARD,
    CITIES,
    CITY,
    LISTS,
    OTHER,
    PRACTICES,
    RECOGNITION,
    SOURCE,
    Kind,
)
from .table import Row, Table, read_table

Record = dict[str, Any]
_SOURCE_COLUMN = re.compile(r"source_([1-9]\d?)_(title|publisher|year|url|other)")
_RECOGNITION_COLUMN = re.compile(
    r"recognition_([1-9]\d?)_(kind|strength|year|detail|verified|other|source_(?:title|publisher|year|url|other))"
)

_CITY_ONLY = ({*CITY} - {*CARD}) | {"recognition"}  # fields by which a finding is known to be about a city


@dataclass
class ImportResult:
    """What an import would do. `atlas` is None when an error stands in the way; nothing is written here."""

    atlas: Atlas | None
    findings: list[Finding]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """The terms of the atlas by everything an author may write for them, and the place of each record."""

    atlas: Atlas
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[tuple[str, str], Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, entries in self.atlas.vocabulary.items():
            key = "code" if name == "countries" else "id"
            label = "name" if name == "countries" else "label"
            self.terms[name] = {_fold(entry[label]): entry[key] for entry in entries}
            self.terms[name].update({_fold(entry[key]): entry[key] for entry in entries})
        for code, country in countries().items():
            self.terms["countries"].setdefault(_fold(country["name"]), code)
            self.terms["countries"].setdefault(_fold(code), code)

    def term(self, kind: str, text: str) -> str:
        """Return the id for an id or a label in any case; an unknown text comes back for a check."""
        return self.terms.get(kind, {}).get(_fold(text), text)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def slug(text: str) -> str:
    """Return an id made of a text: lower-case letters a to z, digits, hyphens; at most 60 characters."""
    words = re.findall(r"[a-z0-9]+", _fold(text))
    return "-".join(words)[:60].rstrip("-")


def import_texts(atlas: Atlas, texts: Mapping[str, str], today: datetime.date | None = None) -> ImportResult:
    """Return the atlas with the records of the spreadsheets in place of its own.

    `texts` maps practices.csv, cities.csv or both to their content; a file that is not there leaves its
    records as they are. The vocabulary and the head of the atlas stay. No file is read or written.
    An atlas whose own records have the wrong shape is to be mended first.
    """
    unsound = errors(check_shape(atlas)[1])
    if unsound:
        return ImportResult(None, unsound)
    reader = _Reader(atlas)
    findings: list[Finding] = []
    cities, practices, bodies = atlas.cards["cities"], atlas.cards["practices"], atlas.bodies
    if CITIES in texts:
        table = read_table(CITIES, texts[CITIES], _is_city_column, ("id", "name", "country", "lat", "lon"))
        cities = _read_rows(reader, table, _city)
        findings += table.findings
    if PRACTICES in texts:
        table = read_table(PRACTICES, texts[PRACTICES], _is_practice_column, ("id", "city", "title"))
        reader.terms["cities"] = _city_names(cities)
        pairs = _read_rows(reader, table, _practice)
        practices, bodies = [card for card, _ in pairs], {body["id"]: body for _, body in pairs}
        _number(practices, atlas)
        findings += table.findings
    if errors(findings):
        return ImportResult(None, findings)
    result = _assemble(atlas, cities, practices, bodies)
    letters = {file: read_table(file, text, _any_column, ()).letters for file, text in texts.items()}
    findings += [_place(finding, reader, letters) for finding in check_atlas(result)]
    if errors(findings):
        return ImportResult(None, findings)
    return _compare(atlas, result, findings, today or datetime.date.today())


def _any_column(_: str) -> bool:
    return True


def _is_practice_column(name: str) -> bool:
    return name in CARD or name in BODY or name in ("other", "body_other") or bool(_SOURCE_COLUMN.fullmatch(name))


def _is_city_column(name: str) -> bool:
    return name in CITY or name == "other" or bool(_RECOGNITION_COLUMN.fullmatch(name))


def _city_names(cities: list[Record]) -> dict[str, str]:
    """Return ids of cities by id and by name, where the name is that of one city only."""
    names: dict[str, list[str]] = {}
    for city in cities:
        names.setdefault(_fold(str(city.get("name", ""))), []).append(city["id"])
    found = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
    return {**found, **{city["id"]: city["id"] for city in cities}}


def _read_rows(reader: _Reader, table: Table, read: Any) -> list[Any]:
    records = []
    for row in table.rows:
        record = read(reader, table, row)
        key = record[0]["id"] if isinstance(record, tuple) else record["id"]
        first = reader.places.get((table.file, key))
        if first:
            message = _("Row {number} has the same id.", number=first.number)
            table.report(row.number, "id", message, _("Delete one of the rows, or change its id."), record=key)
            continue
        reader.places[table.file, key] = row
        records.append(record)
    return records


def _values(table: Table, row: Row, kinds: dict[str, Kind], prefix: str = "") -> Record:
    """Return the fields that a row fills, each read by its kind; a cell that cannot be read is reported."""
    record = {}
    for name, kind in {**kinds, "other": OTHER}.items():
        cell = row.cells.get(prefix + name)
        if cell is None:
            continue
        try:
            value = kind.read(cell)
        except CellError as problem:
            table.report(row.number, prefix + name, problem.message, problem.action, record=_label(row))
            continue
        if name == "other":
            record.update({key: item for key, item in value.items() if key not in kinds})
        elif value not in ("", []):
            record[name] = value
    return record


def _label(row: Row) -> str:
    return (row.cells.get("id") or row.cells.get("title") or row.cells.get("name") or "").strip()[:60]


def _groups(row: Row, pattern: re.Pattern[str]) -> list[int]:
    """Return the numbers of the repeated columns that a row fills, in order."""
    matches = (pattern.fullmatch(name) for name in row.cells)
    return sorted({int(match[1]) for match in matches if match})


def _city(reader: _Reader, table: Table, row: Row) -> Record:
    city = _values(table, row, CITY)
    city.setdefault("id", slug(city.get("name", "")) or f"row-{row.number}")
    city.setdefault("coords_from", "author")
    for name, kind in (("country", "countries"), ("size", "sizes")):
        if name in city:
            city[name] = reader.term(kind, city[name])
    city["recognition"] = []
    for number in _groups(row, _RECOGNITION_COLUMN):
        prefix = f"recognition_{number}_"
        entry = _values(table, row, RECOGNITION, prefix)
        if "kind" in entry:
            entry["kind"] = reader.term("recognition", entry["kind"])
        entry["source"] = _values(table, row, SOURCE, f"{prefix}source_")
        city["recognition"].append(entry)
    return city


def _practice(reader: _Reader, table: Table, row: Row) -> tuple[Record, Record]:
    card = _values(table, row, CARD)
    if "city" in card:
        card["city"] = reader.term("cities", card["city"])
    if "id" not in card:
        card["id"] = slug(f"{card.get('city', '')} {card.get('title', '')}") or f"row-{row.number}"
    for name in ("themes", "rights", "groups"):
        card[name] = [reader.term(name, text) for text in card.get(name, [])]
    for name in ("status", "confidence"):
        if name in card:
            card[name] = card[name].lower()
    no_other = Row(row.number, {key: cell for key, cell in row.cells.items() if key != "other"})
    if "body_other" in row.cells:
        no_other.cells["other"] = row.cells["body_other"]
    body = {"id": card["id"], **_values(table, no_other, BODY)}
    if "confidence" in body:
        body["confidence"] = body["confidence"].lower()
    for name in LISTS:
        (body if name in BODY else card).setdefault(name, [])
    numbers = _groups(row, _SOURCE_COLUMN)
    body["sources"] = [_values(table, row, SOURCE, f"source_{number}_") for number in numbers]
    return card, body


def _number(practices: list[Record], atlas: Atlas) -> None:
    """Give a new practice the next number that was never used."""
    used = [card["n"] for card in (*atlas.cards["practices"], *practices) if isinstance(card.get("n"), int)]
    last = max([*used, atlas.cards.get("last_number", 0)], default=0)
    for card in practices:
        if "n" not in card:
            last += 1
            card["n"] = last


def _assemble(atlas: Atlas, cities: list[Record], practices: list[Record], bodies: dict[str, Record]) -> Atlas:
    """Return a new atlas of the records, each body in the file of its city's section."""
    cards = {**atlas.cards, "cities": cities, "practices": practices}
    vocabulary = cards["vocabulary"] = copy.deepcopy(atlas.vocabulary)
    known = {country["code"] for country in vocabulary["countries"]}
    for code in sorted({str(city.get("country")) for city in cities} - known):
        if code in countries():
            name, section = countries()[code]["name"], countries()[code]["section"]
            vocabulary["countries"].append({"code": code, "name": name, "section": section})
    vocabulary["countries"].sort(key=lambda country: country["code"])
    sections = {country["code"]: country["section"] for country in vocabulary["countries"]}
    section_of = {city["id"]: sections.get(str(city.get("country"))) for city in cities}
    files: dict[str, Record] = {}
    for section in SECTIONS:
        head = atlas.files.get(section, {"version": VERSION, "section": section})
        files[section] = {**head, "bodies": []}
    for card in practices:
        section = section_of.get(card.get("city", "")) or SECTIONS[0]  # an unknown city is reported by a check
        if card["id"] in bodies:
            files[section]["bodies"].append(bodies[card["id"]])
    last = max((card["n"] for card in atlas.cards["practices"]), default=0)
    if last > max((card["n"] for card in practices if isinstance(card["n"], int)), default=0):
        cards["last_number"] = max(last, cards.get("last_number", 0))
    return Atlas(cards, files)


def _place(finding: Finding, reader: _Reader, letters: dict[str, dict[str, str]]) -> Finding:
    """Return a finding of a check with the file, row and column in which the author sees it."""
    of_city = finding.file == CARD_FILE and finding.field.split(".")[0] in _CITY_ONLY
    for file in (CITIES, PRACTICES) if of_city else (PRACTICES, CITIES):
        row = reader.places.get((file, finding.record))
        if row is not None:
            column = _column(finding.field)
            return replace(finding, file=file, row=row.number, field=column, column=letters[file].get(column))
    return finding


def _column(path: str) -> str:
    parts = path.split(".")
    if parts[0] == "sources":
        number = parts[1] if len(parts) > 1 else "1"
        return f"source_{number}_{parts[2] if len(parts) > 2 else 'title'}"
    if parts[0] == "recognition":
        number = parts[1] if len(parts) > 1 else "1"
        return f"recognition_{number}_{'_'.join(parts[2:]) or 'kind'}"
    return parts[0]


def _compare(old: Atlas, new: Atlas, findings: list[Finding], today: datetime.date) -> ImportResult:
    """Say what changed; the atlas's date moves only when something did."""

    def records(atlas: Atlas) -> dict[str, str]:
        found = {_("city {id}", id=key): dumps(city) for key, city in atlas.cities.items()}
        bodies = atlas.bodies
        for key, card in atlas.practices.items():
            found[_("practice {id}", id=key)] = dumps(card) + dumps(bodies.get(key))
        return found

    before, after = records(old), records(new)
    result = ImportResult(
        new,
        findings,
        added=sorted(set(after) - set(before)),
        changed=sorted(key for key in set(after) & set(before) if after[key] != before[key]),
        removed=sorted(set(before) - set(after)),
    )
    if result.added or result.changed or result.removed:
        new.cards["updated"] = max(today.isoformat(), str(old.cards.get("updated", "")))
    return result
