"""Settings in a JSON file: on which line each stands, and in words what the platform makes of a wrong value."""

from __future__ import annotations

import json

from builder.wording import _
from olx.course import Course
from olx.course_settings import Reading, reading
from olx.markup import Lines
from olx.values import CHECKS
from olx.xmlsafe import UnreadableError

LONGEST_SHOWN = 60  # characters of a value in a sentence


class Keys:
    """The lines of keys that are asked for in the order of the file: one walk through it, whatever it holds."""

    def __init__(self, course: Course, path: str):
        try:
            self._text = course.text(path)
        except UnreadableError:
            self._text = ""
        self._lines = Lines(self._text)
        self._place = 0
        self._lost = False

    def line(self, name: str) -> int:
        """Return the line of the next key of a name; of the last one found where there is none (written with \\u)."""
        place = -1 if self._lost else self._text.find(json.dumps(name, ensure_ascii=False), self._place)
        if place >= 0:
            self._place = place
        else:
            self._lost = True
        return self._lines.at(self._place)


def shown(value: object) -> str:
    """Return a value as it stands in JSON, cut to what a sentence can hold."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def meant(kind: object) -> str:
    """Return in words what a setting of a kind must be."""
    if isinstance(kind, tuple):
        return _("one of {names}", names=", ".join(kind))
    return _(CHECKS[str(kind)][1])


def trouble(kind: object, name: str, value: object, tag: str = "course") -> str | None:
    """Return a sentence on what the platform makes of a setting in policy.json; None where it is what it should be.

    tag: the type of the block that the setting is for.
    """
    found = reading(kind, value)
    if found is Reading.RIGHT:
        return None
    words = {"name": name, "value": shown(value)}
    if found is Reading.FALSE:
        return _("{name} is {value}: the platform reads it as false.", **words)
    if found is Reading.NOTHING:
        return _("{name} is {value}: the platform finds no time in it.", **words)
    if found is Reading.OLD:
        return _("{name} is {value}: the platform reads a number as milliseconds since 1970.", **words)
    if found is Reading.KEPT:
        return _("{name} is {value}: the platform knows no such value.", **words)
    words["words"] = meant(kind)
    if tag == "course" and not (kind == "date" and isinstance(value, str)) and name != "user_partitions":
        return _("{name} is {value}, which is not {words}: the import of the course fails.", **words)
    if tag not in ("course", "discussion") and kind in ("string", "integer", "float", "timedelta"):
        return _("{name} is {value}, which is not {words}: the block is left out.", **words)
    return _("{name} is {value}, which is not {words}.", **words)  # a date may have a form that it reads all the same
