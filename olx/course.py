"""A course's OLX in memory: its files, its settings, and the tree of blocks that the platform would build.

Reading never fails: what cannot be read is kept as `UnreadableError` for the rules, the way home and the preview to
report.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from olx.errors import N_, UnreadableError
from olx.files import MAX_TEXT_BYTES, Files, HtmlDoc
from olx.starttags import OPTION_NS
from olx.tree import Block, definition_path, is_pointer, read_tree
from olx.xmlsafe import parse_html

T = TypeVar("T")
__all__ = [
    "MAX_TEXT_BYTES",
    "OPTION_NS",
    "Block",
    "Course",
    "HtmlDoc",
    "Loader",
    "definition_path",
    "etree_text",
    "inner_xml",
    "is_pointer",
]


class Course:
    """A course folder as it stands at one moment. All paths are POSIX and relative to it.

    follow_all: follow a pointer of any type when its file is there. Studio writes such pointers for blocks that it
    has not installed, and an export is read for what it says, not for what an import would make of it.
    before: the course as it was read earlier; what did not change since is not read again.
    """

    def __init__(self, root: str | os.PathLike[str], follow_all: bool = False, before: Course | None = None):
        self.root = Path(root)
        self.follow_all = follow_all
        known = before.files if before is not None else None
        self.files: Files = Files(self.root, limited=not follow_all, before=known)
        self._memory: dict[str, Any] = {}
        self.is_file, self.data, self.limit = self.files.is_file, self.files.data, self.files.limit
        self.text, self.xml, self.html, self.json = self.files.text, self.files.xml, self.files.html, self.files.json

    @property
    def last_read(self) -> str:
        """The file that was read last, for a sentence about what could not be understood."""
        return self.files.last_read

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
    def policy_error(self) -> UnreadableError | None:
        """What is wrong with the settings or the graders as files, or None."""
        for path in (self.policy_path, self.grading_path):
            try:
                if not isinstance(self.json(path), dict):
                    return UnreadableError(1, N_("The file does not hold what the platform expects.")).at(path)
            except UnreadableError as error:
                return error
        return None

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
    def _tree(self) -> Block | UnreadableError:
        try:
            root = self.xml("course.xml")
            if root.tag != "course" or not all(self.key):
                text = N_("course.xml must hold org, course and url_name and nothing else.")
                raise UnreadableError(root.sourceline or 1, text).at("course.xml")
            return read_tree(self.files, self.run, self.follow_all)
        except UnreadableError as error:
            return error

    @property
    def tree(self) -> Block | None:
        """The course block with everything below it, broken blocks as well; None when there is no course."""
        return self._tree if isinstance(self._tree, Block) else None

    @property
    def error(self) -> UnreadableError | None:
        """Why there is no course, or None."""
        return self._tree if isinstance(self._tree, UnreadableError) else None

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block that can be read, in the order of the course, and once."""
        return [block for block in self.tree.walk() if block.counts] if self.tree else []

    def by_tag(self, *tags: str) -> list[Block]:
        """Return the blocks of some types that can be read, in the order of the course."""
        return [block for block in self.blocks if block.tag in tags]

    def error_of(self, block: Block) -> UnreadableError | None:
        """Return why a block cannot be shown, its text included, or None."""
        if block.error is not None or block.html_path is None:
            return block.error
        try:
            self.text(block.html_path)
        except UnreadableError as error:
            error.named_in = (block.path, block.line)
            return error
        return None

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


class Loader:
    """Gives a course as it is on disk now; reads again only what changed. For a server: several threads may ask."""

    def __init__(self, root: Path):
        self.root = root
        self._course: Course | None = None
        self._lock = threading.Lock()

    def load(self) -> Course:
        """Return the current course."""
        with self._lock:
            if self._course is None or not self._course.files.are_current:
                self._course = Course(self.root, before=self._course)
                _ = self._course.tree  # read now, so that what it asked for is watched
            return self._course


def inner_xml(element: etree._Element) -> str:
    """Return the content of an element as text, without its own tag."""
    parts = [etree_text(element.text)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def etree_text(text: str | None) -> str:
    """Return text with its markup characters escaped."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
