"""From a node of the tree to a block's authored fields, by the block's own class.

The class parses its own OLX, as it does when a platform imports it; what it sets is kept until a file that it
read changes.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from fs.errors import ResourceNotFound
from lxml import etree
from opaque_keys import InvalidKeyError
from xblock.fields import Scope, ScopeIds, UserScope
from xblock.runtime import IdGenerator, IdReader, KeyValueStore, KvsFieldData, Runtime

from olx.errors import N_, TooLargeError, UnreadableError
from olx.files import file_at
from preview.classes import MIXED_FIELDS, MIXINS, load_class
from preview.extracted import LegacyXmlMixin, deserialize_field
from preview.olx import Course, Node

log = logging.getLogger(__name__)


@dataclass
class Parsed:
    """Authored fields of a block and of the blocks inside it, as JSON values, by usage key."""

    fields: dict[str, dict] = field(default_factory=dict)
    files: dict[str, tuple | None] = field(default_factory=dict)
    error: UnreadableError | None = None


class CourseFiles:
    """The course's folder as a block sees it (`resources_fs`).

    Remembers what was read. Nothing outside is read.
    """

    def __init__(self, course: Course):
        self.course = course
        self.root_path = str(course.files.root)
        self.read: dict[str, tuple | None] = {}

    def _inside(self, path: str) -> Path | None:
        self.read[path] = self.course.files.signature(path)
        return file_at(self.course.files.root, path)

    def exists(self, path: str) -> bool:
        """True when the course has this file."""
        return self._inside(path) is not None

    def open(self, path: str, mode: str = "rb", encoding: str | None = None):
        """Open a file for reading. Raises `fs.errors.ResourceNotFound` as the platform's file system does."""
        target = self._inside(path)
        if target is None or "w" in mode:
            raise ResourceNotFound(path)
        return target.open("r", encoding=encoding) if encoding else target.open("rb")


class AuthoredStore(KeyValueStore):
    """Keeps what a class sets while it parses. Learner state in OLX is dropped."""

    def __init__(self):
        self.values: dict[str, dict] = {}

    def _of(self, key) -> dict:
        return self.values.setdefault(str(key.block_scope_id), {})

    def get(self, key):
        return self._of(key)[key.field_name]

    def set(self, key, value):
        if key.scope in (Scope.children, Scope.parent) or key.scope.user == UserScope.NONE:
            self._of(key)[key.field_name] = value

    def delete(self, key):
        del self._of(key)[key.field_name]

    def has(self, key):
        return key.field_name in self._of(key)


class Identities(IdReader, IdGenerator):
    """A usage key names a block and its definition alike; its type stands in it."""

    def __init__(self, course_key):
        self.course_key = course_key

    def get_definition_id(self, usage_id):
        return usage_id

    def get_block_type(self, def_id):
        return def_id.block_type

    def get_usage_id_from_aside(self, aside_id):
        return aside_id.usage_id

    def get_definition_id_from_aside(self, aside_id):
        return aside_id.definition_id

    def get_aside_type_from_usage(self, aside_id):
        return aside_id.aside_type

    def get_aside_type_from_definition(self, aside_id):
        return aside_id.aside_type

    def create_usage(self, def_id):
        return def_id

    def create_definition(self, block_type, slug=None):
        return self.course_key.make_usage_key(block_type, slug or "no-name")

    def create_aside(self, definition_id, usage_id, aside_type):
        raise NotImplementedError


