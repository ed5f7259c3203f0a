"""Change a block in the text it stands in, and no other byte: its start tag, its option elements, its children.

A field with `xml_node=True` is an element `<option:NAME>` inside, as XBlock writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from xml.parsers import expat

from olx.errors import N_, UnreadableError
from olx.markup import attributes, pieces

OPTION_NS = "http://code.edx.org/xblock/option"


def escape(value: str, quote: str = '"') -> str:
    """Return an attribute's value for a pair of quotes."""
    text = value.replace("&", "&amp;").replace("<", "&lt;")
    text = text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return text.replace('"', "&quot;") if quote == '"' else text.replace("'", "&#39;")


def escape_text(text: str) -> str:
    """Return text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def edit_start_tag(raw: str, changes: Mapping[str, str | None]) -> str:
    """Return a start tag with some attributes set or (None) taken away, the others as they were written.

    New attributes follow the last one that is no namespace.
    """
    opening = re.match(r"<[^\s/>]+", raw)
    if opening is None:
        return raw
    rest = raw[opening.end() :]
    head: list[re.Match[str]] = []
    known: dict[str, int] = {}
    position = 0
    for found in attributes(rest):
        position = found.end()
        known[found.group(2)] = len(head)
        head.append(found)
    texts = [item.group() for item in head]
    for name, value in changes.items():
        if name in known:
            texts[known[name]] = "" if value is None else _again(head[known[name]], value)
    new = [f' {name}="{escape(value)}"' for name, value in changes.items() if name not in known and value is not None]
    place = next((known[name] for name in known if name.startswith("xmlns")), len(texts))
    texts[place:place] = new
    return opening.group() + "".join(texts) + rest[position:]


def _again(found: re.Match[str], value: str) -> str:
    space, name, equals, quoted = found.groups()
    quote = quoted[0]
    if quote == "'" and '"' not in value:
        quote = '"'
    return f"{space}{name}{equals}{quote}{escape(value, quote)}{quote}"


@dataclass
class Piece:
    """A child of an element as it is written, with what stands before it (white space, comments)."""

    lead: str
    text: str


@dataclass
class Cut:
    """An element cut into its start tag, its children and its end."""

    before: str
    start: str
    pieces: list[Piece] = field(default_factory=list)
    tail: str = ""
    end: str = ""
    after: str = ""

    def join(self) -> str:
        """Return the text again."""
        inner = "".join(piece.lead + piece.text for piece in self.pieces)
        return self.before + self.start + inner + self.tail + self.end + self.after


def cut(text: str) -> Cut:
    """Cut an XML text (a well-formed document) at the children of its root."""
    data = text.encode("utf-8")
    parser = expat.ParserCreate("utf-8")
    marks: list[tuple[str, int, int]] = []
    depth = 0

    def opened(_name: str, _attributes: dict) -> None:
        nonlocal depth
        if depth < 2:
            marks.append(("open", depth, parser.CurrentByteIndex))
        depth += 1

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1
        if depth < 2:
            marks.append(("close", depth, parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.Parse(data, True)
    root = next(place for kind, level, place in marks if (kind, level) == ("open", 0))
    start_end = _tag_end(data, root)
    start = data[root:start_end].decode()
    before = data[:root].decode()
    if start.endswith("/>"):
        return Cut(before, start, after=data[start_end:].decode())
    result = Cut(before, start)
    position, begin = start_end, 0
    for kind, level, place in marks:
        if level != 1:
            continue
        if kind == "open":
            begin = place
            continue
        finish = _tag_end(data, begin)
        if not data[begin:finish].endswith(b"/>"):
            finish = _tag_end(data, place)
        result.pieces.append(Piece(data[position:begin].decode(), data[begin:finish].decode()))
        position = finish
    last = next(place for kind, level, place in reversed(marks) if (kind, level) == ("close", 0))
    end = _tag_end(data, last)
    result.tail, result.end, result.after = data[position:last].decode(), data[last:end].decode(), data[end:].decode()
    return result


def _tag_end(data: bytes, start: int) -> int:
    """Return where the tag that begins at a place ends; a > inside quotes does not end it."""
    quote = 0
    for place in range(start, len(data)):
        byte = data[place]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in (34, 39):
            quote = byte
        elif byte == 62:
            return place + 1
    return len(data)


def element_at(text: str, tag: str, url_name: str) -> tuple[int, int]:
    """Return where `<TAG url_name="...">` starts and ends in a text. Comments and CDATA do not count.

    Raises UnreadableError when it is not there or has no end.
    """
    place, start, depth = 0, -1, 0
    for piece in pieces(text):
        place += len(piece)
        opened, closed = _named(piece, tag)
        if start < 0 and opened and _attribute(piece, "url_name") == url_name:
            start = place - len(piece)
        if start >= 0:
            depth += opened - (closed or (opened and piece.endswith("/>")))
            if depth == 0:
                return start, place
    if start >= 0:
        raise UnreadableError(0, N_("The element <{name}> has no end."), name=tag)
    element = f'<{tag} url_name="{url_name}">'
    raise UnreadableError(0, N_("There is no {element} any more. Load the page again."), element=element)


def _named(piece: str, tag: str) -> tuple[bool, bool]:
    """Tell whether a piece opens, or closes, an element of a name."""
    found = re.match(r"<(/?)([^\s/>]+)", piece)
    same = found is not None and found.group(2) == tag
    return same and not found.group(1), same and bool(found.group(1))  # type: ignore[union-attr]


def _attribute(piece: str, name: str) -> str | None:
    begin = re.match(r"<[^\s/>]+", piece)
    found = attributes(piece, begin.end()) if begin else ()
    return next((item.group(4)[1:-1] for item in found if item.group(2) == name), None)


def edit_block(text: str, tag: str, url_name: str, changes: Mapping[str, str | None], options: Mapping) -> str:
    """Return a text with attributes and option elements of one block set or (None) taken away.

    Raises UnreadableError when the block is not there.
    """
    start, end = element_at(text, tag, url_name)
    parts = cut(text[start:end])
    parts.start = edit_start_tag(parts.start, changes)
    set_options(parts, options)
    return text[:start] + parts.join() + text[end:]


class NoValue(Enum):
    """The value of a field that is set to nothing, which is not an empty text (XBlock.add_xml_to_node)."""

    NO_VALUE = "none"


def or_no_value(text: str | None) -> str | NoValue:
    """Return the text of a field; NO_VALUE for None."""
    return NoValue.NO_VALUE if text is None else text


def set_options(parts: Cut, changes: Mapping[str, str | NoValue | None]) -> None:
    """Set option elements of an element that is cut, or (None) take them away; new ones come last."""
    left = dict(changes)
    kept = []
    for piece in parts.pieces:
        found = re.match(r"<option:([^\s/>]+)", piece.text)
        name = found.group(1) if found else None
        if name is not None and name in changes:
            value = left.pop(name, None)
            if value is None:  # taken away, or written a second time: the platform takes the last one
                continue
            if isinstance(value, NoValue):
                piece.text = option(name, value)
            else:
                piece.text = replace_inner(edit_start(piece.text, {"none": None}), escape_text(value))
        kept.append(piece)
    new = {name: value for name, value in left.items() if value is not None}
    parts.pieces = kept + [Piece("", option(name, value)) for name, value in new.items()]
    if new and "xmlns:option" not in parts.start:
        parts.start = edit_start_tag(parts.start, {"xmlns:option": OPTION_NS})
    open_up(parts)


def option(name: str, text: str | NoValue) -> str:
    """Return a field that stands as an element."""
    if isinstance(text, NoValue):
        return f'<option:{name} none="true"/>'
    return f"<option:{name}>{escape_text(text)}</option:{name}>"


def edit_start(text: str, changes: Mapping[str, str | None]) -> str:
    """Return an element with attributes of its start tag changed."""
    parts = cut(text)
    parts.start = edit_start_tag(parts.start, changes)
    return parts.join()


def open_up(parts: Cut) -> None:
    """Give an element that was empty an end tag once it has children."""
    if parts.pieces and parts.start.endswith("/>"):
        name = re.match(r"<([^\s/>]+)", parts.start)
        parts.start, parts.end = parts.start[:-2].rstrip() + ">", f"</{name.group(1) if name else ''}>"


def replace_inner(text: str, inner: str) -> str:
    """Return an element with other content."""
    parts = cut(text)
    if parts.start.endswith("/>"):
        name = parts.start[1:-2].split()[0]
        return f"{parts.before}{parts.start[:-2].rstrip()}>{inner}</{name}>{parts.after}"
    return parts.before + parts.start + inner + parts.end + parts.after
