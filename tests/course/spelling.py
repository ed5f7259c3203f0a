"""British spelling by a Hunspell dictionary (SCOWL, en_GB with -ise) and one list of the course's words."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from functools import cache
from pathlib import Path

from spylls.hunspell import Dictionary

from builder.rules.problems import responses
from builder.texts import text_of

FOLDER = Path(__file__).parent / "dictionary"
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|/\S+/\S*|[\w-]+(?:\.[\w-]+)+")
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def dictionary() -> Dictionary:
    """Return the British dictionary."""
    return Dictionary.from_files(str(FOLDER / "en_GB"))


@cache
def own_words() -> frozenset[str]:
    """Return the words of the course that the dictionary does not hold."""
    lines = (FOLDER / "course-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def is_known(word: str) -> bool:
    """Tell whether a word is spelt as the dictionary or the course's list has it."""
    word = word.replace("’", "'")
    bare = re.sub(r"'s?$", "", word)
    known = {word, word.lower(), bare, bare.lower()}
    return bool(known & own_words()) or any(dictionary().lookup(form) for form in (word, bare))


def texts(course):
    """Yield (path, text) of all that learners read, without titles of works and links out."""
    for doc in course.html_docs:
        root = deepcopy(doc.root)
        for link in root.xpath(".//a[starts-with(@href, 'https://') or starts-with(@href, 'mailto:')]"):
            link.tag = "cite"
        yield doc.path, text_of(root, skip=("cite",))
    for block in course.by_tag("problem"):
        if responses(block):
            yield block.path, text_of(block.element, skip=("a",))
    for block in course.blocks:
        yield block.path, block.display_name


def is_name(word: str, before: str) -> bool:
    """Tell whether a word is taken for a name: a capital inside a sentence, or capitals throughout."""
    return word[0].isupper() and (word.isupper() or not re.search(r"(^|[.!?:;\n]|[\"'“‘(])\s*$", before))


def misspelt(course) -> dict[str, list[str]]:
    """Return the unknown words with the files they stand in."""
    places: dict[str, set[str]] = defaultdict(set)
    names = set(
        TOKEN.findall(" ".join(city["name"] for city in course.json_or("static/atlas.json", {}).get("cities", [])))
    )
    for path, text in texts(course):
        for found in TOKEN.finditer(ADDRESS.sub(" ", text)):
            word = found.group()
            if is_known(word) or len(word) == 1:
                continue
            if is_name(word, found.string[: found.start()]):
                names.add(re.sub(r"['’]s?$", "", word))
            else:
                places[word].add(path)
    return {word: sorted(paths) for word, paths in sorted(places.items()) if re.sub(r"['’]s?$", "", word) not in names}
