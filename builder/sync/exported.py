"""What an export's JSON files and dates say, looked at before anything else uses them: shapes, signs, the calendar.

Each function returns a value of the shape that its name promises, or raises UnreadableError with a sentence. What
Studio writes today passes; what it adds one day passes as well, unless the way home looks into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from builder.reasons import why
from builder.wording import N_, _
from olx.course import Course
from olx.types import allowed_fields
from olx.values import NULL, is_date
from olx.xmlsafe import UnreadableError

T = TypeVar("T")
DATES = ("start", "end", "enrollment_start", "enrollment_end", "announcement", "certificate_available_date")
KINDS: dict[type | tuple[type, ...], str] = {
    dict: N_("an object"),
    list: N_("a list"),
    str: N_("a text"),
    bool: N_("true or false"),
    (int, float): N_("a number"),
}
ASSETS, NEWS = "policies/assets.json", "info/updates.items.json"


def settings_of(theirs: Course) -> dict:
    """Return the settings of the export's course. Their tabs are objects, their dates are in the calendar."""
    file = _want(theirs.json(theirs.policy_path), dict, theirs.policy_path)
    key = f"course/{theirs.run}"
    if key not in file:
        raise UnreadableError(1, N_("there is no {name}"), name=repr(key))
    settings = _want(file[key], dict, key)
    for number, tab in enumerate(_want(settings.get("tabs", []), list, "tabs"), 1):
        _fields(_want(tab, dict, f"tabs[{number}]"), f"tabs[{number}]", type=str, name=str, url_slug=str)
    for name in DATES:
        value = settings.get(name)
        if value is not None and not is_moment(value):
            raise UnreadableError(1, N_("{name} is no date: {value}"), name=name, value=repr(value)[:60])
    return settings


def other_policies(theirs: Course) -> dict:
    """Return what the file of the settings says of other blocks than the course; call after `settings_of`."""
    file = _want(theirs.json(theirs.policy_path), dict, theirs.policy_path)
    return {name: value for name, value in file.items() if not name.startswith("course/")}


def graders_of(theirs: Course) -> dict:
    """Return the export's graders and cutoffs."""
    file = _want(theirs.json(theirs.grading_path), dict, theirs.grading_path)
    for number, grader in enumerate(_want(file.get("GRADER", []), list, "GRADER"), 1):
        _fields(_want(grader, dict, f"GRADER[{number}]"), f"GRADER[{number}]", type=str, weight=(int, float))
    for name, value in _want(file.get("GRADE_CUTOFFS", {}), dict, "GRADE_CUTOFFS").items():
        _want(value, (int, float), f"GRADE_CUTOFFS[{name!r}]")
    return file


def news_of(theirs: Course) -> list:
    """Return the export's news."""
    file = _want(theirs.json(NEWS), list, NEWS)
    for number, item in enumerate(file, 1):
        _fields(_want(item, dict, f"[{number}]"), f"[{number}]", content=str, date=str)
    return file


def assets_of(theirs: Course) -> dict[str, dict]:
    """Return what the export says of its files, by the name that links use; {} where it says nothing."""
    if ASSETS not in theirs.files:
        return {}
    file = _want(theirs.json(ASSETS), dict, ASSETS)
    for name, about in file.items():
        _fields(_want(about, dict, f"[{name!r}]"), f"[{name!r}]", displayname=str, locked=bool)
    return file


def is_moment(value: object) -> bool:
    """Tell whether a value is a date of the calendar; older exports write it with quotation marks inside."""
    return isinstance(value, str) and (not value or is_date(value.strip('"')))


def impossible_date(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute of a block should be a date and is none; `null` takes one away."""
    return value != NULL and (allowed_fields(tag) or {}).get(name) == "date" and not is_moment(value)


def impossible_dates(theirs: Course) -> Iterator[str]:
    """Yield a sentence for each block whose date is none."""
    for block in theirs.blocks:
        for name, value in block.element.attrib.items():
            if impossible_date(block.tag, str(name), str(value)):
                yield _("{path}: {name} is no date: {value}", path=block.path, name=name, value=repr(value)[:60])


def read(make: Callable[[Course], T], theirs: Course, path: str, unplaced: list[str]) -> T | None:
    """Return what one of the functions above returns, or None, with a sentence for the list of what stays."""
    try:
        return make(theirs)
    except UnreadableError as error:
        unplaced.append(f"{path}: {why(error)}")
        return None


def _want(value: object, kind: type | tuple[type, ...], name: str):
    right = isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)
    if not right:
        raise UnreadableError(1, N_("{name} is not {kind}"), name=name[:60], kind=_(KINDS[kind]))
    return value


def _fields(value: dict, where: str, **kinds: type | tuple[type, ...]) -> None:
    """Look at the fields of an object; each may be missing or null."""
    for name, kind in kinds.items():
        if value.get(name) is not None:
            _want(value[name], kind, f"{where}.{name}")
