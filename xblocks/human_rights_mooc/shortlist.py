"""The shortlist of a course: additions and removals by id. Pure functions, no XBlock.

Stored: `{"ids": [[practice id, token], ...], "gone": [[practice id, token], ...]}`.
A token names one addition ("writer.number"). A removal names the addition that it takes back. So a removal which
arrives late does not take back a newer addition, and a client can tell "my addition was overwritten" from "it was
removed on purpose".
"""

from __future__ import annotations

import re
from typing import Any

from human_rights_mooc.limits import CHANGES_PER_REQUEST, SHORTLIST_PER_COURSE, is_id

TOKEN_PATTERN = re.compile(r"[a-z0-9]{4,12}\.[1-9][0-9]{0,8}\Z")
GONE_KEPT = 20


class BadChangeError(ValueError):
    """A change that has not the right form."""


class ShortlistFullError(ValueError):
    """An addition beyond the limit."""


def clean(stored: Any) -> dict:
    """Return a stored shortlist with everything malformed left out."""
    stored = stored if isinstance(stored, dict) else {}
    return {
        "ids": _pairs(stored.get("ids"))[:SHORTLIST_PER_COURSE],
        "gone": _pairs(stored.get("gone"))[:GONE_KEPT],
    }


def apply_changes(stored: dict, changes: Any) -> tuple[dict, list[dict]]:
    """Apply `[{"op": "add"|"remove", "id": ..., "token": ...}]`: return (shortlist, what really changed).

    Repeating a change changes nothing. Raises BadChangeError or ShortlistFullError; then nothing is to be stored.
    """
    if not isinstance(changes, list) or not 0 < len(changes) <= CHANGES_PER_REQUEST:
        raise BadChangeError
    ids, gone = dict(map(tuple, stored["ids"])), dict(map(tuple, stored["gone"]))
    done = []
    for change in changes:
        op, practice, token = _parts(change)
        if op == "add" and practice not in ids and gone.get(practice) != token:
            if len(ids) >= SHORTLIST_PER_COURSE:
                raise ShortlistFullError
            ids[practice] = token
            gone.pop(practice, None)
            done.append(change)
        elif op == "remove" and ids.get(practice) == token:
            del ids[practice]
            gone.pop(practice, None)
            gone[practice] = token
            done.append(change)
    last = list(gone.items())[-GONE_KEPT:]
    return {"ids": [list(pair) for pair in ids.items()], "gone": [list(pair) for pair in last]}, done


def _parts(change: Any) -> tuple[str, str, str]:
    if not isinstance(change, dict):
        raise BadChangeError
    op, practice, token = change.get("op"), change.get("id"), change.get("token")
    if op not in ("add", "remove") or not is_id(practice) or not _is_token(token):
        raise BadChangeError
    return str(op), str(practice), str(token)


def _pairs(value: Any) -> list:
    value = value if isinstance(value, list) else []
    return [
        pair for pair in value if isinstance(pair, list) and len(pair) == 2 and is_id(pair[0]) and _is_token(pair[1])
    ]


def _is_token(value: Any) -> bool:
    return isinstance(value, str) and TOKEN_PATTERN.match(value) is not None
