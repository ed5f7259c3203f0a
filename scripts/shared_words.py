#!/usr/bin/env python3
"""List the sequences of words that the course and its atlas share with a folder of texts from elsewhere.

Facts carry over, sentences do not: python scripts/shared_words.py FOLDER [--words 8] [--course DIR]
Exit code 0: nothing shared; 1: something is; 2: wrong usage.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from rights_atlas.command_line import add_language_option, multilingual  # noqa: E402

from builder.texts import Shingles, course_texts, folder_texts, phrases_in, readable_course  # noqa: E402
from builder.wording import N_, _, ngettext  # noqa: E402

DATA = ROOT / "builder" / "data"
ABOUT = N_("List the sequences of words that the course and its atlas share with a folder of texts from elsewhere.")


@multilingual
def main(argv: list[str]) -> int:
    """Print what is shared, one line each."""
    parser = argparse.ArgumentParser(description=_(ABOUT))
    parser.add_argument("folder", type=Path, help=_("texts to compare with: .txt .md .html .xml .json"))
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR")
    parser.add_argument("--words", type=int, default=8, metavar="N", help=_("length of a sequence"))
    add_language_option(parser)
    args = parser.parse_args(argv)
    if not args.folder.is_dir():
        parser.error(_("{folder} is not a folder.", folder=args.folder))
    shingles = Shingles(phrases_in(DATA / "names.txt") + phrases_in(DATA / "framing.txt"), args.words)
    for name, texts in folder_texts(args.folder).items():
        shingles.add(str(args.folder / name), texts)
    count = 0
    for name, texts in course_texts(readable_course(args.course)).items():
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
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
