"""A learner's note on a practice as it is stored: `{"v": texts or None, "h": history}`, five texts in this version.

A newer release may ask for more: what stands behind the five is kept, and told as a part that is not asked for here.
Pure functions, no XBlock.
"""

from __future__ import annotations

from typing import Any

from human_rights_mooc import limits, stored


def known(note: Any) -> dict | None:
    """Return a stored note, with all its parts, if the first five are texts; else None."""
    return stored.known_entry(note, _is_value)


def as_read(note: Any) -> dict | None:
    """Return a stored note as a page shows it, `{"v": five texts or None, "h": history}`, or None."""
    found = known(note)
    if found is None or found["v"] is None:
        return found
    texts = found["v"][: limits.NOTE_PARTS]
    return {**found, "v": texts if any(texts) else None}


def with_the_rest(texts: list[str] | None, note: dict | None) -> list | None:
    """Return the five texts (None: none is written) with the parts that the stored note holds behind them."""
    rest = ((note and note["v"]) or [])[limits.NOTE_PARTS :]
    return [*(texts or [""] * limits.NOTE_PARTS), *rest] if rest else texts


def parts(note: Any) -> list[str | None]:
    """Return all that a stored note holds, five texts first; None stands for what this version cannot show."""
    if stored.is_nothing(note):
        return []
    found = known(note)
    if found is None:
        return [*[""] * limits.NOTE_PARTS, None]
    texts = [part if isinstance(part, str) else None for part in found["v"] or []]
    aside = [] if stored.is_nothing(stored.at(note, stored.ASIDE)) else [None]
    return [*(texts or [""] * limits.NOTE_PARTS), *aside] if texts or aside else []


def with_room(notes: dict, practice: str) -> dict:
    """Return a course's notes without the oldest marks of deleted ones, as far as there are more than fit."""
    marks = [key for key, note in notes.items() if key != practice and stored.is_deleted(note)]
    too_many = max(0, len(notes) - limits.NOTES_PER_COURSE)
    return {key: note for key, note in notes.items() if key not in marks[:too_many]}


def _is_value(value: Any) -> bool:
    five = value[: limits.NOTE_PARTS] if isinstance(value, list) else []
    return len(five) == limits.NOTE_PARTS and all(isinstance(text, str) for text in five)
