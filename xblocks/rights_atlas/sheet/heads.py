"""The headings of a spreadsheet: which table it is, which columns are not ours, which are missing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from ..findings import WARNING
from ..wording import _, ngettext
from .columns import BODY, CARD, CITIES, CITY, PRACTICES
from .table import Table

SOURCE_COLUMN = re.compile(r"source_([1-9]\d?)_(title|publisher|year|url|other)")
RECOGNITION_COLUMN = re.compile(
    r"recognition_([1-9]\d?)_(kind|strength|year|detail|verified|other|source_(?:title|publisher|year|url|other))"
)
# By what a record is known where its id is not given.
KEYS = {PRACTICES: ("city", "title"), CITIES: ("name", "country")}
_NAMES_SHOWN = 12


def is_practice_column(name: str) -> bool:
    """Tell whether practices.csv may have a column of this name."""
    return name in CARD or name in BODY or name in ("other", "body_other") or bool(SOURCE_COLUMN.fullmatch(name))


def is_city_column(name: str) -> bool:
    """Tell whether cities.csv may have a column of this name."""
    return name in CITY or name == "other" or bool(RECOGNITION_COLUMN.fullmatch(name))


IS_COLUMN = {PRACTICES: is_practice_column, CITIES: is_city_column}


def table_of(heads: Iterable[str]) -> str | None:
    """Return which table has these headings, "practices.csv" or "cities.csv"; None where it cannot be told.

    What both tables have (id, other) says nothing. The name of the file is not asked.
    """
    given = set(heads)
    practices = sum(is_practice_column(head) and not is_city_column(head) for head in given)
    cities = sum(is_city_column(head) and not is_practice_column(head) for head in given)
    if practices == cities:
        return None
    return PRACTICES if practices > cities else CITIES


def check_heads(table: Table, kind: str, expected: list[str]) -> None:
    """Report the headings that are not ours, and the columns that are missing; leave aside what is not ours.

    `expected` are the columns that an export of the atlas would have and fill.
    """
    is_ours = IS_COLUMN[kind]
    missing = [name for name in expected if name not in table.letters]
    for row in table.rows:
        row.cells = {head: cell for head, cell in row.cells.items() if is_ours(head)}
    table.rows = [row for row in table.rows if row.cells]
    for head in table.letters:
        if head and not is_ours(head):
            message = _("The heading {head!r} is not one of ours; the column is not imported.", head=head)
            near = _near(head, missing)
            action = _("Did you mean {name!r}? Then rename it.", name=near) if near else _("Rename it if it should be.")
            table.report(table.head_row, head, message, action, level=WARNING)
    if "id" not in table.letters and any(name in missing for name in KEYS[kind]):
        for head in missing:
            if head == "id" or head in KEYS[kind]:
                message = _("The column {head!r} is missing.", head=head)
                table.refuse(table.head_row, head, message, _("Put the heading back, or export again."))
    elif missing:
        names = ", ".join(missing[:_NAMES_SHOWN])
        if len(missing) > _NAMES_SHOWN:
            rest = len(missing) - _NAMES_SHOWN
            names = ngettext("{names} and {count} more", "{names} and {count} more", rest, names=names)
        message = ngettext(
            "The column {names} is missing. Its field stays as it is in every record.",
            "{count} columns are missing: {names}. Their fields stay as they are in every record.",
            len(missing),
            names=names,
        )
        table.report(table.head_row, "", message, _("To change a field, put its column back."), level=WARNING)


def _near(head: str, missing: list[str]) -> str | None:
    """Return the missing column that a heading stands for by all likelihood."""
    begun = [name for name in missing if head.startswith(name) or name.startswith(head)]
    close = difflib.get_close_matches(head, begun or missing, 1, 0.0 if begun else 0.6)
    return close[0] if close else None
