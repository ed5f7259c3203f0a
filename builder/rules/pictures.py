"""Pictures that no browser can show, or not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course
from olx.xmlsafe import MAX_FILE_BYTES, xml_parser

PIXELS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".ico", ".avif")
SVG = "http://www.w3.org/2000/svg"
LINKS = ("href", "{http://www.w3.org/1999/xlink}href", "src")
SCRIPT_ADDRESS = re.compile(r"[\s\x00-\x1f]*javascript:", re.I)
OUTSIDE = re.compile(r"(?:https?:)?//", re.I)
STYLE_OUTSIDE = re.compile(r"""(?:url\(|@import)["'\s]*(?:https?:)?//""", re.I)
FIRST = 512  # bytes that are enough to know a picture from a text


@rule("picture-kind")
def picture_kind(course: Course) -> Iterator[Remark]:
    """A web page or another text saved under the name of a picture is an asset like any other, and a broken picture.

    The platform takes the kind from the name; the browser finds no picture in it.
    """
    for path in course.files:
        if path.startswith("static/") and path.lower().endswith(PIXELS) and course.is_file(path):
            start = course.data(path)[:FIRST]
            if start.strip() and _is_text(start):
                yield Remark(
                    path,
                    1,
                    _("The file holds a text, not a picture: it starts with {words!r}.", words=_words(start)),
                    _("Save the picture itself under this name."),
                )


def _is_text(start: bytes) -> bool:
    """Tell whether bytes are a text in UTF-8 or ASCII; no kind of picture with pixels begins like one."""
    if any(sign < 9 or 13 < sign < 32 for sign in start):
        return False
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 3  # cut within a letter
    return not start.startswith((b"GIF8", b"BM"))


def _words(start: bytes) -> str:
    return " ".join(start.decode("utf-8", "ignore").split())[:30]


def _drawings(course: Course) -> Iterator[tuple[str, etree._Element | None, int]]:
    """Yield each SVG file of the course: path, root element (None where it cannot be read), line of the error."""
    for path in course.files:
        drawing = path.startswith("static/") and path.lower().endswith(".svg") and course.is_file(path)
        if drawing and 0 < course.files[path].st_size <= MAX_FILE_BYTES:
            yield path, *course.remember(f"svg:{path}", partial(_read_drawing, course, path))


def _read_drawing(course: Course, path: str) -> tuple[etree._Element | None, int]:
    try:
        return etree.fromstring(course.data(path), xml_parser()), 1
    except (etree.XMLSyntaxError, ValueError) as error:
        position = getattr(error, "position", None) or (1, 0)
        return None, position[0] or 1


@rule("picture-svg")
def picture_svg(course: Course) -> Iterator[Remark]:
    """An SVG file with a mistake in its XML, or without the namespace of SVG, is a broken picture in every browser.

    In a page a browser is lenient; a picture in a file of its own it reads strictly.
    """
    for path, root, line in _drawings(course):
        if root is None:
            what = _("The drawing cannot be read as XML: browsers show no picture.")
            yield Remark(path, line, what, _("Save it again from the program that it was drawn with."))
        elif root.tag != f"{{{SVG}}}svg":
            what = _("The file does not start with <svg> of the namespace of SVG: browsers show no picture.")
            yield Remark(path, root.sourceline, what, _('Write <svg xmlns="{namespace}">.', namespace=SVG))


@rule("picture-outside")
def picture_outside(course: Course) -> Iterator[Remark]:
    """What a drawing takes from another address (a picture, a font, a style) is missing when a page shows it.

    A browser loads nothing from outside for a picture.
    """
    for path, root, _line in _drawings(course):
        for element in _elements(root):
            links = [] if element.tag == f"{{{SVG}}}a" else [element.get(name, "") for name in LINKS]
            styles = [element.get("style", ""), element.text or "" if element.tag == f"{{{SVG}}}style" else ""]
            if any(OUTSIDE.match(link.strip()) for link in links) or any(map(STYLE_OUTSIDE.search, styles)):
                yield Remark(
                    path,
                    element.sourceline,
                    _(
                        "<{tag}> takes something from another address: it is missing in the picture.",
                        tag=_name(element),
                    ),
                    _("Put it into the drawing, or remove it."),
                )


@rule("picture-script", profile=HOUSE)
def picture_script(course: Course) -> Iterator[Remark]:
    """A script in a drawing does nothing in a page; who opens the file by itself runs it at the platform's address."""
    for path, root, _line in _drawings(course):
        for element in _elements(root):
            handlers = [name for name in element.attrib if name.lower().startswith("on")]
            scripts = any(SCRIPT_ADDRESS.match(element.get(name, "")) for name in LINKS)
            if element.tag == f"{{{SVG}}}script" or handlers or scripts:
                what = _("<{tag}> in this drawing runs a script.", tag=_name(element))
                yield Remark(path, element.sourceline, what, _("Remove it."))


def _elements(root: etree._Element | None) -> Iterator[etree._Element]:
    return (element for element in root.iter("*")) if root is not None else iter(())


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
