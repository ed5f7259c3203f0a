"""New OLX in the course's style, and edits of OLX that is there."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from builder.sync.meaning import kept_attributes, options
from builder.sync.merge import merge_xml
from builder.sync.tokens import same
from olx.course import OPTION_NS, inner_xml
from olx.starttags import (
    NoValue,
    Piece,
    cut,
    edit_start,
    edit_start_tag,
    escape,
    option,
    or_no_value,
    replace_inner,
    set_options,
)

FIRST = ("url_name", "display_name", "filename", "graded", "format", "atlas", "step")
NAMESPACE = f'xmlns:option="{OPTION_NS}"'


def start_tag(tag: str, attributes: Mapping[str, str], empty: bool = False) -> str:
    """Return a start tag: names first, the rest in the order given."""
    names = [name for name in FIRST if name in attributes] + [name for name in attributes if name not in FIRST]
    inside = "".join(f' {name}="{escape(attributes[name])}"' for name in names)
    return f"<{tag}{inside}{'/>' if empty else '>'}"


def pointer(tag: str, name: str) -> str:
    """Return a pointer to a file."""
    return f'<{tag} url_name="{escape(name)}"/>'


def new_container(element: etree._Element, children: list[str]) -> str:
    """Return a file for a new chapter, sequential, vertical or component that holds others."""
    inner = "".join(f"\n  {child}" for child in children)
    start = start_tag(str(element.tag), kept_attributes(element), empty=not children)
    return f"{start}{inner}\n</{element.tag}>\n" if children else start + "\n"


def named(text: str, name: str) -> str:
    """Return an element as it stands in its parent: the text of a file with its name."""
    parts = cut(text.strip())
    parts.start = edit_start_tag(parts.start, {"url_name": name})
    return parts.join()


def new_file(tag: str, element: etree._Element, inner: str) -> str:
    """Return a file for a new question, discussion or other block that has one."""
    attributes = kept_attributes(element)
    body = merge_xml("", inner).strip()
    if not body:
        return start_tag(tag, attributes, empty=True) + "\n"
    return f"{start_tag(tag, attributes)}\n  {body}\n</{tag}>\n"


def new_inline(tag: str, name: str, element: etree._Element) -> str:
    """Return a new custom block, whole, as it stands in its unit."""
    attributes = {"url_name": name} | kept_attributes(element)
    fields = options(element)
    others = [child for child in element if isinstance(child.tag, str) and not child.tag.startswith("{")]
    inner = "".join(option(field, or_no_value(text)) for field, text in fields.items())
    inner += "".join(other(child) for child in others)
    start = start_tag(tag, attributes, empty=not inner)
    if fields:
        start = start[:-1] + f" {NAMESPACE}>"
    return f"{start}{inner}</{tag}>" if inner else start


def other(element: etree._Element) -> str:
    """Return an element that is no block, as we write it."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    inner = merge_xml("", inner_xml(copy)).strip()
    attributes = {name: value for name, value in copy.attrib.items() if not name.startswith("{")}
    start = start_tag(copy.tag, attributes, empty=not inner)
    return f"{start}{inner}</{copy.tag}>" if inner else start


def edited_file(text: str, ours: etree._Element, changes: Mapping[str, str | None], inner: str | None) -> str:
    """Return the text of a definition file changed to what an export says; inner None keeps the content."""
    parts = cut(text)
    body_start = len(parts.before) + len(parts.start)
    body_end = len(text) - len(parts.after) - len(parts.end)
    start = edit_start_tag(parts.start, changes)
    old = text[body_start:body_end]
    new = old if inner is None or same(old, inner) else merge_xml(old, inner)
    if start.endswith("/>") and new.strip():
        return f"{parts.before}{start[:-2].rstrip()}>{new}\n</{ours.tag}>{parts.after}"
    return parts.before + start + new + parts.end + parts.after


def edited_inline(piece: str, ours: etree._Element, theirs: etree._Element, changes: Mapping[str, str | None]) -> str:
    """Return a custom block as it stands in its unit, changed to what an export says."""
    parts = cut(piece)
    parts.start = edit_start_tag(parts.start, changes)
    old, new = options(ours), options(theirs)
    parts.pieces = _own_elements(parts.pieces, ours, theirs)
    written: dict[str, str | NoValue | None] = {name: None for name in old if name not in new}
    written |= {name: or_no_value(text) for name, text in new.items() if name not in old or old[name] != text}
    set_options(parts, written)
    return parts.join()


def _own_elements(pieces: list[Piece], ours: etree._Element, theirs: etree._Element) -> list[Piece]:
    """Return the children of a block changed to what an export says; the first <q> of one is the first of the other."""
    elements = [child for child in ours if isinstance(child.tag, str)]
    fields: list[Piece] = []
    mine: dict[str, list[tuple[etree._Element, Piece]]] = {}
    for child, piece in zip(elements, pieces, strict=True):
        if child.tag.startswith("{"):
            fields.append(piece)
        else:
            mine.setdefault(child.tag, []).append((child, piece))
    wanted = [child for child in theirs if isinstance(child.tag, str) and not child.tag.startswith("{")]
    found = [_edited_element(*mine[c.tag].pop(0), c) if mine.get(c.tag) else Piece("", other(c)) for c in wanted]
    in_place = [child.tag for child in elements if not child.tag.startswith("{")] == [child.tag for child in wanted]
    return pieces if in_place else fields + found


def _edited_element(ours: etree._Element, piece: Piece, theirs: etree._Element) -> Piece:
    """Change an element that a block reads itself to what an export says of it."""
    changes: dict[str, str | None] = {name: None for name in ours.attrib if name not in theirs.attrib}
    changes |= {name: value for name, value in theirs.attrib.items() if ours.get(name) != value}
    piece.text = edit_start(piece.text, {name: changes[name] for name in changes if not name.startswith("{")})
    inner = inner_xml(theirs)
    if not same(inner_xml(ours), inner):
        piece.text = replace_inner(piece.text, merge_xml(inner_xml(ours), inner).strip())
    return piece
