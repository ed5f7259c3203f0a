"""Requests that are larger than one request may be: in pieces, kept for ten minutes in the platform's cache.

A piece is `{"call": id, "piece": 0..of-1, "of": number, "packed": text}`; the texts of all make one `packed` request
(see `studio_atlas.unpack`). A proxy takes 4 MB a request and Django 2.5 MB, an atlas of 5,000 practices has more.
"""

from __future__ import annotations

import re
from typing import Any

from human_rights_mooc import limits
from human_rights_mooc.wording import _

PIECE_CHARACTERS = 700_000  # below 1 MiB, the most that memcached takes in one entry
MOST_PIECES = 40
SECONDS = 600


class NotUnderstoodError(ValueError):
    """A request that no editor of ours sends; the text is marked for translation."""


def joined(data: dict, cache: Any, owner: str) -> tuple[dict | None, dict]:
    """Return (a reply, {}) for a piece that was kept, or (None, the whole request).

    `cache` has `set(key, value, timeout)`, `get_many(keys)` and `delete_many(keys)`; `owner` names the author in this
    course: each has room for one request, so nobody can fill the cache. The last piece is answered with
    `{"missing": [numbers]}` when the cache no longer has all the others. Raises NotUnderstoodError.
    """
    if "piece" not in data:
        return None, data
    call, piece, of, packed = _understood(data)
    if cache is None:
        raise NotUnderstoodError(_("This is too much at once. Save in smaller steps."))
    keys = [f"hrl.pieces.{owner}.{number}" for number in range(of)]
    if piece != of - 1:
        cache.set(keys[piece], (call, packed), SECONDS)
        return {"received": piece}, {}
    kept = cache.get_many(keys[:-1])
    missing = [number for number, key in enumerate(keys[:-1]) if _call_of(kept.get(key)) != call]
    if missing:
        return {"missing": missing}, {}
    cache.delete_many(keys)
    return None, {"packed": "".join([*(kept[key][1] for key in keys[:-1]), packed])}


def _understood(data: dict) -> tuple[str, int, int, str]:
    """Return call, piece, number of pieces and text of a request. Raises NotUnderstoodError."""
    call, piece, of, packed = (data.get(name) for name in ("call", "piece", "of", "packed"))
    named = isinstance(call, str) and re.fullmatch(r"[a-z0-9]{8,40}", call)
    counted = limits.is_whole(of, 2, MOST_PIECES) and limits.is_whole(piece, 0, MOST_PIECES - 1)
    if not (named and counted and isinstance(packed, str) and len(packed) <= PIECE_CHARACTERS):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    if int(piece or 0) >= int(of or 0):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    return str(call), int(piece or 0), int(of or 0), packed


def _call_of(entry: Any) -> str | None:
    return entry[0] if isinstance(entry, tuple) and len(entry) == 2 else None
