"""JSON of a course: settings, graders, updates and the atlas, changed value by value in the order we wrote them."""

from __future__ import annotations

import json
import re
from copy import deepcopy

from builder.sync.meaning import POLICY_OF_THE_PLATFORM, is_default, json_says
from olx.jsonsafe import read_json


def merge_json(old: object, new: object) -> object:
    """Return `new` with the order of `old` and without what the platform adds by itself."""
    if json_says(new, old):
        return deepcopy(old)
    if isinstance(old, dict) and isinstance(new, dict):
        merged = {name: merge_json(value, new[name]) for name, value in old.items() if name in new}
        for name, value in new.items():
            if name not in old and not is_default(name, value):
                merged[name] = plain(value)
        return merged
    if isinstance(old, list) and isinstance(new, list):
        left = list(old)
        merged_list = []
        for item in new:
            twin = next((other for other in left if json_says(item, other)), None)
            if twin is None:
                twin = next((other for other in left if _same_thing(item, other)), None)
            if twin is not None:
                left.remove(twin)
            merged_list.append(plain(item) if twin is None else merge_json(twin, item))
        return merged_list
    return plain(new)


def _same_thing(one: object, other: object) -> bool:
    """Tell whether two records are the same one, edited."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    return any(name in one and one.get(name) == other.get(name) for name in ("id", "type", "url_slug", "name"))


def plain(value: object) -> object:
    """Return a value without what the platform adds by itself."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if not is_default(name, item)}
    return [plain(item) for item in value] if isinstance(value, list) else value


def write_json(value: object, like: str) -> str:
    """Return JSON in the style of a text: its indentation, its escapes, its end of file."""
    indent = re.search(r"\n([ \t]+)\S", like)
    text = json.dumps(value, ensure_ascii="\\u" in like, indent=len(indent.group(1)) if indent else None)
    if not indent and like and "\n" not in like.strip():
        text = json.dumps(value, ensure_ascii="\\u" in like)
    return text + ("\n" if like.endswith("\n") or not like else "")


def merged_text(old: str, new: object) -> str:
    """Return the text of a JSON file after a merge; `old` itself where nothing changed. Raises UnreadableError."""
    if not old:
        return write_json(new, "\n  x\n")
    before = read_json(old)
    return old if json_says(new, before) else write_json(merge_json(before, new), old)


def assets_policy(exported: dict) -> dict:
    """Return what is worth keeping of the export's list of assets: which ones are locked."""
    return {
        name: {"locked": True} for name, about in exported.items() if isinstance(about, dict) and about.get("locked")
    }


__all__ = ["POLICY_OF_THE_PLATFORM", "assets_policy", "merge_json", "merged_text", "write_json"]
