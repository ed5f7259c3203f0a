"""`hrl compare FOLDER`: which sequences of words the course and its atlas share with texts from elsewhere.

Facts carry over, sentences do not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.texts import Shingles, course_texts, folder_texts, phrases_in, readable_course
from builder.wording import _, ngettext
from cli.exits import DONE, FOUND, UsageError
from olx.xmlsafe import UnreadableError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "builder" / "data"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the comparison."""
    parser.add_argument("folder", type=Path, help=_("texts to compare with: .txt .md .html .xml .json"))
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR", help=_("course folder"))
    parser.add_argument("--words", type=int, default=8, metavar="N", help=_("length of a sequence"))


def run(args: argparse.Namespace) -> int:
    """Print what is shared, one line each. FOUND: something is."""
    if not args.folder.is_dir():
        raise UsageError(_("{folder} is not a folder.", folder=args.folder))
    if args.words < 1:
        raise UsageError(_("A sequence has one word at least: --words 8."))
    try:
        course = readable_course(args.course)
    except UnreadableError as error:
        raise UsageError(str(error)) from error
    shingles = Shingles(phrases_in(DATA / "names.txt") + phrases_in(DATA / "framing.txt"), args.words)
    for name, texts in folder_texts(args.folder).items():
        shingles.add(str(args.folder / name), texts)
    count = 0
    for name, texts in course_texts(course).items():
        for found in shingles.shared(name, texts):
            count += 1
            print(_("{first}: {words!r} also in {second}", first=found.first, words=found.words, second=found.second))
    total = ngettext(
        "{count} shared sequence(s) of {words} words or more.",
        "{count} shared sequence(s) of {words} words or more.",
        count,
        words=args.words,
    )
    print(total, file=sys.stderr)
    return FOUND if count else DONE
