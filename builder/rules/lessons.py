"""The HTML of lessons and pages: what an HTML4 parser and a careful reader let pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course, HtmlDoc
from olx.htmlscan import RAW_TEXT
from olx.markup import TAG, Lines, without_comments

# HTML4 elements without frames, forms, scripts and fonts: what lessons may hold.
ELEMENTS = {
    *(
        "p",
        "div",
        "span",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "address",
    ),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col", "pre", "br", "hr"),
    *("q", "cite", "strong", "em", "b", "i", "sup", "sub", "abbr", "acronym", "code", "kbd", "a", "img"),
    *("dfn", "small", "del", "ins"),
}
CLASSES = {"hrl-lead", "hrl-case", "hrl-note", "hrl-task", "hrl-sources", "hrl-key"}
ACTIVE = {
    "script",
    "style",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "link",
    "meta",
    "base",
    "svg",
}
BARE_AMP = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)")


def lessons_and_pages(course: Course) -> Iterator[HtmlDoc]:
    """Yield the HTML that learners read inside the course."""
    return iter(course.html_docs)


def _elements(doc: HtmlDoc):
    """Yield the elements of a document without its wrapper."""
    return (element for element in doc.root.iter() if element is not doc.root and isinstance(element.tag, str))


@rule("text-size", profile=HOUSE)
def text_size(course: Course) -> Iterator[Remark]:
    """A lesson of 200 kB is thirty thousand words, and four seconds of a phone's line at 400 kbit/s before the first
    one shows; the platform keeps the settings of a whole course in one document of at most 16 MB.

    A page of more than 200 kB, or another text of more than 1 MB, is a mistake: a picture pasted as text, a book in
    one lesson. No other rule reads such a file.
    """
    for path, found in course.files.items():
        limit = course.limit(path)
        if limit and found.st_size > limit and course.is_file(path):
            is_page = path.endswith(".html")
            yield Remark(
                path,
                1,
                _(
                    "The file has {size} kB; at most {number} kB fit.",
                    size=-(-found.st_size // 1000),
                    number=limit // 1000,
                ),
                _("Make several lessons of it, and keep pictures as files.")
                if is_page
                else _("Make it shorter, and keep pictures as files."),
            )


@rule("html4-elements", profile=HOUSE)
def html4_elements(course: Course) -> Iterator[Remark]:
    """Some operators switch olxcleaner on: its HTML4 parser fails the import at section, figure, details
    and such.
    """
    for doc in lessons_and_pages(course):
        for element in _elements(doc):
            if element.tag not in ELEMENTS | ACTIVE and element.tag not in ("h1", "h2"):
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("<{tag}> is not an HTML4 element for lessons.", tag=element.tag),
                    _("Use p, div, lists, tables and img; a diagram is an <img>."),
                )


@rule("html-active", profile=HOUSE)
def html_active(course: Course) -> Iterator[Remark]:
    """Scripts, forms and frames in a lesson break with the platform's page, and no teacher can mend them."""
    for doc in lessons_and_pages(course):
        for element in _elements(doc):
            if element.tag in ACTIVE:
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("<{tag}> does not belong in a lesson.", tag=element.tag),
                    _("Remove it."),
                )
            for name in element.attrib:
                if name.startswith("on"):
                    yield Remark(
                        doc.path,
                        doc.line(element),
                        _("The attribute {name} runs a script.", name=name),
                        _("Remove it."),
                    )
    for block in course.by_tag("problem"):
        for element in block.element.iter("script", "style", "iframe", "form", "object", "embed"):
            if element.tag == "script" and (element.get("type") or "").startswith("loncapa/"):
                continue  # it runs on the server and makes the question; problem-untried says so
            what = _("<{tag}> does not belong in a question.", tag=element.tag)
            yield Remark(block.path, element.sourceline, what, _("Remove it."))


@rule("html-style", profile=HOUSE)
def html_style(course: Course) -> Iterator[Remark]:
    """Colours and sizes set by hand fight the operator's theme and the reader's own settings."""
    for doc in lessons_and_pages(course):
        for element in _elements(doc):
            for name in ("style", "bgcolor", "align", "color", "face", "width", "height"):
                if name in element.attrib and not (element.tag == "img" and name in ("width", "height")):
                    yield Remark(
                        doc.path,
                        doc.line(element),
                        _("<{tag}> sets {name} by hand.", tag=element.tag, name=name),
                        _("Remove it, or use one of the course's classes."),
                    )
            for word in (element.get("class") or "").split():
                if word not in CLASSES:
                    yield Remark(
                        doc.path,
                        doc.line(element),
                        _("The class {word!r} is none of the course's.", word=word),
                        _("Use one of: {names}.", names=", ".join(sorted(CLASSES))),
                    )


