"""Reading a course's OLX into a light tree: who stands where, and in which file and line.

Blocks themselves are parsed by their own classes (`preview.parsing`). Files are read again when they change.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree
from opaque_keys.edx.locator import CourseLocator

from preview.places import is_link

CONTAINERS = ("course", "chapter", "sequential", "vertical")


class OlxError(Exception):
    """Something in the course's files that cannot be shown, with its place and what to do.

    The message is translated when it is shown: an error is kept as long as the file stays as it is.
    """

    def __init__(self, path: str, line: int | None, message: str):
        super().__init__(path, line)
        self.path, self.line, self.message = path, line, message

    def __str__(self) -> str:
        """Return place and message as one line."""
        return f"{self.path}:{self.line or 1}: {self.message}"


@dataclass
class Node:
    """One block's place in the course.

    `element` is where it is written, `path` that file, below the course.
    """

    block_type: str
    url_name: str
    path: str
    line: int
    element: etree._Element | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    error: OlxError | None = None

    @property
    def display_name(self) -> str:
        """The name of a container as its author wrote it, or its url_name."""
        name = self.element.get("display_name") if self.element is not None else None
        return name or self.url_name.replace("-", " ").replace("_", " ").capitalize()

    @property
    def is_hidden(self) -> bool:
        """True when the author shows the container to the course staff only."""
        return self.element is not None and self.element.get("visible_to_staff_only") == "true"

    def attribute(self, name: str, default: str | None = None) -> str | None:
        """The raw attribute of the container, as written."""
        return default if self.element is None else self.element.get(name, default)

    def walk(self):
        """Yield this node and everything below it, in the order of the course."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of_type(self, block_type: str) -> list[Node]:
        """Return the nodes of one type at or below this one."""
        return [node for node in self.walk() if node.block_type == block_type]


class FileStore:
    """Files of a course, kept until they change. `signature` is what tells a change: time and size."""

    def __init__(self, root: Path):
        self.root = root
        self._parsed: dict[str, tuple] = {}

    def signature(self, path: str) -> tuple | None:
        """Return the file's time and size, or None when there is no such file."""
        try:
            stat = (self.root / path).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def _cached(self, path: str, read):
        if is_link(self.root, path):
            raise OlxError(path, None, _("This is a link to another file. Put the file itself in its place."))
        signature = self.signature(path)
        known = self._parsed.get(path)
        if known is None or known[0] != signature:
            try:
                known = (signature, read(self.root / path), None)
            except OlxError as error:
                known = (signature, None, error)
            self._parsed[path] = known
        if known[2] is not None:
            raise known[2]
        return known[1]

    def xml(self, path: str) -> etree._Element:
        """Return the root element of an XML file. No DTD, no entities, no network."""
        return self._cached(path, lambda file: _parse_xml(file, path))

    def json(self, path: str):
        """Return the content of a JSON file."""
        return self._cached(path, lambda file: _parse_json(file, path))

    def text(self, path: str) -> str:
        """Return the content of a text file in UTF-8."""
        return self._cached(path, lambda file: _read_text(file, path))


