"""Checks of tags: a theme, right, group or goal stands only where a word of the record bears it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ..findings import Finding
from ..model import CARD_FILE
from ..tables import read_table
from ..wording import _
from .view import Record, View, warning

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
KINDS = ("themes", "rights", "groups", "sdgs")


class Words:
    """The words of a record, ready to be asked for single words, beginnings and phrases."""

    def __init__(self, text: str):
        as_written = [word.replace("’", "'") for word in _WORD.findall(text)]
        parts = [part for word in as_written if "-" in word for part in word.split("-")]
        self._sorted = {
            True: sorted({*as_written, *parts}),
            False: sorted({word.casefold() for word in (*as_written, *parts)}),
        }
        self._text = {True: f" {' '.join(as_written)} "}
        self._text[False] = self._text[True].casefold()

    def bear(self, entry: str) -> bool:
        """Return whether a word or phrase of the list stands in the record. A star is the rest of a word."""
        cased = entry != entry.lower()
        entry = entry.replace("’", "'")
        stem = entry.rstrip("*")
        if " " in stem:
            return f" {stem}" in self._text[cased] if entry != stem else f" {stem} " in self._text[cased]
        words = self._sorted[cased]
        place = bisect_left(words, stem)
        if place == len(words):
            return False
        return words[place].startswith(stem) if entry != stem else words[place] in (stem, stem + "'s")


@cache
def word_list(kind: str, term: str) -> tuple[str, ...] | None:
    """Return the reviewed words that bear a tag, or None for a term that has no list."""
    entries = read_table("tag_words")[kind].get(term)
    return tuple(entries) if entries else None


def own_words(practice: Record, body: Record | None) -> Words:
    """Return the words of a practice's own text: title, summary, body and the names of its instruments."""
    texts = [practice["title"], practice["summary"]]
    if body:
        texts += [
            body[name] for name in ("problem", "action", "participants", "basis", "results", "limits") if name in body
        ]
        texts += body["instruments"]
    return Words("\n".join(texts))


def unborne_tags(practice: Record, body: Record | None) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (kind, term, words that would bear it) for each tag that no word of the record bears."""
    words = own_words(practice, body)
    found = []
    for kind in KINDS:
        for term in practice[kind]:
            entries = word_list(kind, str(term))
            if entries and not any(words.bear(entry) for entry in entries):
                found.append((kind, str(term), entries))
    return found


def check_tags_borne(view: View) -> Iterator[Finding]:
    """Every theme, right, group and goal of a practice is borne by a word of its text."""
    for practice, body in view.with_bodies():
        if body is None:
            continue
        for kind, term, entries in unborne_tags(practice, body):
            label = _("SDG {number}", number=term) if kind == "sdgs" else repr(term)
            message = _("No word of the text bears {label}.", label=label)
            action = _(
                "Take it out, or say it in a sourced sentence (for example: {names}).", names=", ".join(entries[:6])
            )
            yield warning(CARD_FILE, practice, kind, message, action, rule="check_tags_borne")


def check_theme_goals(view: View) -> Iterator[Finding]:
    """A theme and the goals agree: gender equality goes with SDG 5, education with SDG 4, and so on."""
    pairs = read_table("tag_words")["theme_sdgs"]
    for practice in view.practices:
        for theme in practice["themes"]:
            goals = pairs.get(theme)
            if goals and not set(goals) & set(practice["sdgs"]):
                message = _("The theme {theme!r} stands without its goal.", theme=theme)
                word = _("or")
                either = f" {word} ".join(map(str, goals))
                action = _("Add SDG {names}, or take the theme out.", names=either)
                yield warning(CARD_FILE, practice, "sdgs", message, action, rule="check_theme_goals")
