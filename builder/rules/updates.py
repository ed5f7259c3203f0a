"""News of the course in info/updates.items.json."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Remark
from builder.json_values import Keys
from builder.registry import rule
from builder.wording import _
from olx.course import Course

PATH = "info/updates.items.json"
SHOWN, REMOVED = "visible", "deleted"  # statuses that the platform writes


@rule("updates-entry")
def updates_entry(course: Course) -> Iterator[Remark]:
    """One entry without id, date or content breaks the page of all updates, for learners or in Studio.

    An entry with another status than "visible" is not shown; Studio's "deleted" is meant so.
    """
    keys = Keys(course, PATH)
    for number, item in enumerate(course.json_or(PATH, []), 1):
        if not isinstance(item, dict):
            what = _("Update {number} is no JSON object: the page of updates cannot be shown.", number=number)
            yield Remark(PATH, keys.line("id"), what, _("Write it like the others, or remove it."))
            continue
        line = min((keys.line(str(name)) for name in list(item)[:1]), default=1)
        for name in ("id", "date", "content"):
            if name not in item or (name == "date" and not isinstance(item[name], str)):
                yield Remark(
                    PATH,
                    line,
                    _("Update {number} has no good {name}: the page of updates fails.", number=number, name=name),
                    _('Add "{name}".', name=name),
                )
        for name in list(item)[1:]:
            keys.line(str(name))
        if item.get("status") not in (SHOWN, REMOVED):
            yield Remark(
                PATH,
                line,
                _("Update {number} is not shown: its status is not visible.", number=number),
                _('Write "status": "visible", or remove the update.'),
            )


@rule("updates-twice")
def updates_twice(course: Course) -> Iterator[Remark]:
    """Of two updates with one id, Studio changes or deletes the first that it finds, whichever was meant."""
    keys = Keys(course, PATH)
    seen: set[str] = set()
    for item in course.json_or(PATH, []):
        if isinstance(item, dict) and "id" in item:
            line = keys.line("id")
            for name in item:
                keys.line(str(name))
            if str(item["id"]) in seen:
                what = _("Another update has the id {id} already.", id=item["id"])
                yield Remark(PATH, line, what, _("Give each update its own number."))
            seen.add(str(item["id"]))
