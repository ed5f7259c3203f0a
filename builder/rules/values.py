"""Attributes: values of the right type, names that exist, nothing that the platform reads differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

from builder.findings import WARNING, Remark
from builder.reasons import why
from builder.registry import rule
from builder.rules.causes import policy_is_readable
from builder.wording import _
from olx.course import OPTION_NS, Block, Course
from olx.course_settings import GROUPS_OF_OPEN_EDX
from olx.markup import Lines, attributes, pieces
from olx.types import INHERITED, allowed_fields, follows_pointer, is_known, knows_all_fields, written_by_studio
from olx.values import is_loose_date, plain, says_nothing, wrong_value
from olx.xmlsafe import UnreadableError

HALVES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*)")


def _attributes(block: Block) -> Iterator[tuple[str, str]]:
    for name, value in block.element.attrib.items():
        if not name.startswith("{"):
            yield name, value


@rule("attribute-value")
def attribute_value(course: Course) -> Iterator[Remark]:
    """A value of the wrong type (max_attempts="many", due="2025-13-01") drops the block and all below it.

    graded="yes" is read as false: only true and false are.
    """
    for block in course.blocks:
        fields = allowed_fields(block.tag) or {}
        for name, value in _attributes(block):
            if name not in fields or (value == "" and fields[name] in ("list", "dict")):
                continue
            wanted = wrong_value(fields[name], value)
            if wanted:
                words = why(wanted)
                yield Remark(
                    block.path,
                    block.line,
                    _('{name}="{value}" is not {words}.', name=name, value=value, words=words),
                    _("Write {words}.", words=words),
                    house=fields[name] == "date" and is_loose_date(plain(value)),
                )


@rule("attribute-unknown")
def attribute_unknown(course: Course) -> Iterator[Remark]:
    """An attribute that a block does not know is dropped by our blocks and does nothing on the others."""
    for block in course.blocks:
        fields = allowed_fields(block.tag)
        if fields is None or not knows_all_fields(block.tag):
            continue
        names = [name for name, _ in _attributes(block)]
        names += [
            child.tag.split("}")[1]
            for child in block.element
            if isinstance(child.tag, str) and child.tag.startswith(f"{{{OPTION_NS}}}")
        ]
        for name in names:
            if name not in fields and not written_by_studio(name):
                yield Remark(
                    block.path,
                    block.line,
                    _("<{tag}> has no setting {name!r}.", tag=block.tag, name=name),
                    _("Correct the name, or remove it."),
                )


@rule("attribute-empty-list")
def attribute_empty_list(course: Course) -> Iterator[Remark]:
    """An empty attribute of a List or Dict becomes None, not an empty list."""
    for block in course.blocks:
        fields = allowed_fields(block.tag) or {}
        for name, value in _attributes(block):
            if value.strip() == "" and fields.get(name) in ("list", "dict"):
                yield Remark(
                    block.path, block.line, _('{name}="" is not an empty list.', name=name), _("Remove the attribute.")
                )


@rule("attribute-empty", level=WARNING)
def attribute_empty(course: Course) -> Iterator[Remark]:
    """An empty number or date is read as no value, and the value that the course sets for all does not count."""
    for block in course.blocks:
        fields = allowed_fields(block.tag) or {}
        for name, value in _attributes(block):
            if value == "" and name in INHERITED and says_nothing(fields.get(name), value):
                yield Remark(
                    block.path,
                    block.line,
                    _('The platform reads {name}="" as no value, whatever the course sets.', name=name),
                    _("Write null to keep it so, or remove the attribute to take the value of the course."),
                )


@rule("half-letters")
def half_letters(course: Course) -> Iterator[Remark]:
    """Blocks of the plain kind read lists and dicts as YAML, where an emoji that is written as two escapes becomes two
    halves of a letter, which no database takes: the whole import fails.
    """
    for block in course.blocks:
        if follows_pointer(block.tag):
            continue
        texts = list(_attributes(block)) + [
            (etree.QName(child).localname, child.text or "") for child in block.element if isinstance(child.tag, str)
        ]
        for name, value in texts:
            found = HALVES.search(value) if value.lstrip().startswith(("[", "{")) else None
            if found:
                yield Remark(
                    block.path,
                    block.line,
                    _(
                        "{name} writes a letter as two escapes ({sign}): the import fails.",
                        name=name,
                        sign=found.group(),
                    ),
                    _("Write the letter itself: {letter}.", letter=json.loads(f'"{found.group()}"')),
                )


@rule("content-group")
def content_group(course: Course) -> Iterator[Remark]:
    """A block for a content group that the course does not have is hidden from every learner.

    Enrolment tracks are groups too, whose numbers stand in no file.
    """
    if not policy_is_readable(course):
        return
    groups = GROUPS_OF_OPEN_EDX | _groups(course)
    for block in course.blocks:
        for partition, wanted in _group_access(block).items():
            gone = [number for number in wanted if number not in groups.get(partition, ())]
            if gone:
                what = _(
                    "The content group {group} of group configuration {partition} does not exist: "
                    "no learner sees this block.",
                    group=gone[0],
                    partition=partition,
                )
                advice = _(
                    "Remove group_access, or add the group to user_partitions in {path}.", path=course.policy_path
                )
                yield Remark(block.path, block.line, what, advice)


def _groups(course: Course) -> dict[str, set[object]]:
    """Return the numbers of the content groups by the number of their configuration."""
    found: dict[str, set[object]] = {}
    partitions = course.policy.get("user_partitions")
    for partition in partitions if isinstance(partitions, list) else ():
        groups = partition.get("groups") if isinstance(partition, dict) else None
        if isinstance(groups, list):
            found[str(partition.get("id"))] = {group.get("id") for group in groups if isinstance(group, dict)}
    return found


def _group_access(block: Block) -> dict[str, list]:
    try:
        found = json.loads(block.element.get("group_access") or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, list)}


@rule("attribute-newline")
def attribute_newline(course: Course) -> Iterator[Remark]:
    """XML turns a line break inside an attribute into a space: what was two lines comes out as one."""
    for path in course.files:
        if not path.endswith(".xml") or path.split("/")[0] in ("static", "problem"):
            continue
        try:
            text = course.text(path)
        except UnreadableError:
            continue
        lines = Lines(text)
        for name, place in _broken_values(text):
            yield Remark(
                path,
                lines.at(place),
                _("The value of {name} runs over two lines.", name=name),
                _("Write it on one line, or in an option element."),
            )


def _broken_values(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the place of values that hold a line break, in elements of our own blocks."""
    place = 0
    for piece in pieces(text):
        element = ELEMENT.match(piece)
        if element and is_known(element.group(1)) and not follows_pointer(element.group(1)):
            for found in attributes(piece, element.end()):
                value = found.group(4)[1:-1]
                if "\n" in value and "<" not in value and not value.strip().startswith(("[", "{")):
                    yield found.group(2), place + found.start(4)
        place += len(piece)
