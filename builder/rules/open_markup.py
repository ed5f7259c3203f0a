"""Comments and tags that are left open and hide what follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course, HtmlDoc
from olx.htmlscan import left_open
from olx.markup import Lines

# Elements that show or do something without a word.
SHOWING = (
    *("img", "svg", "math", "canvas", "video", "audio", "iframe", "object", "embed", "input", "button", "select"),
    *("textarea", "hr", "script", "style", "link", "picture", "meter", "progress"),
)
UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn")  # classes of Unicode: formats, controls, spaces, marks on a letter
BLANK = "\u2800\u3164\u115f\u1160\uffa0"  # letters by their class, but without a picture


@rule("open-markup")
def open_markup(course: Course) -> Iterator[Remark]:
    """A comment, a tag or a <script>, <title>, <textarea> or <iframe> left open hides the rest of the whole unit.

    The platform takes a text as it is and puts it before the next block; the browser looks for the end there.
    """
    for doc in course.html_docs:
        found = left_open(doc.text)
        if found is not None:
            line = Lines(doc.text).at(found.place) + doc.line_offset
            if found.mark == "<!--":
                what = _("A comment starts here and never ends: it hides what follows in the unit.")
                yield Remark(doc.path, line, what, _("Add {end}, or remove {start}.", end="-->", start="<!--"))
            elif found.tag:
                what = _("<{tag}> has no end: it hides what follows in the unit.", tag=found.tag)
                yield Remark(doc.path, line, what, _("Add </{tag}>.", tag=found.tag))
            else:
                what = _("The tag that starts here ({mark}) has no >: it swallows what follows.", mark=found.mark)
                yield Remark(doc.path, line, what, _("Add the missing quotation mark or >, or write &lt; for <."))


@rule("nothing-shown", profile=HOUSE)
def nothing_shown(course: Course) -> Iterator[Remark]:
    """A lesson that holds a comment only, or signs that nobody sees, is an empty place in the unit."""
    for doc in course.lessons:
        if doc.text.strip() and left_open(doc.text) is None and _shows_nothing(doc):
            yield Remark(
                doc.path,
                1,
                _("Learners see nothing of this text."),
                _("Write the text, or remove the file and its pointer."),
            )


def _shows_nothing(doc: HtmlDoc) -> bool:
    if next(doc.root.iter(*SHOWING), None) is not None:
        return False
    text = re.sub(r"\s", "", str(doc.root.xpath("string()")))
    return all(sign in BLANK or unicodedata.category(sign) in UNSEEN for sign in text)