def _read_text(file: Path, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise OlxError(path, None, _("The file is missing. Add it, or take away what points to it.")) from error
    except UnicodeDecodeError as error:
        raise OlxError(path, None, _("The file is not in UTF-8. Save it again as UTF-8.")) from error


def _parse_json(file: Path, path: str):
    try:
        return json.loads(_read_text(file, path))
    except json.JSONDecodeError as error:
        raise OlxError(
            path, error.lineno, format_lazy(_("This is not valid JSON: {reason}."), reason=error.msg)
        ) from error


def _parse_xml(file: Path, path: str) -> etree._Element:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise OlxError(path, None, _("The file is missing. Add it, or take away what points to it.")) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise OlxError(
            path, error.lineno, format_lazy(_("This is not valid XML: {reason}."), reason=error.msg)
        ) from error


class Course:
    """A course as it stands on disk at one moment."""

    def __init__(self, files: FileStore):
        self.files = files
        self.read: dict[str, tuple | None] = {}
        root = self._xml("course.xml")
        missing = [name for name in ("org", "course", "url_name") if not root.get(name)]
        if root.tag != "course" or missing:
            words = format_lazy(_("The course needs the attributes {names}."), names=", ".join(missing))
            raise OlxError("course.xml", root.sourceline, words)
        self.run = root.get("url_name")
        self.key = CourseLocator(root.get("org"), root.get("course"), self.run)
        self.policy_error: OlxError | None = None
        self.policy = self._policy(f"policies/{self.run}/policy.json").get(f"course/{self.run}", {})
        self.grading_policy = self._policy(f"policies/{self.run}/grading_policy.json")
        path = f"course/{self.run}.xml"
        self.root = Node("course", "course", path, 1, self._xml(path))
        self._add_children(self.root)
        self.by_usage = {str(self.usage(node)): node for node in self.root.walk()}
        self.units = self.root.of_type("vertical")

    def usage(self, node: Node):
        """Return the usage key of a node, as a platform makes it."""
        return self.key.make_usage_key(node.block_type, node.url_name)

    def node(self, usage) -> Node | None:
        """Return the node of a usage key, or None."""
        return self.by_usage.get(str(usage))

    def find(self, url_name: str) -> Node | None:
        """Return the first node with this url_name, whatever its type: what /jump_to_id/ does."""
        return next((node for node in self.root.walk() if node.url_name == url_name), None)

    @property
    def name(self) -> str:
        """The course's title."""
        return self.policy.get("display_name") or self.root.attribute("display_name") or str(self.key)

    @property
    def is_current(self) -> bool:
        """False when any file that the tree was read from has changed, come or gone."""
        return all(self.files.signature(path) == seen for path, seen in self.read.items())

    def _xml(self, path: str) -> etree._Element:
        self.read[path] = self.files.signature(path)
        return self.files.xml(path)

    def _policy(self, path: str) -> dict:
        self.read[path] = self.files.signature(path)
        try:
            content = self.files.json(path)
            if not isinstance(content, dict):
                raise OlxError(path, 1, _("The file must hold one JSON object."))
        except OlxError as error:
            self.policy_error = self.policy_error or error
            return {}
        return content

    def _add_children(self, node: Node) -> None:
        assert node.element is not None, "only what was read has children"
        for element in node.element.iterchildren(tag=etree.Element):
            if node.block_type == "course" and element.tag in ("wiki", "textbook", "lti_passport"):
                continue
            child = self._child(node, element)
            node.children.append(child)
            if child.error is None and child.block_type in CONTAINERS:
                self._add_children(child)

    def _child(self, parent: Node, element: etree._Element) -> Node:
        url_name = element.get("url_name")
        child = Node(element.tag, url_name or "", parent.path, element.sourceline, element, parent)
        if not url_name:
            child.url_name = f"no-name-{element.sourceline}"
            child.error = OlxError(
                parent.path, element.sourceline, f"This <{element.tag}> has no url_name. Give it one."
            )
        elif is_pointer(element):
            path = f"{element.tag}/{url_name}.xml"
            try:
                content = self._xml(path)
                child.path, child.line, child.element = path, content.sourceline, content
            except OlxError as error:
                child.element = None
                child.error = _at_pointer(error, parent.path, element.sourceline)
        return child


def _at_pointer(error: OlxError, path: str, line: int) -> OlxError:
    """A missing file is a mistake where it is named as well: say both places."""
    if "missing" not in error.message:
        return error
    return OlxError(error.path, None, f"{error.message} It is named in {path}, line {line}.")


def is_pointer(element: etree._Element) -> bool:
    """True for `<problem url_name="x"/>`: the block stands in a file of that name. As the platform has it.

    Blocks that are not built in never follow a pointer: they stand whole in their vertical.
    """
    if element.tag not in BUILT_IN or len(element) or set(element.attrib) != {"url_name"}:
        return False
    return not (element.text or "").strip()


# Types whose platform classes read a file of their own.
BUILT_IN = {
    "chapter", "sequential", "vertical", "html", "problem", "video", "discussion", "word_cloud",
    "poll_question", "annotatable", "lti", "library_content", "split_test", "conditional", "randomize",
    "about", "static_tab",
}  # fmt: skip


class CourseLoader:
    """Gives the course as it is on disk now; reads again only after a change."""

    def __init__(self, root: Path):
        self.root = root
        self.files = FileStore(root)
        self._course: Course | None = None
        self._lock = threading.Lock()

    def load(self) -> Course:
        """Return the current course. Raises OlxError when the course as a whole cannot be read."""
        with self._lock:
            if self._course is None or not self._course.is_current:
                self._course = Course(self.files)
            return self._course
