"""Reading a CSV file as spreadsheets save it: encodings, separators, headings, trailing blank rows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from ..findings import ERROR, LONGEST, Finding
from ..wording import _
from .cells import column_letter, plain

MAX_CELL = 100_000  # characters; far above any text of the atlas, against a file that is no spreadsheet of ours
RULE = "spreadsheet"
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .ods start (a zip), and .xls


@dataclass
class Row:
    """One row: its number in the spreadsheet (1 = headings) and its cells by column name."""

    number: int
    cells: dict[str, str]


@dataclass
class Table:
    """A file's rows, the letter of each column, and what was odd about it."""

    file: str
    rows: list[Row] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    head_row: int = 1
    readable: bool = True  # False: the cause stands before all rows, and no row is read

    def refuse(self, row: int | None, column: str, message: str, action: str) -> None:
        """Add a finding that says why no row of the file is read."""
        self.readable = False
        self.report(row, column, message, action)

    def report(
        self,
        row: int | None,
        column: str,
        message: str,
        action: str,
        level: str = ERROR,
        record: str = "",
        rule: str = RULE,
    ) -> None:
        """Add a finding about a cell, a row or the whole file."""
        letter = self.letters.get(column)
        self.findings.append(Finding(self.file, record, column, level, message, action, row, letter, rule))


def decode(data: bytes) -> str:
    """Return the text of a saved CSV file: UTF-8 with or without a mark, or UTF-16 with one.

    Raises UnicodeDecodeError for another encoding: to guess one would damage names without a word.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def decoded(file: str, data: bytes) -> str | Finding:
    """Return the text of a file, or the finding that says what to save it as."""
    try:
        if not data.startswith(WORKBOOK):
            return decode(data)
        message = _("The file is a workbook, not a CSV file.")
    except UnicodeDecodeError:
        message = _("The file is not UTF-8 text, so its letters cannot be told.")
    action = _("Save the sheet as CSV in UTF-8 (Excel: “CSV UTF-8”; LibreOffice: “Text CSV”, character set “UTF-8”).")
    return Finding(file, "", "", ERROR, message, action, rule=RULE)


def _separator(text: str) -> str:
    """Return the separator of the first line: the one that stands most often outside quotes."""
    first = re.split(r"[\r\n]", re.sub(r'"[^"]*"', "", text), maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _lines(table: Table, text: str) -> list[list[str]]:
    """Return the lines of a CSV text as lists of cells, the headings first; none where it is no table."""
    text = text.lstrip("\ufeff")
    if match := re.match(r"sep=(.)(?:\r\n?|\n)", text):  # a line that Excel writes for itself
        text = text[match.end() :]
        separator, table.head_row = match[1], 2
    else:
        separator = _separator(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        message = _("The file cannot be read as CSV: {problem}.", problem=problem)
        table.refuse(None, "", message, _("Save it again as CSV (UTF-8)."))
        return []
    if not any(any(cell.strip() for cell in line) for line in lines):
        table.refuse(None, "", _("The file is empty."), _("Export it again."))
        return []
    return lines


def read_table(file: str, text: str) -> Table:
    """Return the rows of a CSV text, and the letter of each heading."""
    table = Table(file)
    lines = _lines(table, text)
    heads = [re.sub(r"[\s-]+", "_", plain(head).casefold())[:LONGEST] for head in lines[0]] if lines else []
    for index, head in enumerate(heads):
        if head not in table.letters:
            table.letters[head] = column_letter(index)
        elif head:
            message = _("Two columns have the heading {head!r}.", head=head)
            table.refuse(table.head_row, head, message, _("Delete or rename one."))
    for number, line in enumerate(lines[1:], table.head_row + 1):
        if any(cell.strip() for cell in line):
            table.rows.append(_row(table, number, heads, line))
    return table


def _row(table: Table, number: int, heads: list[str], line: list[str]) -> Row:
    """Return a line as a row, without its blank cells."""
    cells = {head: cell for head, cell in zip(heads, line, strict=False) if cell.strip()}
    for head, cell in cells.items():
        if len(cell) > MAX_CELL:
            table.report(number, head, _("The cell holds far too much text."), _("Check the quotation marks there."))
    if any(cell.strip() for cell in line[len(heads) :]):
        message = _("The row has more cells than there are headings.")
        table.report(number, "", message, _("Look for a stray separator, or delete the cells on the right."))
    return Row(number, cells)