class ParsingRuntime(Runtime):
    """What a block's class needs to read its OLX, and nothing else."""

    def __init__(self, course: Course, files: CourseFiles, store: AuthoredStore):
        identities = Identities(course.key)
        super().__init__(
            id_reader=identities,
            id_generator=identities,
            mixins=MIXINS,
            services={"field-data": KvsFieldData(store)},
        )
        self.course_key = course.key
        self.resources_fs = files

    def load_block_type(self, block_type):
        return load_class(block_type)

    def parse_asides(self, *_args):
        """Asides are none of the preview's business."""
        return []

    def get_asides(self, _block):
        return []

    def get_policy(self, _usage_id):
        """`policy.json` reaches a block through inheritance, see `preview.runtime`."""
        return {}

    def error_tracker(self, message):
        """Where the extracted html block sends its warnings."""
        log.warning(message)

    def parse_node(self, node: etree._Element, parent=None):
        """Parse one element (or what its pointer points to) and what is in it; return the usage key."""
        usage = self.course_key.make_usage_key(node.tag, node.get("url_name") or f"no-name-{node.sourceline}")
        node.attrib.pop("xblock-family", None)
        block_class = self.mixologist.mix(self.load_block_type(node.tag))
        if not issubclass(block_class, LegacyXmlMixin):
            # A class of the newer kind takes every attribute for a field.
            node.attrib.pop("url_name", None)
        block = block_class.parse_xml(node, self, ScopeIds(None, node.tag, usage, usage))
        block.parent = parent
        block.save()
        return usage

    def add_node_as_child(self, block, node):
        block.children.append(self.parse_node(node, block.scope_ids.usage_id))

    def handler_url(self, *_args, **_kwargs):
        raise NotImplementedError

    resource_url = local_resource_url = publish = handler_url


class ParseCache:
    """Parsed blocks of a course, by usage key."""

    def __init__(self):
        self._known: dict[str, tuple[etree._Element | None, Parsed]] = {}
        self._lock = threading.RLock()

    def get(self, course: Course, node: Node) -> Parsed:
        """Return the authored fields of a leaf of the tree. An error is kept in the answer, not raised."""
        broken = course.read.error_of(node)
        # How large a text may be is a rule of ours; a platform reads it, and so does its block.
        if broken is not None and not isinstance(broken, TooLargeError):
            return Parsed(error=broken)
        usage = str(course.usage(node))
        with self._lock:
            known = self._known.get(usage)
            if known is not None:
                element, parsed = known
                unchanged = element is node.element
                if unchanged and all(course.files.signature(path) == seen for path, seen in parsed.files.items()):
                    return parsed
            parsed = parse(course, node)
            self._known[usage] = (node.element, parsed)
            return parsed


def parse(course: Course, node: Node) -> Parsed:
    """Let the class of a leaf read its OLX."""
    files = CourseFiles(course)
    store = AuthoredStore()
    runtime = ParsingRuntime(course, files, store)
    if node.element is not node.pointer and issubclass(load_class(node.block_type), LegacyXmlMixin):
        # The class follows the pointer itself, with the platform's own parser.
        element = etree.Element(node.block_type, url_name=node.url_name)
    else:
        # A class may change the element while it reads it, and the tree keeps the original. The platform's
        # parser drops white space between elements.
        parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
        element = etree.fromstring(etree.tostring(node.element, with_tail=False), parser)
        element.set("url_name", node.block_id)
    try:
        runtime.parse_node(element)
    except UnreadableError as error:
        return Parsed(files=files.read, error=error)
    except Exception as error:  # noqa: BLE001  any class may raise anything on what an author wrote
        log.exception("%s cannot be read", node.path)
        return Parsed(files=files.read, error=(_wrong_attribute(node) or _why_unreadable(node, error)).at(node.path))
    return Parsed(store.values, files.read)


# What speaks of code, and not of what an author wrote. Its words stand in the log, not in the page.
OF_THE_CODE = (
    AttributeError,
    AssertionError,
    ImportError,
    InvalidKeyError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
)


def _why_unreadable(node: Node, error: Exception) -> UnreadableError:
    if isinstance(error, OF_THE_CODE):
        text = N_("The preview cannot read this {type} block. It may work on a platform. The preview's log says why.")
        return UnreadableError(node.line, text, type=node.block_type)
    text = N_("The {type} block cannot read this: {reason}")
    return UnreadableError(node.line, text, type=node.block_type, reason=str(error))


def _wrong_attribute(node: Node) -> UnreadableError | None:
    """Say which attribute has a value that its field cannot take, if that is what went wrong."""
    fields = load_class(node.block_type).fields | MIXED_FIELDS
    for name, value in node.element.items():
        if name not in fields:
            continue
        try:
            fields[name].from_json(deserialize_field(fields[name], value))
        except Exception as error:  # noqa: BLE001  a field may raise anything on what an author wrote
            text = N_("The attribute {attribute} cannot be read: {reason}. Correct the value.")
            return UnreadableError(node.line, text, attribute=f'{name}="{value}"', reason=str(error))
    return None
