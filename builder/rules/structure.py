"""The skeleton: files that can be read, containers that hold what they should, nothing that is ignored."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from lxml import etree

from builder.findings import HOUSE, WARNING, Remark
from builder.reasons import why
from builder.registry import RULES, rule
from builder.rules.causes import broken_files, hidden_by_broken_files, policy_is_readable
from builder.wording import _, ngettext
from olx.course import Course, definition_path
from olx.errors import AmpersandError, EncodingError, NullByteError, TooLargeError, UnclosedTagError, UnreadableError
from olx.names import Reason, UnsafeNameError, path_problem, twins
from olx.types import (
    child_of,
    follows_pointer,
    holds_blocks,
    is_container,
    is_known,
    needs_advanced_module,
    own_elements,
    shows_its_name,
)

HTML_FOLDERS = ("html", "tabs", "about", "info")
PAGES = ("about", "static_tab", "course_info")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # BAD_REGEX of xblock/fields.py
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


@rule("course-file")
def course_file(course: Course) -> Iterator[Remark]:
    """The import fails as a whole when course.xml lacks org, course or url_name, or when course/RUN.xml
    is missing.

    Other attributes make it something else than a pointer.
    """
    try:
        root = course.xml("course.xml")
    except UnreadableError as error:
        yield Remark(
            "course.xml",
            error.line,
            why(error),
            _('Write <course org="ORG" course="NUMBER" url_name="RUN"/>.'),
        )
        return
    wanted = {"org", "course", "url_name"}
    if root.tag != "course" or set(root.attrib) != wanted or not all(root.get(name) for name in wanted):
        yield Remark(
            "course.xml",
            root.sourceline,
            _("course.xml must hold org, course and url_name and nothing else."),
            _('Write <course org="ORG" course="NUMBER" url_name="RUN"/>.'),
        )
    elif not course.is_file(f"course/{course.run}.xml"):
        yield Remark(
            "course.xml",
            root.sourceline,
            _("The file course/{run}.xml does not exist.", run=course.run),
            _("Add it, or correct url_name in course.xml."),
        )


@rule("xml-readable")
def xml_readable(course: Course) -> Iterator[Remark]:
    """A file that fails to parse (a bare &, &nbsp;, another encoding than UTF-8) is dropped with all
    below it.

    The import still says Succeeded.
    """
    odd = _told_by(course, "control-character", "merge-conflict")
    for path in course.files:
        folder = path.split("/")[0]
        if path in odd:
            continue
        if path.endswith(".xml") and (follows_pointer(folder) or folder == "assets") and course.is_file(path):
            try:
                course.xml(path)
            except TooLargeError:
                continue  # text-size says it
            except UnreadableError as error:
                yield Remark(path, error.line, why(error), advice_on(error))


def _told_by(course: Course, *rules: str) -> set[str]:
    """Return the files of which other rules say what is wrong."""
    return {finding.path for name in rules for finding in RULES[name].run(course)}


def advice_on(error: UnreadableError) -> str:
    """Say what helps against a fault of a file, where its own sentence does not."""
    if isinstance(error, AmpersandError):
        return _("Write &amp; for &, a real character for a named one, and save the file as UTF-8.")
    if isinstance(error, EncodingError):
        return _("Save the file as UTF-8.")
    return _("Close each tag in its turn.") if isinstance(error, UnclosedTagError) else _("Correct it.")


@rule("html-readable")
def html_readable(course: Course) -> Iterator[Remark]:
    """The importer reads .html files as UTF-8 text; another encoding loses the lesson. An empty one shows nothing;
    those of about/ and info/ are written by Studio.
    """
    odd = _told_by(course, "control-character")
    for path in course.files:
        folder = path.split("/")[0]
        if path in odd:
            continue
        if path.endswith(".html") and folder in HTML_FOLDERS and course.is_file(path):
            try:
                text = course.text(path)
            except TooLargeError:
                continue  # text-size says it
            except UnreadableError as error:
                yield Remark(path, error.line, why(error), advice_on(error))
                continue
            if not text.strip() and folder in ("html", "tabs"):
                what, advice = _("The file is empty."), _("Write the text, or remove the file and its pointer.")
                yield Remark(path, 1, what, advice, house=True)


@rule("control-character")
def control_character(course: Course) -> Iterator[Remark]:
    """A control character (a vertical tab, a null byte) is no text: a file of XML with one is dropped whole, and in
    HTML the platform leaves it out.
    """
    for path in course.files:
        folder = path.split("/")[0]
        xml = path.endswith(".xml") and (follows_pointer(folder) or folder == "assets")
        if not xml and not (path.endswith(".html") and folder in HTML_FOLDERS):
            continue
        try:
            text = course.text(path)
        except NullByteError:
            text = course.data(path).decode("utf-8", "replace")
        except UnreadableError:
            continue  # another rule says it
        found = CONTROL.search(text)
        if found:
            yield Remark(
                path,
                text.count("\n", 0, found.start()) + 1,
                _("There is a control character here: U+{code}.", code=f"{ord(found.group()):04X}"),
                _("Delete it; an editor that shows invisible characters finds it."),
            )


@rule("root-element")
def root_element(course: Course) -> Iterator[Remark]:
    """A file in problem/ must hold a <problem>: the platform parses it as the type that its folder names."""
    for path in course.files:
        folder = path.split("/")[0]
        if follows_pointer(folder) and path.endswith(".xml"):
            root = course.xml_or_none(path)
            if root is not None and root.tag != folder:
                yield Remark(
                    path,
                    root.sourceline,
                    _("The file starts with <{tag}>, not with <{folder}>.", tag=root.tag, folder=folder),
                    _("Move it to the folder {tag}/, or correct its first tag.", tag=root.tag),
                )


@rule("nesting")
def nesting(course: Course) -> Iterator[Remark]:
    """Studio and the learning app know chapters, sequentials, verticals and components, one inside the other.

    Studio cannot open a block at another level, and releases differ in what they show of it.
    """
    for block in course.blocks:
        wanted = child_of(block.tag)
        for child in block.element if is_container(block.tag) else ():
            if not isinstance(child.tag, str) or child.tag in own_elements(block.tag):
                continue
            if wanted and child.tag != wanted:
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("<{tag}> stands inside <{block_tag}>.", tag=child.tag, block_tag=block.tag),
                    _("Inside <{tag}> only <{wanted}> belongs: move it into one.", tag=block.tag, wanted=wanted),
                )
            elif block.tag == "vertical" and is_container(child.tag):
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("<{tag}> stands inside a unit.", tag=child.tag),
                    _("A unit holds html, problem, discussion and other components only."),
                )


@rule("unknown-block")
def unknown_block(course: Course) -> Iterator[Remark]:
    """An unknown block type, or a stray <p> in a vertical, becomes a block that learners cannot see."""
    named = named_modules(course)
    if not policy_is_readable(course):
        return
    for block in course.blocks:
        holds_components = block.tag == "vertical" or holds_blocks(block.tag)
        for child in block.element if holds_components else ():
            if (
                isinstance(child.tag, str)
                and child.tag not in named | own_elements(block.tag)
                and not is_known(child.tag)
            ):
                yield Remark(
                    block.path,
                    child.sourceline,
                    _("<{localname}> is no block type.", localname=etree.QName(child).localname),
                    _("Put text into an html block; correct the name of a block, or add it to advanced_modules."),
                )


@rule("advanced-module", profile=HOUSE)
def advanced_module(course: Course) -> Iterator[Remark]:
    """Studio's menu offers a custom block only when the setting advanced_modules names its type."""
    named = named_modules(course)
    for block in course.blocks if policy_is_readable(course) else ():
        if is_known(block.tag) and needs_advanced_module(block.tag) and block.tag not in named:
            yield Remark(
                block.path,
                block.line,
                _("The block type {tag} is not in advanced_modules.", tag=block.tag),
                _("Add it to advanced_modules in {policy_path}.", policy_path=course.policy_path),
            )


