"""The tree of a course's blocks as the platform would build it: pointers followed, broken children with their error.

One reading for the check, the way home and the preview: what one of them calls broken is broken for all.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from olx.errors import N_, MissingError, UnreadableError
from olx.files import Files
from olx.types import follows_pointer, has_children, own_elements

MAX_NESTING = 40  # blocks in blocks; a course has four or five
# Letters of a name in a usage key (opaque-keys, Locator.ALLOWED_ID_CHARS).
KEY_PART = re.compile(r"[\w\-~.:]+\Z")


@dataclass
class Block:
    """One block of the course as the platform would build it.

    element is the definition (the pointer's target, where there is one); pointer is the element that names it. A block
    with an error has no definition: element is the pointer, and it has no children. repeated: a second pointer to a
    definition that is in use; the platform keeps one block for both.
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
    error: UnreadableError | None = None
    repeated: bool = False

    @property
    def counts(self) -> bool:
        """True for a block that can be read, and that does not stand elsewhere already."""
        return self.error is None and not self.repeated

    @property
    def block_type(self) -> str:
        """The tag, under the name that XBlock has for it."""
        return self.tag

    @property
    def line(self) -> int:
        """Line of the definition in `path`."""
        return self.element.sourceline or 1

    @property
    def display_name(self) -> str:
        """Name that learners see ('' when there is none)."""
        return self.element.get("display_name", "")

    @property
    def block_id(self) -> str:
        """Its name in a usage key: url_name. Where there is none, or none that a key can hold, a made one.

        The platform makes one from the content as well (xmodule.modulestore.xml, make_name_unique).
        """
        if KEY_PART.match(self.url_name):
            return self.url_name
        tag = re.sub(r"[^\w-]", "_", etree.QName(self.pointer).localname)
        return f"{tag}_{hashlib.sha1(etree.tostring(self.pointer), usedforsecurity=False).hexdigest()[:12]}"

    @property
    def title(self) -> str:
        """Its display_name, or its name in words."""
        return self.display_name or self.block_id.replace("-", " ").replace("_", " ").capitalize()

    @property
    def is_hidden(self) -> bool:
        """True when the author shows it to the course staff only."""
        return self.element.get("visible_to_staff_only", "").strip().lower() == "true"

    def attribute(self, name: str, default: str | None = None) -> str | None:
        """The raw attribute of the definition, as written."""
        return self.element.get(name, default)

    def walk(self) -> Iterator[Block]:
        """Yield the block and everything below it, in the order of the course."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of_type(self, *tags: str) -> list[Block]:
        """Return the blocks of some types at or below this one."""
        return [block for block in self.walk() if block.tag in tags]

    def ancestor(self, tag: str) -> Block | None:
        """Return the nearest block of a type at or above this one."""
        block: Block | None = self
        while block is not None and block.tag != tag:
            block = block.parent
        return block


def read_tree(files: Files, run: str, follow_all: bool = False) -> Block:
    """Return the course block with everything below it.

    follow_all: see olx.course. Raises UnreadableError when course/RUN.xml cannot be read.
    """
    path = f"course/{run}.xml"
    root = Block("course", run, files.xml(path), path, files.xml("course.xml"), "course.xml")
    _Reader(files, follow_all, {path}).read_children(root)
    return root


class _Reader:
    """Reads blocks below a course. seen: the definitions in use; the platform keeps one block for each."""

    def __init__(self, files: Files, follow_all: bool, seen: set[str]):
        self.files, self.follow_all, self.seen = files, follow_all, seen

    def read_children(self, parent: Block, depth: int = 1) -> None:
        if not has_children(parent.tag) or parent.error is not None:
            return
        for element in parent.element:
            if isinstance(element.tag, str) and element.tag not in own_elements(parent.tag):
                block = self._read(element, parent, depth)
                parent.children.append(block)
                self.read_children(block, depth + 1)

    def _read(self, pointer: etree._Element, parent: Block, depth: int) -> Block:
        block = Block(pointer.tag, pointer.get("url_name", ""), pointer, parent.path, pointer, parent.path, parent)
        try:
            self._check(block, depth)
            self._follow(block)
        except UnreadableError as error:
            block.error = error
        if block.tag == "html" and block.error is None and block.element.get("filename"):
            block.html_path = html_path(block.url_name, block.element.get("filename", ""), self.files)
        return block

    def _check(self, block: Block, depth: int) -> None:
        """Raise UnreadableError for what a platform cannot have as a block."""
        problem = None
        if depth > MAX_NESTING:
            problem = UnreadableError(
                block.line, N_("More than {number} blocks stand in each other."), number=MAX_NESTING
            )
        elif not KEY_PART.match(block.tag):
            name = etree.QName(block.pointer).localname
            problem = UnreadableError(block.line, N_("<{localname}> is no block type."), localname=name)
        elif block.url_name and not KEY_PART.match(block.url_name):
            text = N_("The url_name {name!r} holds a sign that no block's name may have.")
            problem = UnreadableError(block.line, text, name=block.url_name)
        if problem:
            raise problem.at(block.pointer_path)

    def _follow(self, block: Block) -> None:
        """Take the definition from the file that a pointer names. Raises UnreadableError."""
        path = definition_path(block.tag, block.url_name)
        follows = follows_pointer(block.tag) or (self.follow_all and self.files.is_file(path))
        if not (is_pointer(block.pointer) and follows):
            return
        place = (block.pointer_path, block.line)
        if path in self.seen and not has_children(block.tag):
            block.repeated = True
        elif path in self.seen:  # it might hold itself
            text = N_("The file {path} is used already; the second use is lost.")
            raise UnreadableError(place[1], text, path=path).at(place[0])
        try:
            block.element = self.files.xml(path)
        except MissingError as error:
            raise MissingError(path, named_in=place) from error
        block.path = path
        self.seen.add(path)


def is_pointer(element: etree._Element) -> bool:
    """Tell whether the platform follows an element to a file: url_name and nothing else, no content."""
    return set(element.attrib) == {"url_name"} and len(element) == 0 and not (element.text or "").strip()


def definition_path(tag: str, url_name: str) -> str:
    """Return the file that a pointer names. A colon stands for a folder, as on the platform."""
    return f"{tag}/{url_name.replace(':', '/')}.xml"


def html_path(url_name: str, filename: str, files: Files) -> str:
    """Return the file with the text of an html block: beside its definition, or where the platform looks after that.

    As load_definition and backcompat_paths of xmodule/html_block.py have it, for older courses.
    """
    first = path = f"{posixpath.dirname(definition_path('html', url_name))}/{filename}.html"
    if path.endswith(".html.html"):
        path = path.removesuffix(".html")
    while "/" in path and not files.is_file(first):
        if files.is_file(path):
            return path
        path = path.partition("/")[2]
    return first
