"""Kinds of values that a setting may have, and whether a text is one: as the platform reads attributes.

An attribute is read as JSON when it is JSON and fits the field, else as it stands (`deserialize_field` in
xmodule/xml_block.py). So `null` is no value for every kind, and a date or a choice may stand in quotes, as exports
before 2019 have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime

from olx.errors import N_, Sentence

NULL = "null"  # what Studio writes for a number that somebody emptied
# Kinds whose empty text is read as no value (Integer, Float of XBlock; Date of xmodule/fields.py).
EMPTY_IS_NOTHING = ("integer", "float", "date")
OLDER_RERANDOMIZE = ("", "true", "false")  # Randomization.from_json of xmodule/capa_block.py: always, per_student
# TIMEDELTA_REGEX of xmodule/fields.py; hours as 10:20:30 are those of the graders' grace period.
TIMEDELTA = re.compile(
    r"(?:\d+ days?)?(?:\s*\d+ hours?)?(?:\s*\d+ minutes?)?(?:\s*\d+ seconds?|\s*)|\d+:\d{2}:\d{2}",
)


def plain(value: str) -> str:
    """Return a value without the quotes of JSON around it."""
    if value.startswith('"'):
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return value
        if isinstance(found, str):
            return found
    return value


def is_date(value: str) -> bool:
    """Tell whether the platform reads a text as a date and time (ISO 8601)."""
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return len(value) >= 10


def is_loose_date(value: str) -> bool:
    """Tell whether the platform makes a date of a text in another form (Date.from_json of xmodule/fields.py).

    Day and month have to be there.
    """
    from dateutil import parser

    try:
        found = [parser.parse(value, default=datetime(2000, month, month)) for month in (1, 2)]
    except (ValueError, OverflowError):
        return False
    return found[0] == found[1]


def is_number(kind: Callable[[str], object], value: str) -> bool:
    """Tell whether a text is a number of a kind; nan and inf are none."""
    try:
        kind(value)
    except ValueError:
        return False
    return value.strip().lower().lstrip("+-") not in ("nan", "inf", "infinity")


def is_whole_number(value: str) -> bool:
    """Tell whether a text is a whole number; 3.0 is one, as the platform writes some."""
    return is_number(int, re.sub(r"\.0+\Z", "", value))


def is_json(kind: type, value: str) -> bool:
    """Tell whether a text is JSON of a kind."""
    try:
        return isinstance(json.loads(value), kind)
    except (ValueError, RecursionError):  # nested beyond what anybody reads
        return False


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "string": (lambda value: True, N_("a text")),
    "boolean": (lambda value: value.lower() in ("true", "false"), N_("true or false")),
    "integer": (is_whole_number, N_("a whole number")),
    "float": (lambda value: is_number(float, value), N_("a number")),
    "date": (is_date, N_("a date such as 2026-01-31T00:00:00Z")),
    "timedelta": (lambda value: bool(TIMEDELTA.fullmatch(value)), N_("a time such as 2 days 3 hours")),
    "list": (lambda value: is_json(list, value), N_("a JSON list")),
    "dict": (lambda value: is_json(dict, value), N_("a JSON object")),
}


def says_nothing(kind: object, value: str) -> bool:
    """Tell whether the platform reads an attribute of a kind as no value at all."""
    return value == NULL or (value == "" and kind in EMPTY_IS_NOTHING)


def wrong_value(kind: object, value: str) -> Sentence | None:
    """Return what an attribute's value must be, or None when it is all right.

    kind: a name in CHECKS, or a tuple of the texts that a setting may have.
    """
    if says_nothing(kind, value):
        return None
    if isinstance(kind, tuple):
        if "onreset" in kind and plain(value) in OLDER_RERANDOMIZE:
            return None
        return None if plain(value) in kind else Sentence(N_("one of {names}"), names=", ".join(kind))
    fits, words = CHECKS[str(kind)]
    return None if fits(plain(value)) else Sentence(words)


def named(names: Iterable[str], kind: object) -> dict[str, object]:
    """Return fields of one kind by name."""
    return dict.fromkeys(names, kind)
