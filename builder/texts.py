"""The words of a course: paragraphs without markup and sources, sequences of words that two texts share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from builder.wording import N_
from olx.course import Course, HtmlDoc
from olx.xmlsafe import UnreadableError, parse_html

BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "caption",
    "h3",
    "h4",
    "h5",
    "dt",
    "dd",
    "div",
    "label",
    "choice",
    "option",
    "hint",
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# What an atlas record and a record of a fact file call a reference: cited word for word, so not compared.
CITED_KEYS = {
    "source",
    "sources",
    "title",
    "name",
    "publisher",
    "url",
    "id",
    "instruments",
    "local_name",
    "credits",
}


@dataclass(frozen=True)
class Shared:
    """A sequence of words that stands in two texts."""

    first: str
    second: str
    words: str


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without signs."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def is_cited(element: etree._Element) -> bool:
    """Tell whether an element is a list of sources: other people's titles."""
    return "hrl-sources" in (element.get("class") or "")


def text_of(element: etree._Element, skip: Iterable[str] = ()) -> str:
    """Return the text of an element without lists of sources, reference numbers and the tags to skip.

    Blocks such as paragraphs end with a line break, so that no sentence runs into the next.
    """
    if not isinstance(element.tag, str) or element.tag in skip or is_cited(element):
        return ""
    if element.tag == "sup":
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [text_of(child, skip), child.tail or ""]
    text = "".join(parts)
    return f"\n{text}\n" if element.tag in BLOCKS else text


def paragraphs(doc: HtmlDoc, skip: Iterable[str] = ()) -> list[str]:
    """Return the paragraphs, items and cells of a page as plain text."""
    return [" ".join(line.split()) for line in re.split(r"\n\s*\n", text_of(doc.root, skip)) if line.strip()]


def prose(doc: HtmlDoc) -> str:
    """Return the running text of a page (paragraphs and items), one to a line, each ended by a full stop."""
    lines = paragraphs(doc, skip=("h3", "h4", "h5", "table", "blockquote"))
    return "\n".join(line if re.search(r"[.!?:;]['\"”)]?$", line) else line + "." for line in lines)


def word_count(doc: HtmlDoc) -> int:
    """Return how many words a learner reads on a page, sources left out."""
    return len(words_of(" ".join(paragraphs(doc))))


def strings_of(value: object, key: str = "") -> Iterator[str]:
    """Yield the texts of a JSON value, without references to other people's works."""
    if key in CITED_KEYS:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings_of(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item, key)


def course_texts(course: Course) -> dict[str, list[str]]:
    """Return the texts of a course by file: pages, questions, and the atlas's own sentences."""
    found: dict[str, list[str]] = {}
    for doc in course.html_docs:
        found.setdefault(doc.path, []).extend(paragraphs(doc))
    for block in course.by_tag("problem"):
        found.setdefault(block.path, []).extend(line for line in text_of(block.element).split("\n") if line.strip())
    for path in course.files:
        if re.fullmatch(r"static/atlas[^/]*\.json", path):
            found[path] = list(strings_of(course.json_or(path, {})))
    return found


def folder_texts(folder: Path) -> dict[str, list[str]]:
    """Return the texts of a folder by file: plain text, Markdown, HTML, XML and JSON."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".txt", ".md", ".html", ".xml", ".json") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".json":
            try:
                found[name] = list(strings_of(json.loads(text)))
            except ValueError:
                found[name] = [text]
        elif path.suffix in (".html", ".xml"):
            try:
                found[name] = [text_of(parse_html(text))]
            except UnreadableError:
                found[name] = [text]
        else:
            found[name] = text.split("\n\n")
    return found


class Shingles:
    """Every sequence of n words of some texts, with names and framing sentences taken out."""

    def __init__(self, allowed: Iterable[str], length: int = 8):
        self.length = length
        phrases = sorted((" ".join(words_of(phrase)) for phrase in allowed), key=len, reverse=True)
        self._allowed = re.compile(r"\b(" + "|".join(map(re.escape, phrases)) + r")\b") if phrases else None
        self._first: dict[str, str] = {}

    def pieces(self, texts: Iterable[str]) -> Iterator[list[str]]:
        """Yield the runs of words of the texts between the allowed phrases."""
        for text in texts:
            line = " ".join(words_of(text))
            for piece in self._allowed.sub("\n", line).split("\n") if self._allowed else [line]:
                yield piece.split()

    def add(self, name: str, texts: Iterable[str]) -> None:
        """Remember the sequences of a text."""
        for words in self.pieces(texts):
            for start in range(len(words) - self.length + 1):
                self._first.setdefault(" ".join(words[start : start + self.length]), name)

    def shared(self, name: str, texts: Iterable[str]) -> Iterator[Shared]:
        """Yield what a text shares with the remembered ones, each run of words once and as long as it is."""
        for words in self.pieces(texts):
            start = 0
            while start <= len(words) - self.length:
                other = self._first.get(" ".join(words[start : start + self.length]))
                if other is None or other == name:
                    start += 1
                    continue
                end = start + self.length
                while end < len(words) and " ".join(words[end - self.length + 1 : end + 1]) in self._first:
                    end += 1
                yield Shared(name, other, " ".join(words[start:end]))
                start = end


def phrases_in(path: Path) -> list[str]:
    """Return the lines of a reviewed list, without comments."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def readable_course(folder: Path) -> Course:
    """Return a course, or raise UnreadableError when the folder holds none."""
    course = Course(folder)
    if course.tree is None:
        raise UnreadableError(1, N_("{folder} holds no course."), folder=folder)
    return course
