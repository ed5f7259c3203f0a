"""From the spreadsheets back to the atlas: all of it, or nothing and a list of what to mend."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..checks import check_atlas
from ..checks.shape import check_shape
from ..findings import ERROR, WARNING, Finding, errors
from ..model import SECTIONS, VERSION, Atlas, dumps
from ..names import composed, slug
from ..numbers import give, registered
from ..tables import countries
from ..wording import N_, _, ngettext
from .columns import CITIES, PRACTICES, WHOLE
from .heads import check_heads, table_of
from .known import Known
from .losses import Losses, Question, question
from .placing import Places, in_order
from .read import Reader, Record, Terms, read_city, read_practice
from .table import RULE, Row, Table, read_table
from .write import city_columns, city_row, practice_columns, practice_row

__all__ = ["ImportResult", "import_texts", "slug"]


@dataclass
class ImportResult:
    """What an import would do. `atlas` is None when an error stands in the way; nothing is written here.

    `question` is what to ask before the atlas is written; the findings begin with the `notices`. `tables` are the
    files with the table that each is (None where its headings do not tell).
    """

    atlas: Atlas | None
    findings: list[Finding]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    question: Question | None = None
    tables: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def notices(self) -> list[Finding]:
        """What is said once of a whole table: columns that are missing or not ours, numbers that were kept."""
        return [finding for finding in self.findings if finding.level == WARNING and finding.rule == RULE]


@dataclass
class _Import:
    """One import on its way: the atlas, the tables that are read, and what it has to say."""

    atlas: Atlas
    terms: Terms
    tables: dict[str, Known] = field(default_factory=dict)
    notices: list[Finding] = field(default_factory=list)
    losses: list[Losses] = field(default_factory=list)


def import_texts(
    atlas: Atlas, texts: Mapping[str, str] | Iterable[tuple[str, str]], today: datetime.date | None = None
) -> ImportResult:
    """Return the atlas with the records of the spreadsheets in place of its own.

    `texts` are files by name: the practices, the cities or both. Which one a file is, its headings say. A table
    that is not there leaves its records as they are, and so does a column its field. The vocabulary and the head
    of the atlas stay. No file is read or written. An atlas whose own records have the wrong shape is to be mended
    first.
    """
    own = Atlas(composed(atlas.cards), composed(atlas.files))
    before, unsound = check_shape(own)
    if errors(unsound):
        return ImportResult(None, errors(unsound))
    files = [read_table(name, text) for name, text in (texts.items() if isinstance(texts, Mapping) else texts)]
    kinds, refused = _kinds(files)
    told = [(table.file, table_of(table.letters)) for table in files]
    work = _Import(own, Terms(own))
    for kind, table in kinds.items():
        check_heads(table, kind, _expected(own, kind))
        refused += [] if table.readable else errors(table.findings)
    work.notices = [finding for table in files for finding in table.findings if finding.level == WARNING]
    if refused:
        return ImportResult(None, [*work.notices, *refused], tables=told)
    result = _read(work, kinds)
    of_cells = [finding for table in files for finding in errors(table.findings)]
    checked = Places(work.tables).of_checks(check_atlas(result, before), result.cards["practices"])
    done = _compare(work, result, today or datetime.date.today())
    done.findings, done.tables = [*work.notices, *in_order([*of_cells, *checked])], told
    if errors(done.findings):
        done.atlas = None
    elif not (done.added or done.changed or done.removed):
        done.atlas = atlas  # not a byte differs, also where its own letters come apart
    return done


def _kinds(files: list[Table]) -> tuple[dict[str, Table], list[Finding]]:
    """Return the files by the table that each is, and what stands in the way."""
    found: dict[str, Table] = {}
    refused: list[Finding] = []
    for table in files:
        kind = table_of(table.letters)
        if not table.readable and not table.letters:
            refused += table.findings
        elif kind is None:
            message = _("The headings are those of neither practices nor cities.")
            action = _("Use the first row of a fresh export, or leave the file out.")
            refused.append(Finding(table.file, "", "", ERROR, message, action, table.head_row, rule=RULE))
        elif kind in found:
            message = _("{first} and {second} are the same table.", first=found[kind].file, second=table.file)
            action = _("Import only one of them, or put the rows of both into one file.")
            refused.append(Finding(table.file, "", "", ERROR, message, action, rule=RULE))
        else:
            found[kind] = table
    return {kind: found[kind] for kind in (CITIES, PRACTICES) if kind in found}, refused


def _expected(atlas: Atlas, kind: str) -> list[str]:
    """Return the columns that a sheet should have: those of every record, and numbered ones that a record fills."""
    bodies = atlas.bodies
    if kind == CITIES:
        columns, rows = city_columns(atlas), [city_row(city) for city in atlas.cards["cities"]]
    else:
        columns = practice_columns(atlas)
        rows = [practice_row(card, bodies.get(card["id"], {})) for card in atlas.cards["practices"]]
    filled = {name for row in rows for name, cell in row.items() if cell}
    always = {name for name in columns if not name.endswith("other") and not any(char.isdigit() for char in name)}
    return [name for name in columns if name in always or name in filled]


def _read(work: _Import, kinds: dict[str, Table]) -> Atlas:
    """Read the rows of the tables into a new atlas."""
    cities, practices, bodies = work.atlas.cards["cities"], work.atlas.cards["practices"], work.atlas.bodies
    if CITIES in kinds:
        cities = _read_cities(work, kinds[CITIES])
        renamed = work.tables[CITIES].renamed
        practices = [{**card, "city": renamed.get(card["city"], card["city"])} for card in practices]
    if PRACTICES in kinds:
        work.terms.learn_cities(cities, work.tables[CITIES].renamed if CITIES in kinds else {})
        practices, bodies = _read_practices(work, kinds[PRACTICES], practices)
    return _assemble(work.atlas, cities, practices, bodies)


def _read_cities(work: _Import, table: Table) -> list[Record]:
    reader = Reader(table, work.terms)
    known = work.tables[CITIES] = Known(CITIES, work.atlas.cards["cities"], reader)

    def read(row: Row, record_id: str, base: Record) -> Record:
        return {**read_city(reader, row, base), "id": record_id}

    return known.each(read)


def _read_practices(work: _Import, table: Table, practices: list[Record]) -> tuple[list[Record], dict[str, Record]]:
    """Return the cards of a table, numbered, and its bodies by id."""
    reader, bodies = Reader(table, work.terms), work.atlas.bodies
    retired = frozenset(entry["id"] for entry in work.atlas.cards.get("removed", []))
    known = work.tables[PRACTICES] = Known(PRACTICES, practices, reader, retired)

    def read(row: Row, record_id: str, base: Record) -> tuple[Record, Record, Record, int | None]:
        card, body = read_practice(reader, row, base, bodies.get(base.get("id", ""), {}))
        return {**card, "id": record_id}, {**body, "id": record_id}, base, reader.raw(row, "n", WHOLE)

    found = known.each(read)
    kept = give(work.atlas.cards, [(card, base, said) for card, _body, base, said in found])
    if kept:
        work.notices.append(_numbers_kept(known, kept))
    return [card for card, *_rest in found], {body["id"]: body for _card, body, *_rest in found}


def _numbers_kept(known: Known, cards: list[Record]) -> Finding:
    """Return what is said, once, of the numbers in a sheet that are not those of their practices."""
    rows = sorted(known.rows[card["id"]].number for card in cards)
    message = ngettext(
        "The number in this row is not that of its practice. A number is given once, so each practice keeps its own.",
        "The numbers in {count} rows are not those of their practices. "
        "A number is given once, so each practice keeps its own.",
        len(rows),
    )
    table = known.reader.table
    letter = table.letters.get("n")
    cells = tuple(f"{letter}{row}" for row in rows[:5])
    action = _("Leave the column n as an export writes it; in a new row leave it empty.")
    return Finding(table.file, "", "n", WARNING, message, action, rows[0], letter, RULE, len(rows), cells)


def _assemble(atlas: Atlas, cities: list[Record], practices: list[Record], bodies: dict[str, Record]) -> Atlas:
    """Return a new atlas of the records, each body in the file of its city's section."""
    head = {key: value for key, value in atlas.cards.items() if key not in ("removed", "last_number")}
    cards = {**head, "cities": cities, "practices": practices, **registered(atlas.cards, practices)}
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
        file = atlas.files.get(section, {"version": VERSION, "section": section})
        files[section] = {**file, "bodies": []}
    for card in practices:
        section = section_of.get(card.get("city", "")) or SECTIONS[0]  # an unknown city is reported by a check
        if card["id"] in bodies:
            files[section]["bodies"].append(bodies[card["id"]])
    return Atlas(cards, files)


