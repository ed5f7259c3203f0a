"""What Studio writes into an export by itself: known here, and left out where it says nothing.

Since the Sumac release Studio notes on a block where it was copied from, and which block of a library it is linked to.
An import makes the link anew from what the block says (`create_or_update_upstream_links` in the platform's
cms/djangoapps/contentstore/tasks.py, run after each import), and without it the block gets no update of its library any
more: a link is kept. A note about the place of a copy is read by nothing (cms/lib/xblock/authoring_mixin.py), and
`x-is-pointer-node` is taken away by each import (`metadata_to_strip` in xmodule/xml_block.py).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from lxml import etree

from olx.course import OPTION_NS, Block, Course
from olx.types import allowed_fields, written_by_studio
from olx.values import NULL, says_nothing

NOTES = ("copied_from_block", "x-is-pointer-node")
LINK = "upstream"
NOTHING = ("", NULL, "[]", "{}")
# Fields whose value is None where nothing is said: xmodule/modulestore/inheritance.py, xmodule/capa_block.py,
# xmodule/seq_block.py, edx_sga/sga.py. Those of the first row are inherited, so `null` may take away what a block
# around them sets.
INHERITED_NONE = ("max_attempts", "graceperiod", "due", "days_early_for_beta", "matlab_api_key", "xqa_key", "giturl")
OWN_NONE = ("weight", "markdown", "source_code", "relative_weeks_due", "default_time_limit_minutes", "format")


def forget_what_says_nothing(theirs: Course) -> None:
    """Take away from the blocks of an export, in memory, what Studio wrote by itself and what says nothing."""
    for block in theirs.blocks:
        for name in list(_silent(theirs, block)):
            del block.element.attrib[name]
        linked = block.element.get(LINK, NULL) not in NOTHING
        for child in list(block.element):
            name = _option_name(child)
            if name and written_by_studio(name) and (name in NOTES or not linked or child.get("none") == "true"):
                block.element.remove(child)


def _silent(theirs: Course, block: Block) -> Iterator[str]:
    """Yield the names of a block's attributes that say nothing."""
    linked = block.element.get(LINK, NULL) not in NOTHING
    for name, value in block.element.attrib.items():
        if written_by_studio(name):
            if name in NOTES or not linked or value in NOTHING:
                yield name
        elif is_no_value(block.tag, name, value) and (
            name in OWN_NONE or (name in INHERITED_NONE and not _is_set_above(theirs, block, name))
        ):
            yield name


def is_no_value(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute says "no value": `null`, and the empty text of a number or a date."""
    return says_nothing((allowed_fields(tag) or {}).get(name), value)


def _is_set_above(theirs: Course, block: Block, name: str) -> bool:
    """Tell whether something around a block sets what it inherits."""
    above = block.parent
    while above is not None:
        if above.element.get(name, NULL) != NULL:
            return True
        above = above.parent
    return theirs.policy.get(name) is not None


def _option_name(child: etree._Element) -> str:
    tag = child.tag if isinstance(child.tag, str) else ""
    return tag.split("}")[1] if tag.startswith(f"{{{OPTION_NS}}}") else ""


def has_tags(text: str) -> bool:
    """Tell whether a tags.csv tags anything, or is none: its rows have more than name, type and id."""
    rows = list(csv.reader(text.splitlines()))
    known = not rows or [name.lower() for name in rows[0][:3]] == ["name", "type", "id"]
    return not known or any(value.strip() for row in rows[1:] for value in row[3:])
