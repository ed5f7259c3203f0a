"""Read JSON that somebody else wrote: no key twice, bounded nesting, letters and numbers that can be written again."""

from __future__ import annotations

import json
import re

from olx.errors import N_, UnreadableError

MAX_DEPTH = 100
LARGEST = 2**63
TOO_DEEP = N_("The JSON is nested too deeply.")


def read_json(text: str) -> object:
    """Return what a JSON text says; raise UnreadableError with the line and the reason."""
    try:
        found = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise UnreadableError(error.lineno, N_("The JSON cannot be read ({msg})."), msg=error.msg) from None
    except RecursionError:
        raise UnreadableError(1, TOO_DEEP) from None
    except ValueError:  # a number of thousands of digits
        raise UnreadableError(1, N_("The JSON holds a number that is too large.")) from None
    _look_at(found, "\\u" in text)
    return found


def _look_at(value: object, escapes: bool) -> None:
    """Raise UnreadableError for what json takes and nobody else does."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableError(1, TOO_DEEP)
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item, *item.values()]
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str):
                half = escapes and re.search("[\ud800-\udfff]", item)
                if half:
                    raise UnreadableError(1, N_("The JSON holds half of a letter: {sign}."), sign=ascii(half.group()))
            elif isinstance(item, (int, float)) and not abs(item) < LARGEST:  # infinity is larger
                raise UnreadableError(1, N_("The JSON holds a number that is too large."))
        level = below


def _no_number(word: str) -> float:
    raise UnreadableError(1, N_("{word} is no number in JSON."), word=word)


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict:
    found: dict = {}
    for name, value in pairs:
        if name in found:
            raise UnreadableError(1, N_("The JSON has the key {name!r} twice; the first one is lost."), name=name)
        found[name] = value
    return found
