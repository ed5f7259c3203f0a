"""Events: names `edx.<block>.<noun>.<past-verb>` and payloads, checked on the server. Documented in
docs/events.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from human_rights_mooc.limits import ID_LENGTH, clean_text, is_id, is_whole

Check = Callable[[Any], bool]


def ident(value: Any) -> bool:
    """An id of the atlas."""
    return is_id(value)


def count(value: Any) -> bool:
    """A whole number from 0 to 100,000."""
    return is_whole(value, 0, 100_000)


def flag(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def ids(value: Any) -> bool:
    """One to three ids."""
    return isinstance(value, list) and 0 < len(value) <= 3 and all(map(is_id, value))


def one_of(*words: str) -> Check:
    """Make a check for one of some words."""
    return lambda value: isinstance(value, str) and value in words


def search_text(value: Any) -> bool:
    """A search of 3 to 100 characters."""
    return isinstance(value, str) and 3 <= len(value.strip()) <= 100 and clean_text(value, 100) == value


def facets(value: Any) -> bool:
    """Chosen filters: names of facets, each once."""
    return (
        isinstance(value, list)
        and len(value) <= 12
        and all(isinstance(name, str) and 0 < len(name) <= ID_LENGTH and name.isidentifier() for name in value)
    )


# What every block of the three may publish. `payload` = {key: check}; every key is required unless it is
# in `OPTIONAL`.
SHARED: dict[str, dict[str, Check]] = {
    "practice.opened": {"practice": ident, "first_time": flag},
    "practice.shortlisted": {"practice": ident, "shortlisted": count},
    "practice.removed": {"practice": ident, "shortlisted": count},
    "practice.noted": {"practice": ident, "parts": count, "characters": count},
    "list.exported": {
        "format": one_of("csv", "memo", "print", "reference", "svg", "text", "docx"),
        "items": count,
    },
    "territory.saved": {"has_position": flag},
}


def problem_with(specification: dict[str, dict[str, Check]], name: Any, payload: Any) -> str | None:
    """Return None if an event may be published, else which part is wrong: "name", "payload" or a key."""
    checks = specification.get(name) if isinstance(name, str) else None
    if checks is None:
        return "name"
    if not isinstance(payload, dict):
        return "payload"
    for key in payload:
        if key not in checks:
            return str(key)[:ID_LENGTH]
    for key, check in checks.items():
        if key not in payload or not check(payload[key]):
            return key
    return None