@rule("html-ampersand", profile=HOUSE)
def html_ampersand(course: Course) -> Iterator[Remark]:
    """olxcleaner's parser fails the import at a bare &; &nbsp; glues words together on a narrow screen."""
    for doc in lessons_and_pages(course):
        for number, text in enumerate(doc.text.split("\n"), 1):
            line = number + doc.line_offset
            if BARE_AMP.search(text):
                yield Remark(doc.path, line, _("There is a bare &."), _("Write &amp;."))
            if "&nbsp;" in text or "\u00a0" in text:
                yield Remark(doc.path, line, _("There is a non-breaking space."), _("Use a plain space."))


@rule("html-ids", profile=HOUSE)
def html_ids(course: Course) -> Iterator[Remark]:
    """olxcleaner's parser fails the import when an id stands twice in a file; links reach the first one
    only.
    """
    for doc in lessons_and_pages(course):
        counts = Counter(element.get("id") for element in _elements(doc) if element.get("id"))
        for element in _elements(doc):
            if counts[element.get("id")] > 1:
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("The id {id!r} stands twice in this file.", id=element.get("id")),
                    _("Keep one of them."),
                )


@rule("html-balance", profile=HOUSE)
def html_balance(course: Course) -> Iterator[Remark]:
    """A tag that is not closed swallows the rest of the page; olxcleaner's parser fails the import at it."""
    for doc in lessons_and_pages(course):
        stack: list[tuple[str, int]] = []
        text = without_comments(doc.text)
        lines = Lines(text)
        for found in TAG.finditer(text):
            name, line = found.group(2).lower(), lines.at(found.start()) + doc.line_offset
            if name in ("br", "hr", "img", "col", "input", "link", "meta", "base") or found.group(3).endswith("/"):
                continue
            if not found.group(1):
                stack.append((name, line))
            elif stack and stack[-1][0] == name:
                stack.pop()
            else:
                what = _("</{name}> stands here but nothing is open.", name=name)
                if stack:
                    tag, opened = stack[-1]
                    what = _(
                        "</{name}> stands here but <{tag}> of line {line} is open.", name=name, tag=tag, line=opened
                    )
                yield Remark(doc.path, line, what, _("Close each tag in its turn."))
                break
        else:
            for name, line in stack:
                if name in RAW_TEXT:
                    continue  # open-markup says it
                yield Remark(doc.path, line, _("<{name}> is never closed.", name=name), _("Add </{name}>.", name=name))


@rule("heading-level", profile=HOUSE)
def heading_level(course: Course) -> Iterator[Remark]:
    """The page around a unit holds h1 and h2; a skipped level loses people who jump from heading to
    heading.
    """
    for doc in lessons_and_pages(course):
        last = 2
        for element in _elements(doc):
            found = re.fullmatch(r"h([1-6])", element.tag)
            if not found:
                continue
            level = int(found.group(1))
            if level < 3:
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("<h{level}> belongs to the page around the unit.", level=level),
                    _("Start with <h3>."),
                )
            elif level > last + 1:
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("<h{level}> follows a heading of level {before}.", level=level, before=max(last, 3)),
                    _("Use <h{level}>.", level=last + 1),
                )
            if not "".join(element.itertext()).strip():
                yield Remark(doc.path, doc.line(element), _("The heading is empty."), _("Write it, or remove it."))
            last = max(level, 3)


@rule("image-alt", profile=HOUSE)
def image_alt(course: Course) -> Iterator[Remark]:
    """Without alt a screen reader reads the file's name; the picture's content is lost on a slow line too."""
    for doc in lessons_and_pages(course):
        for element in doc.root.iter("img"):
            if not (element.get("alt") or "").strip():
                yield Remark(
                    doc.path,
                    doc.line(element),
                    _("The picture {src} has no alt text.", src=element.get("src")),
                    _("Say in words what the picture shows."),
                )
    for block in course.by_tag("problem"):
        for element in block.element.iter("img"):
            if not (element.get("alt") or "").strip():
                yield Remark(
                    block.path,
                    element.sourceline,
                    _("The picture {src} has no alt text.", src=element.get("src")),
                    _("Say in words what the picture shows."),
                )


@rule("table-headers", profile=HOUSE)
def table_headers(course: Course) -> Iterator[Remark]:
    """Without caption and header cells nobody who hears a table knows which column a figure belongs to."""
    for doc in lessons_and_pages(course):
        for table in doc.root.iter("table"):
            line = doc.line(table)
            if not table.xpath("./caption[normalize-space()]"):
                yield Remark(doc.path, line, _("The table has no caption."), _("Add <caption>."))
            if not table.xpath(".//th"):
                yield Remark(doc.path, line, _("The table has no header cells."), _('Add <th scope="col">.'))
            for cell in table.iter("th"):
                if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                    yield Remark(
                        doc.path,
                        doc.line(cell),
                        _("A header cell has no scope."),
                        _('Add scope="col" or scope="row".'),
                    )
