"""Values that several tabs and devices may write: notes, a territory, answers of the plan.

The platform has no lock: a field is written whole and the last writer wins. So each value carries a
version, a list
of the last writes of each writer, newest first: `{"v": value, "h": [["k3x9ab", 4], ["p0q1rs", 2]]}`. A
writer is one
open page of one browser. A client that finds its own write missing from `h` knows that it was overwritten,
and
sends it again or shows the conflict. Pure functions, no XBlock.
"""

from __future__ import annotations

import re
from typing import Any

from human_rights_mooc.limits import is_whole

WRITER_PATTERN = re.compile(r"[a-z0-9]{4,12}\Z")
WRITERS_KEPT = 6


class BadVersionError(ValueError):
    """A change whose writer, number or base has not the right form."""


def is_entry(entry: Any) -> bool:
    """True for a stored value with a history of the right form."""
    return (
        isinstance(entry, dict)
        and "v" in entry
        and isinstance(entry.get("h"), list)
        and all(
            isinstance(write, list) and len(write) == 2 and _is_writer(write[0]) and is_whole(write[1], 1, 10**9)
            for write in entry["h"]
        )
    )


def head(entry: dict | None) -> str:
    """Return the version of a stored value, "writer.number", or "" where nothing is stored."""
    if not entry or not entry["h"]:
        return ""
    writer, number = entry["h"][0]
    return f"{writer}.{number}"


def apply_write(entry: dict | None, value: Any, writer: Any, number: Any, base: Any) -> tuple[dict, bool, bool]:
    """Apply a write made on version `base`: return (entry as it is now, must it be stored, is it a conflict).

    A repeated write changes nothing. A write on an older version than the stored one is a conflict, unless it
    says the same, or the stored one is the writer's own (whose answer got lost); the stored value stays. So is a
    write on a version of which nothing is left: it may have been deleted on purpose, and comes back only when the
    learner says so. Raises BadVersionError.
    """
    if not _is_writer(writer) or not is_whole(number, 1, 10**9) or not isinstance(base, str) or len(base) > 30:
        raise BadVersionError
    if entry is None and base:
        return {"v": None, "h": []}, False, value is not None
    known = dict(entry["h"]) if entry else {}
    if entry is not None and known.get(writer, 0) >= number:
        return entry, False, False
    if entry is not None and entry["v"] == value:
        return entry, False, False
    if entry is not None and head(entry) != base and entry["h"][:1] and entry["h"][0][0] != writer:
        return entry, False, True
    others = [write for write in (entry["h"] if entry else []) if write[0] != writer]
    return {"v": value, "h": [[writer, number], *others][:WRITERS_KEPT]}, True, False


def _is_writer(value: Any) -> bool:
    return isinstance(value, str) and WRITER_PATTERN.match(value) is not None
