"""Parse files that somebody else wrote: no network, no entities, no DTD, bounded depth and size."""

from __future__ import annotations

import codecs
import io
import re

from lxml import etree, html

from olx.errors import (
    N_,
    AmpersandError,
    EncodingError,
    NullByteError,
    TooLargeError,
    UnclosedTagError,
    UnreadableError,
)
from olx.markup import TAG

__all__ = ["TooLargeError", "UnreadableError", "decode", "parse_html", "parse_xml"]

MAX_FILE_BYTES = 10 * 1024 * 1024  # a lesson of 10 MB is a mistake, not a lesson
MAX_TAG = 200_000  # characters; a picture may stand in an attribute
MAX_DEPTH = 250  # as in XML
LEFT_OPEN = {
    *("br", "img", "hr", "input", "p", "li", "td", "th"),
    *("tr", "dt", "dd", "option", "col", "meta", "link", "source"),
}
MAX_ATTRIBUTES = 500  # of an element; reading them takes time that grows with their square


def xml_parser() -> etree.XMLParser:
    """Return a parser that opens nothing but the bytes it is given and keeps all white space."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_blank_text=False,
        remove_comments=False,
    )


def decode(data: bytes) -> str:
    """Return the text of a file; raise UnreadableError when it is not UTF-8, or holds a null byte."""
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(1, N_("The file is larger than {number} MB."), number=MAX_FILE_BYTES // 1024 // 1024)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data.count(0) > len(data) // 4:  # UTF-16
        raise EncodingError(1, N_("The file is not encoded in UTF-8."))
    if b"\0" in data:  # what follows it is hidden from one reader or another
        raise NullByteError(data.count(b"\n", 0, data.index(b"\0")) + 1, N_("The file holds a null byte. Delete it."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(line, N_("The file is not encoded in UTF-8.")) from None


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element of an XML file; raise UnreadableError with the reason."""
    text = decode(data)
    declared = re.match(r"\s*<\?xml[^>]*encoding=[\"']([^\"']+)", text)
    if declared and declared.group(1).lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii"):
        raise EncodingError(
            1, N_("The file says that its encoding is {name}; it must be UTF-8."), name=declared.group(1)
        )
    doctype = re.search(r"<!DOCTYPE|<!ENTITY", text)
    if doctype:
        raise UnreadableError(text.count("\n", 0, doctype.start()) + 1, N_("The file declares a DOCTYPE or an entity."))
    try:
        root = etree.parse(io.BytesIO(text.encode("utf-8")), xml_parser()).getroot()
    except etree.XMLSyntaxError as error:
        line = (error.position or (1, 0))[0] or 1
        raise explain(line, error.msg or "") from None
    for element in root.iter("*"):
        if len(element.attrib) > MAX_ATTRIBUTES:
            raise UnreadableError(
                element.sourceline or 1,
                N_("<{tag}> has more than {max_attributes} attributes."),
                tag=element.tag,
                max_attributes=MAX_ATTRIBUTES,
            )
    return root


def explain(line: int, message: str) -> UnreadableError:
    """Return a parser's message as an error in words that an author understands."""
    message = re.sub(r",? line \d+, column \d+.*", "", message.split("\n")[0])
    entity = re.search(r"Entity '(\w+)' not defined", message)
    if entity:
        return AmpersandError(line, N_("&{name}; does not exist in XML."), name=entity.group(1))
    if "xmlParseEntityRef" in message or "EntityRef" in message:
        return AmpersandError(line, N_("There is a bare & (or an & without its ;)."))
    tags = re.search(r"tag mismatch: (\S+) line (\d+) and (\S+)", message)
    if tags:
        opened, start, closed = tags.groups()
        return UnclosedTagError(
            line, N_("<{opened}> of line {line} is closed by </{closed}>."), opened=opened, line=start, closed=closed
        )
    if "Document is empty" in message:
        return UnreadableError(line, N_("The file is empty."))
    if not message:
        return UnreadableError(line, N_("The XML cannot be read."))
    return UnreadableError(line, N_("The XML cannot be read ({message})."), message=message)


def _refuse_html(text: str) -> None:
    """Raise UnreadableError for a tag too long or a nesting too deep: reading takes time that grows with the square."""
    depth = 0
    for found in TAG.finditer(text):
        closing, name, rest = found.groups()
        if len(rest) > MAX_TAG:
            raise UnreadableError(
                text.count("\n", 0, found.start()) + 1, N_("<{name}> is longer than a tag may be."), name=name
            )
        if name.lower() not in LEFT_OPEN and not rest.endswith("/"):
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise UnreadableError(text.count("\n", 0, found.start()) + 1, N_("The HTML is nested too deeply."))


def parse_html(text: str) -> etree._Element:
    """Return a <div> that holds an HTML fragment, with line numbers as in the file. Raises UnreadableError."""
    _refuse_html(text)
    parser = html.HTMLParser(no_network=True, remove_comments=False, recover=True, encoding="utf-8")
    document = html.document_fromstring(
        f"<html><body><div>{text}</div></body></html>".encode(), parser=parser, ensure_head_body=False
    )
    return document.find(".//div")
