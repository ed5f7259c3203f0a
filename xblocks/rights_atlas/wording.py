"""Texts for people, in their language: `_("The file {name} is empty.", name=name)`.

The catalogues stand beside the code (`translations/<language>/LC_MESSAGES/`); where one lacks a text, people read the
English one. `speaking` says in which language; without it everything is English. A task of a server has its own
language, since it is kept in a context variable. No Django, no XBlock.
"""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "es", "fr", "pt", "ar")
_spoken: ContextVar[str] = ContextVar("spoken", default="en")
_isolated: ContextVar[bool] = ContextVar("isolated", default=False)


def known_language(tag: str | None) -> str | None:
    """Return which of our languages a tag means ("es-419", "pt_BR.UTF-8", "C"), or None."""
    if not tag:
        return None
    name = tag.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
    if name in ("c", "posix"):
        return "en"
    return name if name in LANGUAGES else None


def spoken() -> str:
    """Return the language in which texts come now."""
    return _spoken.get()


@contextmanager
def speaking(tag: str | None, for_a_page: bool = False) -> Iterator[str]:
    """Let texts come in a language; in English where it is none of ours. Yields the language.

    for_a_page: in a sentence from right to left, put names in Latin letters between Unicode's isolates, so that a
    browser sets both in their order. A terminal gets none: there they are copied along with a path.
    """
    language = known_language(tag) or "en"
    token, isolation = _spoken.set(language), _isolated.set(for_a_page and language == "ar")
    try:
        yield language
    finally:
        _spoken.reset(token)
        _isolated.reset(isolation)


@cache
def _catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """Return a package's catalogue of a language; an empty one where there is none or it is damaged."""
    try:
        with (folder / language / "LC_MESSAGES" / "text.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, UnicodeDecodeError, EOFError):
        return gettext.NullTranslations()


class Words:
    """The texts of one package, by the folder of its catalogues."""

    def __init__(self, folder: Path):
        self.folder = folder

    def text(self, text: str, /, **values: Any) -> str:
        """Return a text in the language spoken, with the values in place of `{name}`.

        A text without values is taken as it is, braces and all.
        """
        return _filled(_catalogue(self.folder, spoken()).gettext(text), text, values)

    def number(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """Return the form of a text that fits a count; `{count}` stands for it."""
        english = one if count == 1 else many
        found = _catalogue(self.folder, spoken()).ngettext(one, many, count)
        return _filled(found, english, {"count": count, **values})


class _Isolating(string.Formatter):
    """Fills a sentence in, with each name in Latin letters isolated."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value as it stands in the sentence."""
        shown = super().format_field(value, format_spec)
        return f"\u2068{shown}\u2069" if re.search("[A-Za-z]", shown) else shown


def _filled(text: str, english: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    try:
        return _Isolating().vformat(text, (), values) if _isolated.get() else text.format(**values)
    except (KeyError, IndexError, ValueError, AttributeError):  # a catalogue that somebody else made
        return english.format(**values)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a text that `_` translates later, where it is shown."""
    return text


_words = Words(Path(__file__).parent / "translations")
_ = _words.text
ngettext = _words.number
