"""What is still open at the end of a piece of HTML, as a browser reads it (the tokenizer of the HTML standard)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_IN_TAG = re.compile(r"[<>=]")
_AFTER_EQUALS = re.compile(r"\s*")
_NOT_COMMENT = re.compile(r"<[!?]|</(?![A-Za-z])")  # a comment all the same, up to the next >
_END_OF_COMMENT = re.compile(r"--!?>")
# Elements whose inside is text up to their own end tag, whatever stands there. A <noscript> counts: scripts are on.
RAW_TEXT = ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "noscript", "plaintext")
FOREIGN = ("svg", "math")  # inside them those names mean something else


@dataclass(frozen=True)
class LeftOpen:
    """What has no end: where it starts, the signs there, and the element where it is one with text inside."""

    place: int
    mark: str
    tag: str = ""


class _NoEndError(Exception):
    """A tag that is not closed."""


def left_open(text: str) -> LeftOpen | None:
    """Return the first comment, tag or element with text inside that never ends; None where all is closed."""
    place, foreign = text.find("<"), 0
    small = ""
    while place >= 0:
        name = _NAME.match(text, place)
        end = -1
        if text.startswith("<!--", place):
            end = _comment(text, place)
            if end < 0:
                return LeftOpen(place, "<!--")
        elif name:
            tag, closing = name.group(1).lower(), text[place + 1] == "/"
            try:
                end = _tag(text, name.end())
            except _NoEndError:
                return LeftOpen(place, name.group())
            empty = text[end - 2] == "/"
            if tag in FOREIGN and not empty:
                foreign = max(0, foreign - 1) if closing else foreign + 1
            if tag in RAW_TEXT and not closing and not foreign:
                small = small or _small(text)
                end = _end_of(small, tag, end)
                if end < 0:
                    return LeftOpen(place, name.group(), tag)
        elif _NOT_COMMENT.match(text, place):
            end = text.find("]]>" if foreign and text.startswith("<![CDATA[", place) else ">", place)
            if end < 0:
                return LeftOpen(place, text[place : place + 2])
        place = text.find("<", max(end, place + 1))
    return None


def _small(text: str) -> str:
    """Return a text in small letters in which every sign keeps its place."""
    return re.sub("[A-Z]+", lambda found: found.group().lower(), text)


def _comment(text: str, place: int) -> int:
    """Return where a comment ends; -1 where it does not."""
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, place):
            return place + len(short)
    found = _END_OF_COMMENT.search(text, place + 4)
    return found.end() if found else -1


def _tag(text: str, place: int) -> int:
    """Return the place after the > of a tag, from behind its name. A quote counts after an equals sign only.

    A < comes before the > where the > was forgotten.
    """
    while True:
        sign = _IN_TAG.search(text, place)
        if sign is None or sign.group() == "<":
            raise _NoEndError
        place = sign.end()
        if sign.group() == ">":
            return place
        place = _AFTER_EQUALS.match(text, place).end()  # type: ignore[union-attr]
        if text[place : place + 1] in ("'", '"') and text[place : place + 1]:
            place = text.find(text[place], place + 1) + 1
            if not place:
                raise _NoEndError


def _end_of(small: str, tag: str, place: int) -> int:
    """Return where the end tag of an element with text inside starts; -1 where there is none."""
    if tag == "plaintext":
        return -1
    while True:
        place = small.find(f"</{tag}", place)
        if place < 0 or small[place + 2 + len(tag) : place + 3 + len(tag)] in (" ", "\t", "\n", "\f", "/", ">"):
            return place
        place += 1
