"""Texts that a merge or a wrong encoding has damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course
from olx.markup import Lines
from olx.xmlsafe import UnreadableError

TEXTS = (".xml", ".html", ".json", ".srt", ".vtt", ".txt", ".css", ".csv", ".svg", ".md")
READ = (".srt", ".vtt", ".txt", ".csv", ".svg", ".md")  # of static/: what learners read
CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S", re.M)
# Bytes of UTF-8 read one by one, as Windows-1252 or Latin-1: the second and later ones.
LATER = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
# Such a sign that may well follow a capital letter in a good text: AMANHÃ", CAFÉ».
PLAIN = "\u00a0\u00aa\u00ab\u00ae\u00b0\u00b7\u00ba\u00bb\u2013\u2014\u2018-\u201e\u2026\u2039\u203a\u2122"
GARBLED = re.compile(
    rf"\u00e2[\u0080\u20ac][{LATER}]|[\u00c2\u00c3][{LATER}]|(?:[\u00d0\u00d1\u00d8\u00d9][{LATER}]){{3}}"
)
DOUBTFUL = re.compile(rf"[\u00c2\u00c3][{PLAIN}]")
LOST = "\ufffd"


def _texts(course: Course) -> Iterator[tuple[str, str]]:
    """Yield path and text of each text file of the course that can be read."""
    for path in course.files:
        if path.endswith(TEXTS) and course.is_file(path):
            try:
                yield path, course.text(path)
            except UnreadableError:
                continue


@rule("merge-conflict")
def merge_conflict(course: Course) -> Iterator[Remark]:
    """Signs that git left at a conflict break a file of settings or blocks, and learners read them in a lesson.

    The import takes a lesson as it is; a block or a policy that cannot be read is left out.
    """
    for path, text in _texts(course):
        found = CONFLICT.search(text)
        if found:
            yield Remark(
                path,
                Lines(text).at(found.start()),
                _("Here are the signs of a conflict of git, and two versions of the text."),
                _("Keep the right version, and remove the lines with <<<<<<<, ======= and >>>>>>>."),
            )


@rule("text-encoding", profile=HOUSE)
def text_encoding(course: Course) -> Iterator[Remark]:
    """A text that was read in a wrong encoding and saved again shows Ã© for é to learners, on every platform.

    Where letters could not be read at all, they were replaced by U+FFFD, and nothing brings them back but the source.
    """
    for path, text in _texts(course):
        if path.startswith("static/") and not path.endswith(READ):
            continue  # a program may hold any sign
        lines: Lines | None = None
        for found in GARBLED.finditer(text):
            if _is_garbled(text, found):
                lines = lines or Lines(text)
                yield Remark(
                    path,
                    lines.at(found.start()),
                    _("{words!r} is a text that was read in a wrong encoding.", words=_around(text, found.start())),
                    _("Write the right letters, and save the file as UTF-8."),
                )
                break
        place = text.find(LOST)
        if place >= 0:
            yield Remark(
                path,
                (lines or Lines(text)).at(place),
                _("A letter was lost here (U+FFFD): {words!r}.", words=_around(text, place)),
                _("Write the letter."),
            )


def _is_garbled(text: str, found: re.Match[str]) -> bool:
    """Tell whether signs are bytes of UTF-8 for one letter. A capital letter and a quotation mark are, after a small
    letter only.
    """
    try:
        bytes(_byte(sign) for sign in found.group()).decode("utf-8")
    except (UnicodeError, ValueError):
        return False
    before = text[found.start() - 1 : found.start()]
    return not DOUBTFUL.fullmatch(found.group()) or before.islower()


def _byte(sign: str) -> int:
    return ord(sign) if ord(sign) < 256 else sign.encode("cp1252")[0]


def _around(text: str, place: int) -> str:
    return " ".join(text[max(0, place - 15) : place + 15].split())
