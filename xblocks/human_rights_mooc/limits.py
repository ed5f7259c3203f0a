"""Bounds of what a learner may store, and the forms of ids. One place, so that tests and clients can read
them.
"""

from __future__ import annotations

import json
import re
from typing import Any

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
ID_LENGTH = 60

REQUEST_BYTES = 64 * 1024
AUTHOR_BYTES = 1024 * 1024
SHORTLIST_PER_COURSE = 20
SHORTLIST_BYTES = 16 * 1024
CHANGES_PER_REQUEST = 40
NOTE_PARTS = 5
NOTE_CHARACTERS = 1200
NOTES_PER_COURSE = 60
NOTES_BYTES = 64 * 1024
OPENED_ITEMS = 500
REFLECTION_CHARACTERS = 4000
STATE_IN_PAGE_BYTES = 7 * 1024

# Defaults of settings: cards and bodies lie beside each other as course assets.
DEFAULT_ATLAS = "/static/atlas.json"
DEFAULT_CONTACT = "cisdp1@uclg.org"


def is_id(value: Any) -> bool:
    """True for an id of the atlas: lower-case letters, digits and single hyphens, at most 60 characters."""
    return isinstance(value, str) and len(value) <= ID_LENGTH and ID_PATTERN.match(value) is not None


def is_whole(value: Any, lowest: int, highest: int) -> bool:
    """True for a whole number between two bounds. `True` and `1.0` are not whole numbers."""
    return type(value) is int and lowest <= value <= highest


def stored_bytes(value: Any) -> int:
    """Size of a field's value as the platform stores it: JSON with every letter beyond ASCII escaped."""
    return len(json.dumps(value))


def may_store(before: Any, after: Any, most: int, old: Any, new: Any) -> bool:
    """True when a field may become `after`, because its value in one place changes from `old` to `new`.

    It takes `most` bytes at most, or no more than before. A shorter value and a deletion always go through: they are
    the way out of a field that is full, also of things that this version does not know.
    """
    size = stored_bytes(after)
    shorter = new is None or stored_bytes(new) < stored_bytes(old)
    return size <= most or shorter or size <= stored_bytes(before)


def clean_text(value: Any, longest: int) -> str | None:
    """Return a text without characters that a database cannot hold, or None if it is no text or too long."""
    if not isinstance(value, str):
        return None
    text = "".join(c for c in value if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    return text if len(text) <= longest else None
