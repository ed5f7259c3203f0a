"""What a check reports: a sentence that names the place, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from .wording import _, ngettext

ERROR = "error"
WARNING = "warning"
CELLS_SHOWN = 5
LONGEST = 80  # characters of a name in a sentence: what a file holds may be anything
ALIKE = 10  # findings of one kind in one column, each with words of its own, that are still listed one by one


@dataclass(frozen=True)
class Finding:
    """One thing to mend in the data.

    `level` is "error" (the record cannot be shown, or would mislead) or "warning" (an editor should look).
    `row` (1 = the heading row) and `column` (a letter) are set for a spreadsheet, `rule` names the check.
    `count` is the number of cells or rows that it stands for, `cells` the first of them.
    """

    file: str
    record: str
    field: str
    level: str
    message: str
    action: str
    row: int | None = None
    column: str | None = None
    rule: str = ""
    count: int = 1
    cells: tuple[str, ...] = ()

    def place(self) -> str:
        """Return where it is, for a person: file, cell or row, record, field."""
        place = [self.file]
        if self.count > 1:
            place.append(self._places())
        elif self.row is not None:
            if self.column:
                place.append(_("cell {cell}", cell=f"{self.column}{self.row}"))
            else:
                place.append(_("row {number}", number=self.row))
        place += [name if len(name) <= LONGEST else f"{name[:LONGEST]}…" for name in (self.record, self.field) if name]
        return ", ".join(place)

    def _places(self) -> str:
        names = ", ".join(self.cells)
        rest = self.count - len(self.cells)
        words = _("cells {names}", names=names) if self.column else _("rows {names}", names=names)
        if rest <= 0:
            return words
        return ngettext("{names} and {count} more", "{names} and {count} more", rest, names=words)

    def __str__(self) -> str:
        """Return the finding as one line for a person."""
        return f"{self.level}: {self.place()}: {self.message} {self.action}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data, for a report or a reply of a handler."""
        return {**asdict(self), "cells": list(self.cells), "place": self.place()}


class AtlasError(Exception):
    """The data could not be read or written; `findings` says why, in full."""

    def __init__(self, findings: list[Finding]):
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are errors."""
    return [finding for finding in findings if finding.level == ERROR]


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of spreadsheets with those of one kind in one column as one: a count and the first cells.

    Where each has words of its own (the text of the cell), up to ten stay apart, and more become one in the
    words of the first. Findings without a row stay as they are.
    """
    kinds: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.file, finding.field, finding.level, finding.rule, finding.action)
        apart = () if finding.row is not None else (finding.record, finding.message)
        kinds.setdefault((*key, *apart), []).append(finding)
    found = []
    for alike in kinds.values():
        if alike[0].row is None:
            found += alike
        elif len(alike) > ALIKE:
            found.append(_one(alike))
        else:
            said: dict[str, list[Finding]] = {}
            for finding in alike:
                said.setdefault(finding.message, []).append(finding)
            found += [_one(same) for same in said.values()]
    return found


def _one(alike: list[Finding]) -> Finding:
    """Return one finding for several of a kind in one column."""
    cells = tuple(f"{finding.column or ''}{finding.row}" for finding in alike[:CELLS_SHOWN])
    first = replace(alike[0], count=len(alike), cells=cells)
    return first if len(alike) == 1 else replace(first, record="")
