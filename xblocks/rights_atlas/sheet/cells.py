"""One cell: what goes into a spreadsheet and what comes back after Excel or LibreOffice saved it."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from ..names import composed
from ..wording import _

# A cell that starts with one of these would be run as a formula; a full-width sign counts for some programs.
_LIVE = "=+-@\t\r＝＋－＠"
GUARD = "'"
# Marks that no reader sees: of widths and joins, and those by which right-to-left text travels.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_SMART = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("„"): '"', ord("\u00a0"): " "}


class CellError(ValueError):
    """A cell cannot be read; `message` says what is wrong, `action` what to do."""

    def __init__(self, message: str, action: str):
        super().__init__(message)
        self.message, self.action = message, action


def shown(cell: str) -> str:
    """Return a cell as a message quotes it: not more than its beginning."""
    text = cell.strip()
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def column_letter(index: int) -> str:
    """Return the spreadsheet's name of a column, counted from 0: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def guard(text: str) -> str:
    """Return a text so that no program runs it as a formula: an apostrophe goes in front where needed."""
    return GUARD + text if text[:1] and (text[0] in _LIVE or text[0] == GUARD) else text


def unguard(text: str) -> str:
    """Undo `guard`. Other apostrophes stay."""
    return text[1:] if text[:1] == GUARD and text[1:2] and (text[1] in _LIVE or text[1] == GUARD) else text


def read_text(cell: str) -> str:
    """Return the prose of a cell: letters composed, line ends as one newline, no blanks around, the guard off."""
    return unguard(composed(cell.replace("\r\n", "\n").replace("\r", "\n").strip()))


def plain(cell: str) -> str:
    """Return a cell that holds an id, a number or a date, without what a word processor put in."""
    return read_text(cell.translate(_INVISIBLE).translate(_SMART))


def write_list(items: list[Any]) -> str:
    """Return a list as one cell, entries parted by "; "; a semicolon inside an entry is escaped."""
    return "; ".join(str(item).replace("\\", "\\\\").replace(";", "\\;") for item in items)


def read_list(cell: str) -> list[str]:
    """Return the entries of a list cell. Blank entries are dropped."""
    parts = re.findall(r"(?:\\.|[^;\\])+", read_text(cell), re.DOTALL)
    entries = [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in parts]
    return [entry for entry in entries if entry]


def read_whole(cell: str) -> int:
    """Return a whole number; 5.0 and 2 000 count as whole. Raises CellError."""
    text = plain(cell).replace(" ", "").replace("\u202f", "")
    if match := re.fullmatch(r"([+-]?\d{1,15})(?:[.,]0*)?", text):  # a browser loses digits beyond
        return int(match[1])
    raise CellError(_("{shown} is not a whole number.", shown=shown(cell)), _("Write digits only."))


def read_year(cell: str) -> int:
    """Return a year; a date that a spreadsheet made of it gives its year. Raises CellError."""
    text = plain(cell)
    if re.fullmatch(r"\d{4}(?:[.,]0+)?", text):
        return int(text[:4])
    dated = re.fullmatch(r"(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T].*)?|\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4})", text)
    if dated:
        return int(dated[1] or dated[2])
    raise CellError(
        _("{shown} is not a year.", shown=shown(cell)), _("Write the year with four digits, for example 2024.")
    )


def read_date(cell: str) -> str:
    """Return a date as YYYY-MM-DD, also from a day-month-year that is unambiguous. Raises CellError."""
    text = re.sub(r"[ T]00:00(:00)?$", "", plain(cell))
    advice = _("Write it as year-month-day, for example 2026-11-25.")
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        if first <= 12 and second <= 12 and first != second and match[2] != ".":
            raise CellError(_("{words!r} can be read as two different days.", words=text), advice)
        day, month = (second, first) if second > 12 else (first, second)
    else:
        raise CellError(_("{shown} is not a date.", shown=shown(cell)), advice)
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError as problem:
        raise CellError(_("{shown} is not a day of the calendar.", shown=shown(cell)), advice) from problem


def read_number(cell: str) -> float | int:
    """Return a number; a decimal comma is taken. Raises CellError."""
    text = plain(cell).replace(",", ".").replace("−", "-")
    try:
        value = float(text)
    except ValueError as problem:
        raise CellError(
            _("{shown} is not a number.", shown=shown(cell)), _("Write it like 48.86 or -58.38.")
        ) from problem
    if value != value or value in (float("inf"), float("-inf")):
        raise CellError(_("{shown} is not a number.", shown=shown(cell)), _("Write it like 48.86 or -58.38."))
    return int(value) if value.is_integer() else value


def read_other(cell: str) -> dict[str, Any]:
    """Return the fields of a record that this version does not know, kept as JSON. Raises CellError."""
    for text in (read_text(cell), plain(cell)):
        try:
            value = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            continue
        if isinstance(value, dict):
            whole: dict[str, Any] = composed(value)  # \u escapes may hold letters that come apart
            return whole
    raise CellError(_("The cell holds damaged data of another version."), _("Copy it again from a fresh export."))
