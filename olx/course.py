"""A course's OLX in memory: files, parsed documents, and the tree of blocks that the platform would build.

Reading never fails: what cannot be read is kept as `UnreadableError` for the rules (and for the preview)
to report.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from builder.findings import Finding
from builder.wording import _
from olx.jsonsafe import read_json
from olx.xmlsafe import TooLargeError, UnreadableError, decode, parse_html, parse_xml

T = TypeVar("T")
CONTAINERS = ("course", "chapter", "sequential", "vertical")
# Components of a unit that hold other blocks: a problem bank, a content experiment.
HOLDERS = ("itembank", "library_content", "split_test", "conditional", "randomize", "wrapper", "library_sourced")
PARENTS = CONTAINERS + HOLDERS
NOT_BLOCKS = ("wiki", "show")  # elements of a course and of a conditional that are no blocks
MAX_NESTING = 40  # blocks in blocks; a course has four or five
CHILD_OF = {"course": "chapter", "chapter": "sequential", "sequential": "vertical"}
# Types whose definition may stand in a file of its own: <TYPE url_name="x"/> -> TYPE/x.xml.
POINTER_TYPES = (
    "chapter",
    "sequential",
    "vertical",
    "html",
    "problem",
    "video",
    "discussion",
    "poll_question",
    "word_cloud",
    "annotatable",
    "lti",
    "split_test",
    "library_content",
    "itembank",
    "conditional",
    "randomize",
    "error",
    "about",
    "static_tab",
    "course_info",
)
# The size, in bytes, that a text of the course may have; see the rule `text-size`. What stands in static/ is data.
MAX_TEXT_BYTES = {".html": 200_000, ".xml": 1_000_000, ".json": 1_000_000}
OPTION_NS = "http://code.edx.org/xblock/option"


@dataclass
class Block:
    """One block of the course as the platform would build it.

    element is the definition (the pointer's target, where there is one); pointer is the element that
    names it.
    """

    tag: str
    url_name: str
    element: etree._Element
    path: str
    pointer: etree._Element
    pointer_path: str
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    html_path: str | None = None

    @property
    def line(self) -> int:
        """Line of the definition in `path`."""
        return self.element.sourceline or 1

    @property
    def display_name(self) -> str:
        """Name that learners see ('' when there is none)."""
        return self.element.get("display_name", "")

    def walk(self) -> Iterator[Block]:
        """Yield the block and everything below it, in the order of the course."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestor(self, tag: str) -> Block | None:
        """Return the nearest block of a type at or above this one."""
        block: Block | None = self
        while block is not None and block.tag != tag:
            block = block.parent
        return block


@dataclass(frozen=True)
class HtmlDoc:
    """A piece of HTML of the course: a lesson, a tab, a page about the course, the handouts, an update."""

    path: str
    text: str
    root: etree._Element
    line_offset: int = 0

    def line(self, element: etree._Element) -> int:
        """Line of an element in `path`."""
        return (element.sourceline or 1) + self.line_offset


class Course:
    """A course folder. All paths are POSIX and relative to it.

    follow_all: follow a pointer of any type when its file is there. Studio writes such pointers for blocks that it
    has not installed, and an export is read for what it says, not for what an import would make of it.
    """

    def __init__(self, root: str | os.PathLike[str], follow_all: bool = False):
        self.root = Path(root)
        self.follow_all = follow_all
        self._xml: dict[str, etree._Element | UnreadableError] = {}
        self._html: dict[str, HtmlDoc | UnreadableError] = {}
        self._json: dict[str, object] = {}
        self._memory: dict[str, Any] = {}
        self.found: dict[str, list[Finding]] = {}  # what each rule found, once it has run
        self.last_read = ""  # for a sentence about what could not be understood

    @cached_property
    def files(self) -> dict[str, os.stat_result]:
        """Every file below the course folder (links are not followed), in the order of the path."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            for name in list(folders):
                if os.path.islink(os.path.join(folder, name)):
                    names.append(name)
                    folders.remove(name)
            for name in names:
                full = os.path.join(folder, name)
                found[Path(os.path.relpath(full, self.root)).as_posix()] = os.lstat(full)
        return dict(sorted(found.items()))

    def is_file(self, path: str) -> bool:
        """Tell whether a path names a real file of the course, with the same case."""
        found = self.files.get(path)
        return found is not None and stat.S_ISREG(found.st_mode)

    def data(self, path: str) -> bytes:
        """Return a file's bytes; raise UnreadableError when it is not there."""
        if not self.is_file(path):
            raise UnreadableError(1, _("The file does not exist."))
        self.last_read = path
        return (self.root / path).read_bytes()

    def limit(self, path: str) -> int | None:
        """Return how many bytes a text of the course may have; None for other files. An export is read as it is."""
        counted = not self.follow_all and not path.startswith("static/")
        return MAX_TEXT_BYTES.get(Path(path).suffix) if counted else None

    def _text_data(self, path: str) -> bytes:
        limit = self.limit(path)
        if limit and self.is_file(path) and self.files[path].st_size > limit:
            raise TooLargeError(1, _("The file is larger than {number} kB.", number=limit // 1000))
        return self.data(path)

    def text(self, path: str) -> str:
        """Return a file's text; raise UnreadableError when it is not there, too large or not UTF-8."""
        return decode(self._text_data(path))

    def xml(self, path: str) -> etree._Element:
        """Return the root element of an XML file; raise UnreadableError with the reason."""
        if path not in self._xml:
            try:
                self._xml[path] = parse_xml(self._text_data(path))
            except UnreadableError as error:
                self._xml[path] = error
        found = self._xml[path]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def html(self, path: str) -> HtmlDoc:
        """Return an HTML file; raise UnreadableError with the reason."""
        if path not in self._html:
            try:
                text = self.text(path)
                self._html[path] = HtmlDoc(path, text, parse_html(text))
            except UnreadableError as error:
                self._html[path] = error
            except (etree.ParserError, ValueError) as error:
                self._html[path] = UnreadableError(1, _("The HTML cannot be read ({error}).", error=error))
        found = self._html[path]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def json(self, path: str) -> object:
        """Return the content of a JSON file; raise UnreadableError with the reason."""
        if path not in self._json:
            try:
                self._json[path] = read_json(self.text(path))
            except UnreadableError as error:
                self._json[path] = error
        found = self._json[path]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def xml_or_none(self, path: str) -> etree._Element | None:
        """Return the root element of an XML file, or None."""
        try:
            return self.xml(path)
        except UnreadableError:
            return None

    def json_or(self, path: str, default):
        """Return the content of a JSON file if it is there and of the same type as the default."""
        try:
            found = self.json(path)
        except UnreadableError:
            return default
        return found if isinstance(found, type(default)) else default

    def html_or_none(self, path: str) -> HtmlDoc | None:
        """Return an HTML file, or None."""
        try:
            return self.html(path)
        except UnreadableError:
            return None

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what several rules look at, made once."""
        if name not in self._memory:
            self._memory[name] = make()
        return self._memory[name]

    # --- identity and settings

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """Organisation, course number and run ('' where unknown)."""
        root = self.xml_or_none("course.xml")
        if root is None:
            return ("", "", "")
        return (root.get("org", ""), root.get("course", ""), root.get("url_name", ""))

    @property
    def run(self) -> str:
        """The run, which names course/RUN.xml and policies/RUN/."""
        return self.key[2]

    @property
    def policy_path(self) -> str:
        """Path of the file with the course's settings."""
        return f"policies/{self.run}/policy.json"

    @property
    def grading_path(self) -> str:
        """Path of the file with the graders."""
        return f"policies/{self.run}/grading_policy.json"

    @cached_property
    def policy(self) -> dict:
        """Settings of the course ({} when they cannot be read)."""
        settings = self.json_or(self.policy_path, {}).get(f"course/{self.run}", {})
        return settings if isinstance(settings, dict) else {}

    @cached_property
    def graders(self) -> list[dict]:
        """Graders of the course ([] when they cannot be read)."""
        found = self.json_or(self.grading_path, {}).get("GRADER", [])
        return [grader for grader in found if isinstance(grader, dict)] if isinstance(found, list) else []

    @cached_property
    def tabs(self) -> list[dict]:
        """Tabs of the course as the settings give them."""
        found = self.policy.get("tabs", [])
        return [tab for tab in found if isinstance(tab, dict)] if isinstance(found, list) else []

    # --- blocks

    @cached_property
    def tree(self) -> Block | None:
        """The course block with everything below it, or None when there is no course."""
        pointer = self.xml_or_none("course.xml")
        if pointer is None or not self.run:
            return None
        path = f"course/{self.run}.xml"
        element = self.xml_or_none(path)
        if element is None:
            return None
        block = Block("course", self.run, element, path, pointer, "course.xml")
        self._read_children(block, {path})
        return block

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block that can be read, in the order of the course."""
        return list(self.tree.walk()) if self.tree else []

    def by_tag(self, *tags: str) -> list[Block]:
        """Return the blocks of some types, in the order of the course."""
        return [block for block in self.blocks if block.tag in tags]

    def _read_children(self, parent: Block, seen: set[str], depth: int = 0) -> None:
        if parent.tag not in PARENTS or depth > MAX_NESTING:
            return
        for child in parent.element:
            if not isinstance(child.tag, str) or child.tag in NOT_BLOCKS:
                continue
            block = self._read_block(child, parent, seen)
            if block is not None:
                parent.children.append(block)
                self._read_children(block, seen, depth + 1)

    def _read_block(self, pointer: etree._Element, parent: Block, seen: set[str]) -> Block | None:
        url_name = pointer.get("url_name", "")
        element, path = pointer, parent.path
        path_of_file = definition_path(pointer.tag, url_name)
        follows = pointer.tag in POINTER_TYPES or (self.follow_all and self.is_file(path_of_file))
        if is_pointer(pointer) and follows:
            path = path_of_file
            found = self.xml_or_none(path)
            if found is None or path in seen:
                return None
            seen.add(path)
            element = found
        block = Block(pointer.tag, url_name, element, path, pointer, parent.path, parent)
        if block.tag == "html" and element.get("filename"):
            block.html_path = f"html/{element.get('filename')}.html"
        return block

    # --- HTML of the course

    @cached_property
    def lessons(self) -> list[HtmlDoc]:
        """The HTML files of units that can be read, in the order of the course."""
        paths = [block.html_path for block in self.blocks if block.html_path]
        return [doc for doc in map(self.html_or_none, dict.fromkeys(paths)) if doc]

    @cached_property
    def html_docs(self) -> list[HtmlDoc]:
        """All HTML that learners see, whatever file it stands in."""
        folders = ("html/", "tabs/", "about/", "info/")
        paths = [path for path in self.files if path.endswith(".html") and path.startswith(folders)]
        docs = [doc for doc in map(self.html_or_none, paths) if doc]
        return docs + list(self._inline_html()) + list(self._updates())

    def _inline_html(self) -> Iterator[HtmlDoc]:
        for block in self.blocks:
            if block.tag == "html" and not block.html_path:
                inner = inner_xml(block.element)
                with suppress(UnreadableError):
                    if inner.strip():
                        yield HtmlDoc(block.path, inner, parse_html(inner), block.line - 1)

    def _updates(self) -> Iterator[HtmlDoc]:
        path = "info/updates.items.json"
        for item in self.json_or(path, []):
            if isinstance(item, dict) and isinstance(item.get("content"), str) and item["content"].strip():
                with suppress(UnreadableError):
                    yield HtmlDoc(path, item["content"], parse_html(item["content"]))


def is_pointer(element: etree._Element) -> bool:
    """Tell whether the platform follows an element to a file: url_name and nothing else, no content."""
    return set(element.attrib) == {"url_name"} and len(element) == 0 and not (element.text or "").strip()


def definition_path(tag: str, url_name: str) -> str:
    """Return the file that a pointer names. A colon stands for a folder, as on the platform."""
    return f"{tag}/{url_name.replace(':', '/')}.xml"


def inner_xml(element: etree._Element) -> str:
    """Return the content of an element as text, without its own tag."""
    parts = [etree_text(element.text)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def etree_text(text: str | None) -> str:
    """Return text with its markup characters escaped."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
