"""Markup cut up in one reading of the text, where a regular expression would read on from each place anew."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

# A tag and its inside up to the next < or >. The name is as long as it can be: there is one way to read it.
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?![\w-])([^<>]*)>")
ATTRIBUTE = re.compile(r"""(\s+)([^\s=>/"']+)(\s*=\s*)("[^"]*"|'[^']*')""")
_NAME = re.compile(r"</?[A-Za-z][\w:.-]*")
_SIGNS = re.compile(r"""[>"']""")
_NOT_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


class Lines:
    """The lines of a text, for places in it."""

    def __init__(self, text: str):
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def at(self, place: int) -> int:
        """Return the number of the line in which a place stands; the first is 1."""
        return bisect_left(self._ends, place) + 1


def line_of(text: str, word: str) -> int:
    """Return the line of a text where a word stands first (1 when it does not)."""
    return text.count("\n", 0, max(0, text.find(word))) + 1


def spans(text: str, opening: str, ending: str) -> Iterator[tuple[int, int]]:
    """Yield where each piece from `opening` to the next `ending` starts and ends, both marks in it."""
    start = text.find(opening)
    while start >= 0:
        end = text.find(ending, start + len(opening))
        if end < 0:
            return
        end += len(ending)
        yield start, end
        start = text.find(opening, end)


def without_comments(text: str) -> str:
    """Return markup with spaces for its comments: every other character stays in its place and its line."""
    parts, last = [], 0
    for start, end in spans(text, "<!--", "-->"):
        parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join(parts) + text[last:]


class _Tags:
    """Where the tags of a text end. A > in quotes ends none; a tag in which a quote stays open has no end."""

    def __init__(self, text: str):
        self._text = text
        self._signs = [found.start() for found in _SIGNS.finditer(text)]
        self._next: dict[str, list[int]] = {quote: self._places(quote) for quote in "\"'"}
        self._known: dict[int, int] = {}

    def _places(self, quote: str) -> list[int]:
        return [place for place in self._signs if self._text[place] == quote]

    def end(self, place: int) -> int:
        """Return the place after the > of a tag whose inside starts at a place; -1 when there is none."""
        passed, found = [], -1
        number = bisect_left(self._signs, place)
        while number < len(self._signs):
            sign = self._signs[number]
            if sign in self._known:
                found = self._known[sign]
                break
            passed.append(sign)
            quote = self._text[sign]
            if quote == ">":
                found = sign + 1
                break
            same = self._next[quote]
            closing = bisect_left(same, sign + 1)
            if closing == len(same):
                break
            number = bisect_left(self._signs, same[closing] + 1)
        self._known |= dict.fromkeys(passed, found)
        return found


def pieces(text: str) -> Iterator[str]:
    """Cut a text into tags, comments, CDATA, declarations and the text between; joined they are the text again.

    A < that begins none of them is a piece of its own.
    """
    tags: _Tags | None = None
    missing: set[str] = set()  # ends that do not come any more
    place = 0
    while place < len(text):
        if text[place] != "<":
            end = text.find("<", place)
            end = len(text) if end < 0 else end
        else:
            end = _not_markup(text, place, missing)
            name = _NAME.match(text, place)
            if end < 0 and name:
                tags = tags or _Tags(text)
                end = tags.end(name.end())
            end = end if end >= 0 else place + 1
        yield text[place:end]
        place = end


def _not_markup(text: str, place: int, missing: set[str]) -> int:
    for opening, ending in _NOT_MARKUP:
        if text.startswith(opening, place) and opening not in missing:
            end = text.find(ending, place + len(opening))
            if end >= 0:
                return end + len(ending)
            missing.add(opening)
    return -1


def attributes(text: str, place: int = 0) -> Iterator[re.Match[str]]:
    """Yield the quoted attributes that follow each other from a place: space, name, equals sign, quoted value."""
    found = ATTRIBUTE.match(text, place)
    while found:
        yield found
        found = ATTRIBUTE.match(text, found.end())