def _compare(work: _Import, new: Atlas, today: datetime.date) -> ImportResult:
    """Say what changed and what is lost; the atlas's date moves only when something changed."""
    result = ImportResult(new, [])
    for kind, words in ((CITIES, N_("city {id}")), (PRACTICES, N_("practice {id}"))):
        before, after = _records(work.atlas, kind), _records(new, kind)
        known = work.tables.get(kind)
        came_from = known.before if known else {key: key for key in after}
        losses = Losses(kind, len(before), len(before) - len(came_from), len(known.renamed) if known else 0)
        for key, (text, row) in after.items():
            old = before.get(came_from.get(key, ""))
            if old and old[0] != text:
                losses.compare(old[1](), row())
        work.losses.append(losses)
        name = {key: _(words, id=key) for key in {*before, *after}}
        result.added += [name[key] for key in sorted(set(after) - set(before))]
        result.changed += [name[key] for key in sorted(after) if key in before and before[key][0] != after[key][0]]
        result.removed += [name[key] for key in sorted(set(before) - set(after))]
    result.question = question(work.losses)
    if result.added or result.changed or result.removed:
        new.cards["updated"] = max(today.isoformat(), str(work.atlas.cards.get("updated", "")))
    return result


def _records(atlas: Atlas, kind: str) -> dict[str, tuple[str, Any]]:
    """Return each record of a kind by its id: its text to compare, and a function that gives its cells."""
    if kind == CITIES:
        return {key: (dumps(city), lambda city=city: city_row(city)) for key, city in atlas.cities.items()}
    bodies = atlas.bodies
    return {
        key: (dumps(card) + dumps(bodies.get(key)), lambda card=card, key=key: practice_row(card, bodies.get(key, {})))
        for key, card in atlas.practices.items()
    }
