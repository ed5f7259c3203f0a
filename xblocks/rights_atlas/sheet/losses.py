"""What an import would lose, counted. It asks where over a tenth of the records go, are renamed or lose a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..wording import _, ngettext
from .columns import CITIES
from .write import Row

SHARE = 10  # an import that loses more than one in ten asks first
_COLUMNS_SHOWN = 12


@dataclass
class Losses:
    """What one table loses: `total` records before, those that go or change their id, and emptied cells by column."""

    kind: str
    total: int
    removed: int = 0
    renamed: int = 0
    emptied: Counter[str] = field(default_factory=Counter)

    def compare(self, before: Row, after: Row) -> None:
        """Count the columns in which a record has a cell before an import and none after it."""
        self.emptied.update(name for name, cell in before.items() if cell and not after.get(name) and name != "id")

    def points(self) -> Iterable[str]:
        """Yield a sentence for each loss of more than a tenth."""
        if self._much(self.removed):
            yield _removed(self.kind, self.removed, self.total)
        if self._much(self.renamed):
            yield _renamed(self.kind, self.renamed, self.total)
        many = [(name, count) for name, count in self.emptied.items() if self._much(count)]
        for name, count in many[:_COLUMNS_SHOWN]:
            yield _emptied(self.kind, name, count, self.total)
        if len(many) > _COLUMNS_SHOWN:
            rest = len(many) - _COLUMNS_SHOWN
            yield ngettext("It empties {count} more column.", "It empties {count} more columns.", rest)

    def _much(self, count: int) -> bool:
        return count * SHARE > self.total


def _removed(kind: str, count: int, total: int) -> str:
    if kind == CITIES:
        return ngettext(
            "It removes {count} of {total} cities.", "It removes {count} of {total} cities.", count, total=total
        )
    return ngettext(
        "It removes {count} of {total} practices.", "It removes {count} of {total} practices.", count, total=total
    )


def _renamed(kind: str, count: int, total: int) -> str:
    if kind == CITIES:
        return ngettext(
            "It changes the id of {count} of {total} cities.",
            "It changes the id of {count} of {total} cities.",
            count,
            total=total,
        )
    return ngettext(
        "It changes the id of {count} of {total} practices.",
        "It changes the id of {count} of {total} practices.",
        count,
        total=total,
    )


def _emptied(kind: str, name: str, count: int, total: int) -> str:
    if kind == CITIES:
        return ngettext(
            "It empties the column {name} of {count} of {total} cities.",
            "It empties the column {name} of {count} of {total} cities.",
            count,
            total=total,
            name=name,
        )
    return ngettext(
        "It empties the column {name} of {count} of {total} practices.",
        "It empties the column {name} of {count} of {total} practices.",
        count,
        total=total,
        name=name,
    )


@dataclass(frozen=True)
class Question:
    """What is asked before an import that loses much; nothing is written without a yes."""

    points: tuple[str, ...]

    @property
    def text(self) -> str:
        """The question itself."""
        return _("This import loses a lot. Is that what you want?")

    def as_dict(self) -> dict[str, object]:
        """Return the question with its answers, for a page."""
        return {
            "text": self.text,
            "points": list(self.points),
            "yes": _("Yes, take these losses"),
            "no": _("No, leave the atlas as it is"),
        }


def question(losses: Iterable[Losses]) -> Question | None:
    """Return what is to be asked, None where little is lost."""
    points = tuple(point for each in losses for point in each.points())
    return Question(points) if points else None
