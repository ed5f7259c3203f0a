"""Names and pointers: how blocks are found, and what makes the platform lose them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import OPTION_NS, Course, definition_path, is_pointer
from olx.types import follows_pointer, has_children, is_known, own_elements, reads_options, reads_own_children

VALID = re.compile(r"[\w\-~.:]+\Z")  # ALLOWED_ID_CHARS of opaque_keys/edx/locator.py
READABLE = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*\Z|\d{4}\Z")
UUID = re.compile(r"[0-9a-f]{32}\Z|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")


def _elements(course: Course) -> Iterator[tuple]:
    """Yield (block, child element) for each child of a container, a problem bank or the like."""
    for block in course.blocks:
        if has_children(block.tag):
            for child in block.element:
                if isinstance(child.tag, str) and child.tag not in own_elements(block.tag):
                    yield block, child


@rule("missing-file")
def missing_file(course: Course) -> Iterator[Remark]:
    """A pointer whose file is missing: the platform drops the block and reports success."""
    for block, child in _elements(course):
        if follows_pointer(child.tag) and is_pointer(child):
            path = definition_path(child.tag, child.get("url_name"))
            if not course.is_file(path):
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("The file {path} does not exist.", path=path),
                    _("Add the file, or remove this line."),
                )
    for block in course.by_tag("html"):
        if block.html_path and not course.is_file(block.html_path):
            yield Remark(
                block.path,
                block.line,
                _("The file {html_path} does not exist.", html_path=block.html_path),
                _("Add the file, or correct filename."),
            )


@rule("pointer-attributes")
def pointer_attributes(course: Course) -> Iterator[Remark]:
    """A pointer has url_name and nothing else: with another attribute it is an empty block of its own."""
    for block, child in _elements(course):
        empty = len(child) == 0 and not (child.text or "").strip()
        if (
            follows_pointer(child.tag)
            and child.tag not in ("discussion", "customtag")
            and empty
            and set(child.attrib) - {"url_name"}
            and not child.get("filename")
            and child.tag not in ("video", "word_cloud", "lti")
        ):
            yield Remark(
                block.path,
                child.sourceline,
                _("<{tag}> has other attributes than url_name and no content: it comes out empty.", tag=child.tag),
                _(
                    "Leave url_name alone here; put the rest into {tag}/{url_name}.xml.",
                    tag=child.tag,
                    url_name=child.get("url_name"),
                ),
            )


@rule("custom-inline")
def custom_inline(course: Course) -> Iterator[Remark]:
    """Custom blocks do not follow pointers: one that is not whole in its vertical gets default values."""
    for block, child in _elements(course):
        if is_known(child.tag) and not follows_pointer(child.tag) and is_pointer(child):
            yield Remark(
                block.path,
                child.sourceline,
                _("<{tag}> stands here as a pointer.", tag=child.tag),
                _("Write the whole block, with its attributes, in the vertical."),
            )


@rule("custom-children")
def custom_children(course: Course) -> Iterator[Remark]:
    """A child element inside a custom block is taken for a child block and loses the block.

    Only elements of the option: namespace become fields, and they hold text only.
    """
    for block in course.blocks:
        read = own_elements(block.tag)
        if not reads_options(block.tag) and not (reads_own_children(block.tag) and read):
            continue
        for child in block.element:
            if not isinstance(child.tag, str) or child.tag in read:
                continue
            if read:
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("The platform does not read <{tag}> inside <{block_tag}>.", tag=child.tag, block_tag=block.tag),
                    _("Put it into <{names}>, or remove it.", names=", ".join(sorted(read))),
                )
            elif not child.tag.startswith(f"{{{OPTION_NS}}}"):
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("<{tag}> inside <{block_tag}> loses the block.", tag=child.tag, block_tag=block.tag),
                    _('Write <option:{tag}> with xmlns:option="{option_ns}".', tag=child.tag, option_ns=OPTION_NS),
                )
            elif len(child):
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("There is markup inside an option element."),
                    _("Write &lt; for <, or use CDATA."),
                )


@rule("hand-in-solution")
def hand_in_solution(course: Course) -> Iterator[Remark]:
    """edx_sga keeps the elements inside <solution> only: text that stands there by itself is lost on import."""
    for block in course.by_tag("edx_sga"):
        for child in block.element.iter("solution"):
            if (child.text or "").strip():
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("The text {words!r} stands straight in <solution>.", words=child.text.strip()[:40]),
                    _("Put it into <p>."),
                )


@rule("used-twice")
def used_twice(course: Course) -> Iterator[Remark]:
    """One pointer used twice: the second is lost on import."""
    seen: dict[tuple[str, str], str] = {}
    for block, child in _elements(course):
        name = child.get("url_name")
        if not name:
            continue
        place = f"{block.path}:{child.sourceline}"
        first = seen.setdefault((child.tag, name), place)
        if first != place:
            yield Remark(
                block.path,
                child.sourceline,
                _('<{tag} url_name="{name}"> is used in {first} already.', tag=child.tag, name=name, first=first),
                _("Give the second its own name and file."),
            )


@rule("name-clash", profile=HOUSE)
def name_clash(course: Course) -> Iterator[Remark]:
    """Links by /jump_to_id/ and olxcleaner need names that are unique over all types of blocks."""
    seen: dict[str, str] = {}
    for _block, child in _elements(course):
        name = child.get("url_name")
        if name:
            seen.setdefault(name, child.tag)
    for block, child in _elements(course):
        name = child.get("url_name")
        if name and seen[name] != child.tag:
            yield Remark(
                block.path,
                child.sourceline,
                _("A {type} is called {name!r} already.", type=seen[name], name=name),
                _("Give this block another url_name."),
            )


@rule("name-missing")
def name_missing(course: Course) -> Iterator[Remark]:
    """Without url_name the platform makes an id from the content: learner state is lost at the next edit."""
    for block, child in _elements(course):
        if not (child.get("url_name") or "").strip():
            yield Remark(
                block.path, child.sourceline, _("<{tag}> has no url_name.", tag=child.tag), _('Add url_name="...".')
            )


@rule("name-readable")
def name_readable(course: Course) -> Iterator[Remark]:
    """A space or another sign that is none of a key in a url_name loses the block; a UUID tells nobody in a diff what
    changed.
    """
    for block, child in _elements(course):
        name = child.get("url_name") or ""
        if name and not VALID.match(name):
            yield Remark(
                block.path,
                child.sourceline,
                _("The url_name {name!r} has a sign that loses the block on the platform.", name=name),
                _("Use small letters, digits and hyphens, for example block-1-lesson-2-check."),
            )
        elif name and (not READABLE.match(name) or UUID.search(name)):
            yield Remark(
                block.path,
                child.sourceline,
                _("The url_name {name!r} is not a readable name.", name=name),
                _("Use small letters, digits and hyphens, for example block-1-lesson-2-check."),
                house=True,
            )


@rule("name-in-file", profile=HOUSE)
def name_in_file(course: Course) -> Iterator[Remark]:
    """The file's name is the block's name; a second one inside the file is ignored or confuses tools."""
    for block in course.blocks:
        inner = block.element.get("url_name")
        if block.element is not block.pointer and block.tag != "course" and inner and inner != block.url_name:
            yield Remark(
                block.path,
                block.line,
                _("The file calls itself {inner!r}.", inner=inner),
                _("Remove url_name from the file."),
            )


@rule("pointer-chain")
def pointer_chain(course: Course) -> Iterator[Remark]:
    """A definition file that is a pointer again is read as an empty block."""
    for block in course.blocks:
        if block.element is not block.pointer and block.tag != "course" and is_pointer(block.element):
            yield Remark(block.path, block.line, _("The file holds only a pointer."), _("Put the content here."))


@rule("html-content")
def html_content(course: Course) -> Iterator[Remark]:
    """An html file with filename takes its text from html/FILENAME.html; text beside it is lost."""
    users: dict[str, str] = {}
    for block in course.by_tag("html"):
        if not block.html_path:
            if len(block.element) == 0 and not (block.element.text or "").strip() and not is_pointer(block.element):
                what, advice = _("This html block has no text."), _("Add filename or the text.")
                yield Remark(block.path, block.line, what, advice, house=True)
            continue
        if len(block.element) or (block.element.text or "").strip():
            yield Remark(
                block.path,
                block.line,
                _("There is text beside filename; it is lost."),
                _("Put it into {html_path}.", html_path=block.html_path),
            )
        first = users.setdefault(block.html_path, block.path)
        if first != block.path:
            yield Remark(
                block.path,
                block.line,
                _("{html_path} is used by {first} already.", html_path=block.html_path, first=first),
                _("Give each html block its own file."),
                house=True,
            )
