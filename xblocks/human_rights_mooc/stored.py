"""How a learner's field is read and written: what this version or these settings do not know is kept as it is.

A field may hold more than is known here: an answer to a question that the author took out, a part of a newer release
whose administrator went one version back, a value that was damaged. So there is one rule for every field. Reading takes
what is known. Writing puts one value in one place of the field *as it is stored*, and changes nothing else. What stands
in the place itself and cannot be read is set aside beside the new value, under the name "?", never replaced by it.
Pure functions, no XBlock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from human_rights_mooc import versioned

# No course, question, practice or part of an entry has this name.
ASIDE = "?"


def is_nothing(value: Any) -> bool:
    """True for a stored value that holds nothing which could be lost."""
    return value is None or value in ("", [], {})


def as_object(value: Any) -> dict:
    """Return a stored value as an object to write into; what is none is set aside in it."""
    if isinstance(value, dict):
        return value
    return {} if is_nothing(value) else {ASIDE: value}


def as_list(value: Any) -> list:
    """Return a stored value as a list to write into; what is none is set aside as its first item."""
    if isinstance(value, list):
        return value
    return [] if is_nothing(value) else [value]


def at(stored: Any, *path: str) -> Any:
    """Return what is stored at a path of names, None where there is nothing."""
    for name in path:
        stored = stored.get(name) if isinstance(stored, dict) else None
    return stored


def put(stored: Any, path: Sequence[str], value: Any) -> dict:
    """Return a stored field with `value` at a path of names, and all else as it was, in its order."""
    name, *rest = path
    whole = as_object(stored)
    return {**whole, name: put(whole.get(name), rest, value) if rest else value}


def appended(stored: Any, items: Iterable[Any]) -> list:
    """Return a stored list with more items at its end, and all else as it was."""
    return [*as_list(stored), *items]


def known_entry(stored: Any, is_value: Callable[[Any], bool]) -> dict | None:
    """Return `{"v": value, "h": history}` of a stored entry whose value can be read here, else None."""
    if not versioned.is_entry(stored) or not (stored["v"] is None or is_value(stored["v"])):
        return None
    return {"v": stored["v"], "h": stored["h"]}


def entry_over(stored: Any, known: dict | None, entry: dict) -> dict:
    """Return what to store in place of an entry: `entry` as `versioned.apply_write` made it, with all that the stored
    one holds besides.

    `known` is the stored entry as it was read, None where it could not be read: it is set aside then. A deletion leaves
    nothing of what was read.
    """
    if known is None:
        return entry if is_nothing(stored) else {**entry, ASIDE: stored}
    return entry if entry["v"] is None else {**stored, **entry}


def is_deleted(stored: Any) -> bool:
    """True for the mark that a deleted entry leaves: a history, and nothing of the learner."""
    return versioned.is_entry(stored) and stored["v"] is None and set(stored) == {"v", "h"}
