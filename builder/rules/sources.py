"""Statements of fact: each year and each count carries the number of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlparse

from lxml import etree

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course, HtmlDoc

EXCEPTIONS = Path(__file__).resolve().parent.parent / "data" / "sourcing_exceptions.txt"
REFERENCE = re.compile(r"\[(\d+(?:\s*[,–-]\s*\d+)*)\]")
YEAR = re.compile(r"(?<![\d.,/])(1[4-9]\d\d|20\d\d)(?![\d/])")
COUNT = re.compile(r"(?<![\w/.-])\d[\d., ]*(?:\s?%)?|\b\d+(?:st|nd|rd|th)\b")
WORD_COUNT = re.compile(r"\b(thousands?|millions?|billions?|per cent|percent)\b", re.I)
# Said to be made up for the exercise: there is nothing to look up.
INVENTED = re.compile(r"\b(imagin\w+|invented|fictional|made-up|suppose)\b", re.I)
SYMBOL = re.compile(
    r"\b(?:A|E|S|ST|CCPR|CEDAW|CERD|CRC|CRPD|CMW|CAT|HRI|HR|TD|DP)/[A-Za-z0-9()]+(?:[/.-][A-Za-z0-9()]+)*"
)
MOST_SOURCES = 1_000  # that one pair of brackets can name: [1-999999999] is a slip of the keyboard
UN_HOSTS = ("undocs.org", "docs.un.org", "documents.un.org", "daccess-ods.un.org", "digitallibrary.un.org")


@cache
def exceptions() -> tuple[re.Pattern[str], ...]:
    """Return the reviewed patterns of numbers that need no source."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(re.compile(line, re.I) for line in lines if line.strip() and not line.startswith("# "))


def sourced_lessons(course: Course) -> Iterator[HtmlDoc]:
    """Yield the lesson files of the six blocks."""
    for doc in course.html_docs:
        if re.fullmatch(r"html/block-[^/]*\.html", doc.path):
            yield doc


def own_text(element: etree._Element) -> str:
    """Return an element's text without that of paragraphs, items and cells inside it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("p", "li", "td", "ul", "ol", "table", "div"):
            parts.append(own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def facts_in(text: str) -> list[str]:
    """Return the years and counts of a text that need a source."""
    text = REFERENCE.sub(" ", text)
    for pattern in exceptions():
        text = pattern.sub(" ", text)
    if INVENTED.search(text):
        return []
    return [found.group().strip(" .,") for found in COUNT.finditer(text)] + WORD_COUNT.findall(text)


class _Said:
    """What the text of an element holds, looked up once for all that stand in it."""

    def __init__(self) -> None:
        self._known: dict[tuple[re.Pattern[str], etree._Element], bool] = {}

    def in_text(self, pattern: re.Pattern[str], element: etree._Element) -> bool:
        """Tell whether a pattern stands in the text of an element."""
        if (pattern, element) not in self._known:
            self._known[pattern, element] = pattern.search("".join(element.itertext())) is not None
        return self._known[pattern, element]


def _is_referenced(element: etree._Element, said: _Said) -> bool:
    """Tell whether the element carries the number of a source or links one; in a cell, its row or caption."""
    if REFERENCE.search(own_text(element)) or element.xpath("./a[starts-with(@href, 'https://')]"):
        return True
    if element.tag == "td":
        row = element.getparent()
        captions = element.xpath("ancestor::table[1]/caption")
        around = [row, *captions] if row is not None else captions
        return any(said.in_text(REFERENCE, item) for item in around)
    return False


def _in(element: etree._Element, name: str) -> bool:
    return bool(element.xpath(f"ancestor-or-self::*[contains(concat(' ', @class, ' '), ' {name} ')]"))


def _is_invented(element: etree._Element, root: etree._Element, said: _Said) -> bool:
    """Tell whether the box around an element, or the line before it, says that the example is made up."""
    for box in element.iterancestors("div", "blockquote", "table"):
        if box is root:
            return False
        before = box.getprevious()
        around = [box] if before is None else [box, before]
        if any(said.in_text(INVENTED, item) for item in around):
            return True
    return False


@rule("fact-sourced", profile=HOUSE)
def fact_sourced(course: Course) -> Iterator[Remark]:
    """A year or a figure without its source cannot be checked, corrected or trusted."""
    for doc in sourced_lessons(course):
        said = _Said()
        for element in doc.root.iter("p", "li", "td"):
            text = own_text(element)
            if not any(character.isdigit() for character in text) and not WORD_COUNT.search(text):
                continue
            if _in(element, "hrl-sources") or _is_referenced(element, said) or _is_invented(element, doc.root, said):
                continue
            found = facts_in(text)
            if _in(element, "hrl-task"):  # "name three groups" is an instruction, not a fact
                found = [fact for fact in found if YEAR.fullmatch(fact)]
            if found:
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _(
                        "No source for {names} in {passage!r}.",
                        names=", ".join(map(repr, found)),
                        passage=" ".join(text.split())[:60],
                    ),
                    _("Add <sup>[1]</sup> with the number of the source in the list at the end."),
                )


@rule("source-numbers", profile=HOUSE)
def source_numbers(course: Course) -> Iterator[Remark]:
    """A number in brackets that has no entry in the list of sources leads nowhere; an unused entry proves
    nothing.
    """
    for doc in course.html_docs:
        lists = doc.root.xpath(".//ol[contains(@class, 'hrl-sources')]")
        entries = sum(len(item.findall("li")) for item in lists)
        used: set[int] = set()
        for element in doc.root.iter("sup"):
            for found in REFERENCE.finditer("".join(element.itertext())):
                numbers = _numbers(found.group(1))
                used |= numbers
                for number in sorted(numbers):
                    if number > entries or number < 1:
                        yield Remark(
                            doc.path,
                            doc.line(element),
                            _("[{number}] is not in the list of sources.", number=number),
                            _("Add the source, or correct the number."),
                        )
        for number in sorted(set(range(1, entries + 1)) - used):
            yield Remark(
                doc.path,
                doc.line(lists[0]),
                _("Source {number} is not used in the text.", number=number),
                _("Put <sup>[{number}]</sup> after what it supports, or remove it.", number=number),
            )


def _numbers(text: str) -> set[int]:
    found: set[int] = set()
    for part in text.split(","):
        ends = [int(number[:9]) for number in re.findall(r"\d+", part)]
        found.update(range(ends[0], min(ends[-1], ends[0] + MOST_SOURCES) + 1))
    return found


@rule("source-symbol", profile=HOUSE)
def source_symbol(course: Course) -> Iterator[Remark]:
    """UN addresses change; a document's symbol does not, and https://undocs.org/SYMBOL finds it for ever."""
    for doc in course.html_docs:
        for link in doc.root.iter("a"):
            host = (urlparse(link.get("href") or "").hostname or "").removeprefix("www.")
            if host not in UN_HOSTS:
                continue
            item = next((up for up in link.iterancestors("li", "p", "td")), link)
            if not SYMBOL.search("".join(item.itertext())):
                yield Remark(
                    doc.path,
                    doc.line(link),
                    _("The reference to {href} does not give the document's symbol.", href=link.get("href")),
                    _("Write the symbol, for example A/HRC/42/22, and link https://undocs.org/A/HRC/42/22."),
                )
            elif host != "undocs.org":
                yield Remark(
                    doc.path,
                    doc.line(link),
                    _("The UN document is linked by {host}.", host=host),
                    _("Link https://undocs.org/ and the symbol."),
                )
