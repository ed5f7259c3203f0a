"""Settings of single blocks that stand in policy.json, apart from their block."""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.json_values import Keys, meant, shown, trouble
from builder.registry import RULES, rule
from builder.rules.causes import policy_is_readable
from builder.rules.policies import moment
from builder.wording import _
from olx.course import Block, Course, definition_path
from olx.types import allowed_fields, follows_pointer
from olx.values import is_date, plain

PAGES = ("static_tab", "about", "course_info")  # no blocks of a unit


def _keys(course: Course) -> Iterator[tuple[str, object, int, Keys]]:
    """Yield each key of policy.json that is not the course's, its value, its line, and the keys of the file."""
    keys = Keys(course, course.policy_path)
    for name, value in course.json_or(course.policy_path, {}).items():
        line = keys.line(name)
        if name != f"course/{course.run}":
            yield name, value, line, keys


def _block(course: Course, name: str) -> Block | None:
    """Return the block that a key of policy.json names: TYPE/NAME."""
    blocks = course.remember(
        "blocks-by-policy-key", lambda: {f"{block.tag}/{block.url_name}": block for block in course.blocks}
    )
    return blocks.get(name)


@rule("policy-block-value")
def policy_block_value(course: Course) -> Iterator[Remark]:
    """A setting of the wrong type under "problem/NAME" in policy.json drops that block and all in it on import.

    The platform puts the settings of policy.json over those of the block, as they are, and still says Succeeded.
    """
    for name, value, line, keys in _keys(course):
        block = _block(course, name)
        if block is None or not follows_pointer(block.tag):
            continue
        if not isinstance(value, dict):
            yield Remark(
                course.policy_path,
                line,
                _("The settings of {name} are {value}: the block is left out.", name=name, value=shown(value)),
                _("Write them as a JSON object, or remove the entry."),
            )
            continue
        fields = allowed_fields(block.tag) or {}
        for field, setting in value.items():
            place = keys.line(field)
            found = trouble(fields[field], field, setting, block.tag) if field in fields else None
            if found:
                advice = _("Write {words}.", words=meant(fields[field]))
                yield Remark(course.policy_path, place, f"{name}: {found}", advice)


@rule("policy-block-lost")
def policy_block_lost(course: Course) -> Iterator[Remark]:
    """Settings in policy.json for a block that does not exist, or of a type that does not read them, do nothing.

    Only blocks of the platform's own older kind (chapter, sequential, vertical, html, problem, video ...) read them.
    """
    if not policy_is_readable(course):
        return  # policy-key says it
    for name, _value, line, _keys_of_file in _keys(course):
        tag, _slash, url_name = name.partition("/")
        block = _block(course, name)
        if tag in PAGES:
            continue
        if block is None and not _is_there(course, tag, url_name):
            yield Remark(
                course.policy_path,
                line,
                _("The course has no block {name}: these settings do nothing.", name=name),
                _("Correct the name, or remove the entry."),
            )
        elif block is not None and block.tag != "course" and not follows_pointer(tag):
            yield Remark(
                course.policy_path,
                line,
                _("<{tag}> reads no settings from policy.json: these do nothing.", tag=tag),
                _("Write them into the block itself, in {path}.", path=block.path),
            )


def _is_there(course: Course, tag: str, url_name: str) -> bool:
    """Tell whether a block that is not in the tree has a file all the same: a draft, or one that cannot be read."""
    path = definition_path(tag, url_name)
    return path in course.files or f"drafts/{path}" in course.files


@rule("policy-block-wins")
def policy_block_wins(course: Course) -> Iterator[Remark]:
    """Where a block says one thing in its file and another in policy.json, the import takes policy.json's.

    Who reads or changes the file of the block does not see why nothing changes.
    """
    wrong = {finding.line for finding in RULES["policy-block-value"].run(course)}
    for name, block, field, setting, line in (*_course_settings(course), *_read_settings(course)):
        own = block.element.get(field)
        if own is not None and not _says(own, setting) and line not in wrong:
            yield Remark(
                course.policy_path,
                line,
                _(
                    "{name}: {field} is {value} here but {own!r} in {path}; this one wins.",
                    name=name,
                    field=field,
                    value=shown(setting),
                    own=own,
                    path=block.path,
                ),
                _("Keep the right one here, and remove it from {path}.", path=block.path)
                if block.tag == "course"
                else _("Keep the right one in {path}, and remove this one.", path=block.path),
            )


def _says(text: str, value: object) -> bool:
    """Tell whether an attribute says the same as a value in JSON."""
    if text == value or plain(text) == value:
        return True
    if isinstance(value, str) and is_date(value) and is_date(plain(text)):  # Z is +00:00
        return moment(value) == moment(plain(text))
    try:
        return bool(json.loads(text) == value)
    except (ValueError, RecursionError):
        return False


@rule("policy-block", profile=HOUSE)
def policy_block(course: Course) -> Iterator[Remark]:
    """A block that policy.json hides or closes looks open in its own file: each block says here all that holds for it.

    Studio never writes such settings; it takes them over on import and exports them with the block.
    """
    told = {finding.line for name in ("policy-block-value", "policy-block-wins") for finding in RULES[name].run(course)}
    for name, block, field, setting, line in _read_settings(course):
        if line in told:
            continue
        yield Remark(
            course.policy_path,
            line,
            _("{field} of {name} is set apart from the block: {value}.", field=field, name=name, value=shown(setting)),
            _("Write it into {path}, and remove it here.", path=block.path),
        )


def _course_settings(course: Course) -> Iterator[tuple[str, Block, str, object, int]]:
    """Yield the same for the settings of the whole course."""
    if course.tree is not None:
        keys = Keys(course, course.policy_path)
        name = f"course/{course.run}"
        keys.line(name)
        for field, setting in course.policy.items():
            yield name, course.tree, field, setting, keys.line(field)


def _read_settings(course: Course) -> Iterator[tuple[str, Block, str, object, int]]:
    """Yield (key, block, setting, value, line) for each setting in policy.json that a block reads."""
    for name, value, _line, keys in _keys(course):
        block = _block(course, name)
        if block is not None and block.tag != "course" and follows_pointer(block.tag) and isinstance(value, dict):
            for field, setting in value.items():
                yield name, block, field, setting, keys.line(field)
