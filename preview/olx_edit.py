"""Changing one block's settings in a file of OLX, and no other byte of it.

The text of the element is edited attribute by attribute, in the order that its author chose. A field with
`xml_node=True` is an element `<option:NAME>` inside, as XBlock writes it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from lxml import etree

from olx.names import UnsafeNameError
from olx.writing import BrokenOffError, BusyError, change
from preview.faults import writing_sentence
from preview.places import file_at

OPTION_NAMESPACE = "http://code.edx.org/xblock/option"
TOKEN = re.compile(  # a value holds no <: XML has it so, and a tag that is none is given up at the next one
    r"</(?P<close>[\w:.-]+)\s*>"
    r"|<(?P<open>[\w:.-]+)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)(?P<end>\s*/?>)"
)
ATTRIBUTE = re.compile(r"(?<!\s)(?P<space>\s+)(?P<name>[\w:.-]+)(?P<equals>\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*')")
NOT_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


class EditError(Exception):
    """The file does not hold the block as it was read, or would not hold what was asked for."""


@dataclass
class Span:
    """Where an element stands in a text: its start tag, and the whole of it."""

    start: int
    tag_end: int
    end: int
    open: re.Match


def find_element(text: str, block_type: str, url_name: str) -> Span:
    """Return where `<block_type url_name="...">` stands. Comments and CDATA do not count."""
    tokens = _tokens(text)
    for token in tokens:
        if token["open"] == block_type and _attributes(token).get("url_name") == url_name:
            if token["end"].strip() == "/>":
                return Span(token.start(), token.end(), token.end(), token)
            return Span(token.start(), token.end(), _end(tokens, block_type), token)
    element = f'<{block_type} url_name="{url_name}">'
    raise EditError(_("There is no {element} any more. Load the page again.").format(element=element))


def _tokens(text: str) -> Iterator[re.Match]:
    """Yield the tags of an XML text. What follows a comment without an end is no markup."""
    place = text.find("<")
    while place >= 0:
        ending = next((ending for opening, ending in NOT_MARKUP if text.startswith(opening, place)), None)
        token = TOKEN.match(text, place) if ending is None else None
        if token:
            yield token
        end = token.end() if token else text.find(ending, place) if ending else place + 1
        if end < 0:
            return
        place = text.find("<", end)


def _attributes(token: re.Match) -> dict[str, str]:
    return {each["name"]: each["value"][1:-1] for each in ATTRIBUTE.finditer(token["attributes"])}


def _end(tokens: Iterator[re.Match], block_type: str) -> int:
    depth = 1
    for token in tokens:
        if token["open"] == block_type and token["end"].strip() != "/>":
            depth += 1
        elif token["close"] == block_type:
            depth -= 1
            if depth == 0:
                return token.end()
    raise EditError(_("The element <{name}> has no end.").format(name=block_type))


def _quoted(value: str) -> str:
    """An attribute's value with its quotes; a line break survives only as a reference."""
    replaced = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", '"': "&quot;"}
    return f'"{escape(value, replaced)}"'


def _edit_attributes(token: re.Match, changes: dict[str, str | None]) -> str:
    left = dict(changes)
    parts = []
    for each in ATTRIBUTE.finditer(token["attributes"]):
        if each["name"] not in left:
            parts.append(each[0])
            continue
        value = left.pop(each["name"])
        if value is not None:
            parts.append(f"{each['space']}{each['name']}{each['equals']}{_quoted(value)}")
    parts += [f" {name}={_quoted(value)}" for name, value in left.items() if value is not None]
    return "".join(parts)


def _edit_nodes(inner: str, changes: dict[str, str | None]) -> str:
    for name, value in changes.items():
        made = "" if value is None else f"<option:{name}>{escape(value)}</option:{name}>"
        tokens = _tokens(inner)
        found = next((token for token in tokens if token["open"] == f"option:{name}"), None)
        if found is None:
            inner = made + inner
            continue
        end = found.end() if found["end"].strip() == "/>" else _end(tokens, f"option:{name}")
        inner = inner[: found.start()] + made + inner[end:]
    return inner


def edit(text: str, block_type: str, url_name: str, attributes: dict, nodes: dict) -> str:
    """Return the text with some fields of one block changed. A value of None takes the field away."""
    span = find_element(text, block_type, url_name)
    token = span.open
    closed = token["end"].strip() == "/>"
    inner = "" if closed else text[span.tag_end : text.rindex("</", span.tag_end, span.end)]
    new_inner = _edit_nodes(inner, nodes)
    attributes = dict(attributes)
    if any(value is not None for value in nodes.values()) and "xmlns:option" not in text[: span.tag_end]:
        attributes["xmlns:option"] = OPTION_NAMESPACE
    head = f"<{block_type}{_edit_attributes(token, attributes)}"
    if closed and not new_inner:
        made = head + token["end"]
    else:
        made = f"{head}{'>' if closed else token['end']}{new_inner}</{block_type}>"
    if not closed and new_inner == inner:
        made = head + token["end"] + text[span.tag_end : span.end]
    changed = text[: span.start] + made + text[span.end :]
    try:
        etree.fromstring(changed.encode())
    except etree.XMLSyntaxError as error:
        raise EditError(_("The change would not be valid XML: {reason}.").format(reason=error.msg)) from error
    return changed


# One save after the other: each reads a file, changes a part of it and writes it whole.
_alone = threading.Lock()


def write(root: Path, path: str, content: bytes) -> None:
    """Write a file of the course, by its path with slashes below `root`: as a whole or not at all.

    Raises EditError with a sentence: a full disk, a read-only folder, a name that cannot be written.
    """
    try:
        change(root, {path: content})
    except (OSError, UnsafeNameError, BusyError, BrokenOffError) as error:
        raise EditError(writing_sentence(error, path)) from error


def upload(root: Path, path: str, content: bytes) -> None:
    """Write a file that an author uploads. Raises EditError."""
    with _alone:
        write(root, path, content)


def save_fields(root: Path, node, fields: dict, classes_fields: dict) -> None:
    """Write changed fields of a block into the file that it stands in.

    `fields` holds JSON values by field name, None for a field to be taken away. `classes_fields` are the
    fields of the block's class, which know how a value is written. Raises EditError.
    """
    attributes: dict[str, str | None] = {}
    nodes: dict[str, str | None] = {}
    for name, value in fields.items():
        field = classes_fields[name]
        written = None if value is None else field.to_string(field.from_json(value))
        (nodes if getattr(field, "xml_node", False) else attributes)[name] = written
    with _alone:
        path = file_at(root, node.path)
        if path is None:
            raise EditError(_("There is no file {name} any more. Load the page again.").format(name=node.path))
        text = _text(path, node.path)
        write(root, node.path, edit(text, node.block_type, node.url_name, attributes, nodes).encode("utf-8"))


def _text(path: Path, name: str) -> str:
    """Return the text of a file, line ends as they are. Raises EditError."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(_("The file {name} cannot be read. Correct it, then try again.").format(name=name)) from error
