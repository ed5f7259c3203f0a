"""What the script tells of the practices that a plan uses. It is text from a browser: bounded, and never believed to be
more than text.
"""

from __future__ import annotations

from typing import Any

from human_rights_mooc.limits import clean_text, is_id

LONGEST = {"title": 300, "place": 200, "years": 60}
SOURCES = 12
SOURCE_CHARACTERS = 700


def known_practices(given: Any, wanted: list[str]) -> dict[str, dict]:
    """Return `{id: {"title", "place", "years", "sources"}}` for the ids wanted, as far as the script told of them."""
    found = {}
    given = given if isinstance(given, dict) else {}
    for ident in wanted:
        told = given.get(ident)
        if not is_id(ident) or not isinstance(told, dict):
            continue
        texts = {key: _cut(told.get(key), most) for key, most in LONGEST.items()}
        sources = told.get("sources")
        lines = [_cut(line, SOURCE_CHARACTERS) for line in (sources if isinstance(sources, list) else [])[:SOURCES]]
        found[ident] = {**texts, "sources": [line for line in lines if line]}
    return found


def _cut(value: Any, most: int) -> str:
    text = value[:most] if isinstance(value, str) else ""
    return " ".join((clean_text(text, most) or "").split())
