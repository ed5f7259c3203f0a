"""What our commands have in common: the language of whoever runs them, on any terminal.

`--language` comes first, then the environment as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG. What is none of
our languages, and a terminal that cannot show the language's letters, gets English.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

from rights_atlas.wording import LANGUAGES, known_language, speaking

import builder
from builder.wording import N_, _

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
LETTERS = {"en": "", "es": "áéíñ¿«", "fr": "àçéœ’«", "pt": "ãçéõ", "ar": "ابت؟"}
# The texts of argparse that a person can meet. Python's own gettext looks them up in our catalogue.
OF_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("%(prog)s: warning: %(message)s\n"),  # from Python 3.13 on
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)


def language_of(words: list[str], environment: Mapping[str, str]) -> str:
    """Return the language that a command's words or the environment ask for; "en" for none of ours."""
    for place, word in enumerate(words):
        if word == "--language":
            return known_language("".join(words[place + 1 : place + 2])) or "en"
        if word.startswith("--language="):
            return known_language(word.partition("=")[2]) or "en"
    for name in VARIABLES:
        if environment.get(name):  # the first that is set decides; it may be a list, "de:es"
            found = (known_language(tag) for tag in environment[name].split(":"))
            return next((language for language in found if language), "en")
    return "en"


def can_show(language: str, encodings: list[str | None]) -> bool:
    """Tell whether streams of these encodings show the letters of a language."""
    try:
        for encoding in encodings:
            LETTERS[language].encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def add_language_option(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Let a command take `--language es`."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=default,
        metavar="TAG",
        help=_("language of the messages: {tags}; else that of the environment", tags=", ".join(LANGUAGES)),
    )


def multilingual(main: Callable[[list[str]], int]) -> Callable[..., int]:
    """Run a command in the language of whoever runs it; a letter that the terminal lacks is shown by its number."""

    @wraps(main)
    def run(arguments: list[str] | None = None) -> int:
        words = sys.argv[1:] if arguments is None else list(arguments)
        streams = [sys.stdout, sys.stderr]
        for stream in streams:
            if hasattr(stream, "reconfigure"):  # not where a test or another program took its place
                stream.reconfigure(errors="backslashreplace")
        language = language_of(words, os.environ)
        if not can_show(language, [getattr(stream, "encoding", None) for stream in streams]):
            language = "en"
        with speaking(language), _argparse_speaking(language):
            return main(words)

    return run


@contextmanager
def _argparse_speaking(language: str) -> Iterator[None]:
    """Let argparse find its own texts in our catalogue, in a language."""
    before, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("text", str(Path(builder.__file__).parent / "translations"))
    gettext.textdomain("text")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before)
        if variable is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = variable
