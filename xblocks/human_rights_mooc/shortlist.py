"""The shortlist of a course: additions and removals by id. Pure functions, no XBlock.

Stored: `{"ids": [[practice id, token], ...], "gone": [[practice id, token], ...]}`.
A token names one addition ("writer.number"). A removal names the addition that it takes back. So a removal which
arrives late does not take back a newer addition, and a client can tell "my addition was overwritten" from "it was
removed on purpose". What cannot be read here (pairs of another form, more than fit, other names) stays where it stands.
"""

from __future__ import annotations

import re
from typing import Any

from human_rights_mooc import stored as store
from human_rights_mooc.limits import CHANGES_PER_REQUEST, SHORTLIST_PER_COURSE, is_id

TOKEN_PATTERN = re.compile(r"[a-z0-9]{4,12}\.[1-9][0-9]{0,8}\Z")
GONE_KEPT = 20


class BadChangeError(ValueError):
    """A change that has not the right form."""


class ShortlistFullError(ValueError):
    """An addition beyond the limit."""


def clean(stored: Any) -> dict:
    """Return a stored shortlist as it is shown: with everything left out that cannot be read."""
    stored = stored if isinstance(stored, dict) else {}
    return {
        "ids": _pairs(stored.get("ids"))[:SHORTLIST_PER_COURSE],
        "gone": _pairs(stored.get("gone"))[:GONE_KEPT],
    }


def apply_changes(stored: Any, changes: Any) -> tuple[dict, list[dict]]:
    """Apply `[{"op": "add"|"remove", "id": ..., "token": ...}]` to a shortlist as it is stored: return (shortlist, what
    really changed).

    Repeating a change changes nothing. Raises BadChangeError or ShortlistFullError; then nothing is to be stored.
    """
    if not isinstance(changes, list) or not 0 < len(changes) <= CHANGES_PER_REQUEST:
        raise BadChangeError
    whole = store.as_object(stored)
    ids, gone = store.as_list(whole.get("ids")), store.as_list(whole.get("gone"))
    done = []
    for change in changes:
        op, practice, token = _parts(change)
        kept, removed = dict(map(tuple, _pairs(ids))), dict(map(tuple, _pairs(gone)))
        if op == "add" and practice not in kept and removed.get(practice) != token:
            if len(kept) >= SHORTLIST_PER_COURSE:
                raise ShortlistFullError
            ids, gone = [*ids, [practice, token]], _without(gone, practice)
            done.append(change)
        elif op == "remove" and kept.get(practice) == token:
            ids, gone = _without(ids, practice), _with_mark(gone, [practice, token])
            done.append(change)
    return {**whole, "ids": ids, "gone": gone}, done


def _without(items: list, practice: str) -> list:
    return [item for item in items if not (_is_pair(item) and item[0] == practice)]


def _with_mark(gone: list, pair: list) -> list:
    """Add the mark of a removal. The oldest mark goes where there are too many: marks hold nothing of the learner."""
    most = max(GONE_KEPT, len(_pairs(gone)))
    gone = [*_without(gone, pair[0]), pair]
    marks = _pairs(gone)
    return gone if len(marks) <= most else _without(gone, marks[0][0])


def _parts(change: Any) -> tuple[str, str, str]:
    if not isinstance(change, dict):
        raise BadChangeError
    op, practice, token = change.get("op"), change.get("id"), change.get("token")
    if op not in ("add", "remove") or not is_id(practice) or not _is_token(token):
        raise BadChangeError
    return str(op), str(practice), str(token)


def _pairs(value: Any) -> list:
    return [pair for pair in value if _is_pair(pair)] if isinstance(value, list) else []


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and is_id(value[0]) and _is_token(value[1])


def _is_token(value: Any) -> bool:
    return isinstance(value, str) and TOKEN_PATTERN.match(value) is not None
