"""What a check reports: a sentence that names the place, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from .wording import _

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend in the data.

    `level` is "error" (the record cannot be shown, or would mislead) or "warning" (an editor should look).
    `row` (1 = the heading row) and `column` (a letter) are set for a spreadsheet, `rule` names the check.
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

    def __str__(self) -> str:
        """Return the finding as one line for a person."""
        place = [self.file]
        if self.row is not None:
            if self.column:
                place.append(_("cell {cell}", cell=f"{self.column}{self.row}"))
            else:
                place.append(_("row {number}", number=self.row))
        if self.record:
            place.append(self.record)
        if self.field:
            place.append(self.field)
        return f"{self.level}: {', '.join(place)}: {self.message} {self.action}".rstrip()

    def as_dict(self) -> dict:
        """Return the finding as plain data, for a report or a reply of a handler."""
        return asdict(self)


class AtlasError(Exception):
    """The data could not be read or written; `findings` says why, in full."""

    def __init__(self, findings: list[Finding]):
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def errors(findings: list[Finding]) -> list[Finding]:
    """Return the findings that are errors."""
    return [finding for finding in findings if finding.level == ERROR]
