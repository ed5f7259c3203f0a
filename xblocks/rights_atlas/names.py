"""Names of places and practices: composed letters, and ids made of them in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from anyascii import anyascii

LONGEST_ID = 60


def composed(value: Any) -> Any:
    """Return a value with every text in it composed (Unicode NFC): letters typed on a Mac come apart.

    Lists and dicts are copied, what they hold with them.
    """
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: composed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [composed(item) for item in value]
    return value


def fold(text: str) -> str:
    """Return a text as people compare names: without case, accents and doubled blanks."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def slug(text: str) -> str:
    """Return an id made of a text: lower-case letters a to z, digits, hyphens; at most 60 characters.

    Letters of other scripts are written in Latin ones: Łódź is lodz, Đà Nẵng is da-nang, 東京 is dongjing.
    """
    words = re.findall(r"[a-z0-9]+", anyascii(composed(text)).lower())
    return "-".join(words)[:LONGEST_ID].rstrip("-")


def free_id(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken: the one wanted, or the same with a number behind."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        end = f"-{number}"
        found = wanted[: LONGEST_ID - len(end)].rstrip("-") + end
    return found
