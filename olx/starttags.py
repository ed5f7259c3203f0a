"""Edit a start tag in its text, and cut an element of containers into its children, as they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from olx.markup import attributes


def escape(value: str, quote: str = '"') -> str:
    """Return an attribute's value for a pair of quotes."""
    text = value.replace("&", "&amp;").replace("<", "&lt;")
    text = text.replace("\n", "&#10;").replace("\t", "&#9;")
    return text.replace('"', "&quot;") if quote == '"' else text.replace("'", "&#39;")


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
