"""What the checks found, as the author of a spreadsheet sees it: by file and cell, the cause first, like with like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ..findings import ERROR, Finding, grouped
from ..model import CARD_FILE
from ..wording import _, ngettext
from .columns import CARD, CITIES, CITY, PRACTICES
from .known import Known

_CITY_ONLY = ({*CITY} - {*CARD}) | {"recognition"}  # fields by which a finding is known to be about a city


@dataclass
class Places:
    """Where the records of an import stand: the tables that were read, by kind."""

    tables: dict[str, Known]

    def place(self, finding: Finding) -> Finding:
        """Return a finding of a check with the file, row and column in which the author sees it."""
        of_city = finding.file == CARD_FILE and finding.field.split(".")[0] in _CITY_ONLY
        for kind in (CITIES, PRACTICES) if of_city else (PRACTICES, CITIES):
            known = self.tables.get(kind)
            row = known.rows.get(finding.record) if known else None
            if known and row:
                column, table = _column(finding.field), known.reader.table
                letter = table.letters.get(column)
                return replace(finding, file=table.file, row=row.number, field=column, column=letter)
        return finding

    def of_checks(self, found: Iterable[Finding], practices: list[dict[str, Any]]) -> list[Finding]:
        """Return what the checks found, placed, without what a cell that could not be read brings with it.

        `practices` are those that the atlas would have.
        """
        told = {
            (finding.file, finding.row, finding.field)
            for known in self.tables.values()
            for finding in known.reader.table.findings
            if finding.level == ERROR
        }
        cities = self.tables.get(CITIES)
        gone = {city["id"] for city in cities.gone()} if cities else set()
        homeless = {card["id"] for card in practices if card.get("city") in gone}
        placed = [
            self.place(finding)
            for finding in found
            if not (finding.rule == "check_city_known" and finding.record in homeless)
        ]
        placed = [finding for finding in placed if (finding.file, finding.row, finding.field) not in told]
        placed = list(dict.fromkeys(placed))  # card and text of a practice share the cell of its id
        return [*self._cities_gone(gone, practices), *placed]

    def _cities_gone(self, gone: set[str], practices: list[dict[str, Any]]) -> Iterable[Finding]:
        """Yield a finding for each city whose row was deleted while practices are in it."""
        for city in sorted(gone):
            names = [card["id"] for card in practices if card.get("city") == city]
            if names:
                message = ngettext(
                    "The row of this city is gone, and a practice is in it: {names}.",
                    "The row of this city is gone, and {count} practices are in it: {names}.",
                    len(names),
                    names=", ".join(names),
                )
                action = _("Put the row back, or first move or remove what is in the city.")
                file = self.tables[CITIES].reader.table.file
                yield Finding(file, city, "", ERROR, message, action, rule="check_city_known")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with errors first, like with like: what is said of 237 rows is one finding."""
    return sorted(grouped(findings), key=lambda finding: finding.level != ERROR)


def _column(path: str) -> str:
    parts = path.split(".")
    if parts[0] == "sources":
        number = parts[1] if len(parts) > 1 else "1"
        return f"source_{number}_{parts[2] if len(parts) > 2 else 'title'}"
    if parts[0] == "recognition":
        number = parts[1] if len(parts) > 1 else "1"
        return f"recognition_{number}_{'_'.join(parts[2:]) or 'kind'}"
    return parts[0]
