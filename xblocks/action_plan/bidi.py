"""Direction of texts in a document: which way a paragraph runs, and where letters of the other way stand."""

from __future__ import annotations

import unicodedata

STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str, otherwise: str) -> str:
    """Return "rtl" or "ltr" by the first letter that has a direction, `otherwise` where none has."""
    for letter in text:
        found = STRONG.get(unicodedata.bidirectional(letter))
        if found:
            return found
    return otherwise


def pieces(text: str, base: str) -> list[tuple[str, str]]:
    """Cut a paragraph into pieces of one direction: [(text, "rtl" or "ltr")]. Signs between go with the base."""
    found: list[tuple[str, str]] = []
    for letter in text:
        way = STRONG.get(unicodedata.bidirectional(letter), "")
        if not way:
            way = found[-1][1] if found and letter != " " else base
        if found and found[-1][1] == way:
            found[-1] = found[-1][0] + letter, way
        else:
            found.append((letter, way))
    return found
