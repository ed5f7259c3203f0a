"""The learner's own territory: a name, a size, a section, a country and perhaps a position. Private to the
learner.
"""

from __future__ import annotations

import math
import re
from typing import Any

from human_rights_mooc.limits import clean_text, is_id

NAME_CHARACTERS = 80
KEYS = ("name", "size", "section", "country", "lat", "lon")


def clean_territory(value: Any) -> dict | None:
    """Return a territory with only known, valid keys, or None if the value is none.

    Keys, each optional: name (text), size and section (ids of the atlas), country (ISO 3166-1 alpha-2),
    lat and lon
    (degrees, both or neither, kept to two decimals: about a kilometre).
    """
    if not isinstance(value, dict):
        return None
    found: dict[str, Any] = {}
    name = clean_text(value.get("name", ""), NAME_CHARACTERS)
    if name is None:
        return None
    if name.strip():
        found["name"] = name.strip()
    for key in ("size", "section"):
        if value.get(key):
            if not is_id(value[key]):
                return None
            found[key] = value[key]
    if value.get("country"):
        if not isinstance(value["country"], str) or not re.fullmatch("[A-Z]{2}", value["country"]):
            return None
        found["country"] = value["country"]
    if value.get("lat") is not None or value.get("lon") is not None:
        if not (_is_degree(value.get("lat"), 90) and _is_degree(value.get("lon"), 180)):
            return None
        found["lat"], found["lon"] = round(value["lat"], 2), round(value["lon"], 2)
    return found


def with_the_rest(territory: dict, stored: Any) -> dict:
    """Return a territory with what the stored one holds beside it under names that this version does not know."""
    rest = {key: value for key, value in stored.items() if key not in KEYS} if isinstance(stored, dict) else {}
    return {**rest, **territory}


def _is_degree(value: Any, most: int) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and -most <= value <= most
