"""The white space of new markup: one sentence a line and one block a line in HTML, indentation in XML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from builder.sync.tokens import Token, ends_sentence, starts_sentence

CELLS = ("td", "th")


def sentence_break(before: Token, token: Token, last_word: str) -> bool:
    """Tell whether a line ends between two inline tokens."""
    if not ends_sentence(last_word):
        return False
    return token.kind in ("open", "empty") or (token.kind == "word" and starts_sentence(token.meaning[2]))


def inline_gap(before: Token, token: Token, last_word: str, sentences: bool) -> str:
    """Return the white space between two tokens of running text: none where it would add a space."""
    if not token.meaning[3]:
        return ""
    return "\n" if sentences and sentence_break(before, token, last_word) else " "


def html_gap(before: Token, token: Token) -> str:
    """Return the white space beside a block tag of HTML."""
    if token.kind == "close":
        if token.name in ("p", "h3", "h4", "h5", "h6", "caption", "tr", "thead", "label", *CELLS):
            return ""
        return "\n" if before.is_block and before.kind != "open" else ""
    if token.is_block:
        if token.name in CELLS or (token.name == "tr" and before.name == "thead"):
            return ""
        return "\n"
    return "" if before.kind == "open" and before.is_block else "\n"


class XmlLayout:
    """Indentation of XML by two spaces a level; nothing where an element holds text beside elements."""

    def __init__(self, depth: int = 1):
        self._mixed: list[bool] = [False] * depth

    def gap(self, before: Token | None, token: Token) -> str:
        """Return the white space before a token that stands beside a block tag."""
        depth = len(self._mixed)
        if token.kind == "close" and token.is_block:
            direct = before is not None and before.kind == "open" and before.name == token.name
            return "" if self._mixed[-1] or direct or _is_text(before) else "\n" + "  " * (depth - 1)
        if self._mixed[-1] or not token.is_block:
            return ""
        return "\n" + "  " * depth

    def enter(self, token: Token) -> None:
        """Take a token into account, after its gap was asked for."""
        if not token.is_block:
            self._mixed[-1] = True
        elif token.kind == "open":
            self._mixed.append(False)
        elif token.kind == "close" and len(self._mixed) > 1:
            self._mixed.pop()


LOOK_BACK = 200  # tokens; a word is hardly ever cut into so many


def _is_text(token: Token | None) -> bool:
    return token is not None and not token.is_block


def last_word_of(tokens: Sequence[Token]) -> str:
    """Return the end of the running text: the last words, glued where no space stands between them."""
    parts: list[str] = []
    for token in islice(reversed(tokens), LOOK_BACK):
        if token.is_block:
            break
        if token.kind == "word":
            parts.insert(0, token.meaning[2])
            if token.meaning[3]:
                break
    return "".join(parts)