def named_modules(course: Course) -> set[str]:
    """Return the block types that the setting advanced_modules names."""
    found = course.policy.get("advanced_modules")
    return {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()


@rule("loose-text")
def loose_text(course: Course) -> Iterator[Remark]:
    """Text straight inside a course, chapter, sequential or vertical is lost; in a pointer it loses the block."""
    for block in course.blocks:
        if is_container(block.tag):
            pieces = [(block.element.text, block.line)]
            pieces += [(child.tail, child.sourceline) for child in block.element]
            for text, line in pieces:
                if (text or "").strip():
                    yield Remark(
                        block.path,
                        line,
                        _("There is text inside <{tag}>: {words!r}.", tag=block.tag, words=text.strip()[:40]),
                        _("Put it into an html block."),
                    )


@rule("empty-container", profile=HOUSE)
def empty_container(course: Course) -> Iterator[Remark]:
    """A chapter, sequential or vertical without children shows to learners as an empty page."""
    for block in course.blocks:
        if is_container(block.tag) and not any(isinstance(child.tag, str) for child in block.element):
            yield Remark(
                block.path,
                block.line,
                _("The {tag} {url_name!r} holds nothing.", tag=block.tag, url_name=block.url_name),
                _("Add its content, or remove it."),
            )


@rule("display-name", profile=HOUSE)
def display_name(course: Course) -> Iterator[Remark]:
    """Without display_name learners read a file name in the outline, or the name of the block's type."""
    for block in course.blocks:
        if not shows_its_name(block.tag):
            continue
        if not block.display_name.strip():
            yield Remark(
                block.path,
                block.line,
                _("The {tag} {url_name!r} has no display_name.", tag=block.tag, url_name=block.url_name),
                _('Add display_name="...".'),
            )


@rule("orphan-file")
def orphan_file(course: Course) -> Iterator[Remark]:
    """A definition that no pointer reaches is left out by the importer without a word.

    What stands below a file that cannot be read is not lost by its own fault: the other finding is enough.
    """
    if course.tree is None:
        return
    used = {"course.xml", f"course/{course.run}.xml", "assets/assets.xml"}
    used.update((*broken_files(course), *hidden_by_broken_files(course)))
    for block in course.tree.walk():
        used.update(filter(None, (block.path, block.html_path)))
        # The file of a block with a fault is used, and a discussion reads its file whatever else stands there.
        if block.error is not None or block.tag == "discussion":
            used.add(definition_path(block.tag, block.url_name))
    for path in course.files:
        folder = path.split("/")[0]
        if follows_pointer(folder) and path not in used and path.endswith((".xml", ".html")) and folder not in PAGES:
            yield Remark(
                path, 1, _("No block of the course uses this file."), _("Point to it from a unit, or remove it.")
            )


@rule("ignored-file")
def ignored_file(course: Course) -> Iterator[Remark]:
    """The importer reads fixed places only; anything else in the archive is ignored without a word."""
    for path in course.files:
        if course.run and not _is_read(course, path):
            yield Remark(
                path,
                1,
                _("The platform does not read this file."),
                _("Move it to where the platform looks for it, or out of the course folder."),
                house="/" not in path,  # a README: nothing that somebody would miss on a platform
            )


def _is_read(course: Course, path: str) -> bool:
    parts = path.split("/")
    if len(parts) == 1:
        return path in ("course.xml", "tags.csv")  # tags.csv: what Studio writes for the tags of a course
    folder, name = parts[0], parts[-1]
    if folder in ("static", "static_import", "drafts"):
        return True
    if folder == "policies":
        return path in ("policies/assets.json", course.policy_path, course.grading_path)
    if folder == "assets":
        return path == "assets/assets.xml"
    if folder == "info":
        return path in ("info/updates.items.json", "info/updates.html", "info/handouts.html")
    if folder in ("about", "tabs"):
        return len(parts) == 2 and name.endswith(".html")
    return follows_pointer(folder) and name.endswith((".xml", ".html") if folder == "html" else ".xml")


@rule("drafts", level=WARNING)
def drafts(course: Course) -> Iterator[Remark]:
    """The importer reads drafts/: what stands there becomes unpublished changes, which learners do not see."""
    found = [path for path in course.files if path.startswith("drafts/")]
    if found:
        what = ngettext(
            "The course holds drafts ({count} file): learners do not see them.",
            "The course holds drafts ({count} files): learners do not see them.",
            len(found),
        )
        yield Remark(found[0], 1, what, _("Publish them in Studio and export again, or remove the folder drafts/."))


@rule("unsafe-path")
def unsafe_path(course: Course) -> Iterator[Remark]:
    """A link in the archive fails the whole import when it leaves the tree. Other systems cannot hold every name:
    Windows has no CON, aux.txt or name with a full stop at its end, and takes two names for one that differ in
    capitals only, as a Mac does with two whose letters are composed in another way.
    """
    for path in course.files:
        if os.path.islink(course.root / path):
            yield Remark(path, 1, _("This is a link, not a file."), _("Put the file itself here."))
        elif not course.is_file(path):
            yield Remark(path, 1, _("This is neither a file nor a folder."), _("Take it away."))
        problem = path_problem(path)
        if problem:
            yield Remark(path, 1, why(UnsafeNameError(path, problem)), _("Give it another name."), house=True)
        elif not path.startswith("static/") and not all(SAFE_NAME.match(part) for part in path.split("/")):
            yield Remark(
                path,
                1,
                _("The name holds a space or a special character."),
                _("Use letters, digits, hyphen, underscore and full stop."),
                house=True,
            )
    for path, other in twins(course.files):
        what = why(UnsafeNameError(path, Reason.TWIN, other))
        yield Remark(path, 1, what, _("Give one of them another name."), house=True)
