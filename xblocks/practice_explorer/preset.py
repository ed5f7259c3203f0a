"""Preset filters of an explorer: one `key: value` a line; several lines of one key mean "or"."""

from __future__ import annotations

import re

from human_rights_mooc.limits import is_id

ID_KEYS = ("theme", "section", "size", "right", "group", "status")
KEYS = (*ID_KEYS, "country", "sdg", "block", "recognised")
MOST_LINES = 60


def parse_preset(text: str) -> tuple[dict[str, list[str]], list[tuple[int, str]]]:
    """Read preset lines: return ({key: values in order, without doubles}, [(line number, line not
    understood)]).

    Values are texts; whether an id exists is for whoever has the atlas.
    """
    found: dict[str, list[str]] = {}
    wrong = []
    for number, line in enumerate((text or "").splitlines()[:MOST_LINES], start=1):
        if not line.strip():
            continue
        key, _colon, value = (part.strip() for part in line.partition(":"))
        if not _is_valid(key, value):
            wrong.append((number, line.strip()[:80]))
        elif value not in found.setdefault(key, []):
            found[key].append(value)
    return found, wrong


def _is_valid(key: str, value: str) -> bool:
    if key in ID_KEYS:
        return is_id(value)
    if key == "country":
        return re.fullmatch("[A-Z]{2}", value) is not None
    if key in ("sdg", "block"):
        return value.isascii() and value.isdigit() and 1 <= int(value) <= (17 if key == "sdg" else 6)
    return key == "recognised" and value == "yes"
