"""Reading a CSV file as spreadsheets save it: encodings, separators, headings, trailing blank rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..findings import ERROR, WARNING, Finding
from ..wording import _
from .cells import column_letter, plain

MAX_CELL = 100_000  # characters; far above any text of the atlas, against a file that is no spreadsheet of ours


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

    def report(
        self,
        row: int | None,
        column: str,
        message: str,
        action: str,
        level: str = ERROR,
        record: str = "",
        rule: str = "spreadsheet",
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


def _separator(text: str) -> str:
    """Return the separator of the first line: the one that stands most often outside quotes."""
    first = re.sub(r'"[^"]*"', "", text).split("\n", 1)[0]
    return max(",;\t", key=first.count)


def read_table(file: str, text: str, known: Callable[[str], bool], required: tuple[str, ...]) -> Table:
    """Return the rows of a CSV text. Unknown columns are named in a warning and left aside."""
    table = Table(file)
    text = text.lstrip("\ufeff")
    if match := re.match(r"sep=(.)\r?\n", text):  # a line that Excel writes for itself
        text = text[match.end() :]
        separator, skipped = match[1], 1
    else:
        separator, skipped = _separator(text), 0
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        table.report(
            None,
            "",
            _("The file cannot be read as CSV: {problem}.", problem=problem),
            _("Save it again as CSV (UTF-8)."),
        )
        return table
    if not any(any(cell.strip() for cell in line) for line in lines):
        table.report(None, "", _("The file is empty."), _("Export it again."))
        return table
    heads = [re.sub(r"[\s-]+", "_", plain(head).casefold()) for head in lines[0]]
    _check_heads(table, heads, known, required)
    for number, line in enumerate(lines[1:], 2 + skipped):
        if not any(cell.strip() for cell in line):
            continue
        cells = {head: cell for head, cell in zip(heads, line, strict=False) if known(head) and cell.strip()}
        row = Row(number, cells)
        for head, cell in cells.items():
            if len(cell) > MAX_CELL:
                table.report(
                    number, head, _("The cell holds far too much text."), _("Check the quotation marks there.")
                )
        if any(cell.strip() for cell in line[len(heads) :]):
            message = _("The row has more cells than there are headings.")
            table.report(number, "", message, _("Look for a stray separator, or delete the cells on the right."))
        if cells:
            table.rows.append(row)
    return table


def _check_heads(table: Table, heads: list[str], known: Callable[[str], bool], required: tuple[str, ...]) -> None:
    for index, head in enumerate(heads):
        if head in table.letters:
            if head:
                message = _("Two columns have the heading {head!r}.", head=head)
                table.report(1, head, message, _("Delete or rename one."))
        else:
            table.letters[head] = column_letter(index)
            if head and not known(head):
                message = _("The heading {head!r} is not one of ours; the column is not imported.", head=head)
                table.report(1, head, message, _("Rename it if it should be."), level=WARNING)
    for head in required:
        if head not in heads:
            message = _("The column {head!r} is missing.", head=head)
            table.report(1, head, message, _("Put the heading back, or export again."))
