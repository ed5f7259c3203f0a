"""Changes in words that a course team understands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from builder.sync.tokens import sentences
from builder.wording import N_, _, ngettext
from olx.course import Block

KINDS = {
    "html": N_("text"),
    "problem": N_("question"),
    "discussion": N_("discussion"),
    "practice_explorer": N_("explorer"),
    "rights_map": N_("map"),
    "action_plan": N_("plan step"),
    "edx_sga": N_("hand-in"),
    "itembank": N_("problem bank"),
    "library_content": N_("library content"),
    "split_test": N_("content experiment"),
    "vertical": N_("unit"),
    "sequential": N_("subsection"),
    "chapter": N_("section"),
}
LONGEST_LINE = 400  # characters of a line about an export
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
JOINERS = "\u200c\u200d\u200e\u200f"  # letters of Persian and Arabic need them
# The third word of a unit's name, block-3-explore.
UNITS = {
    "opening": N_("opening"),
    "lesson": N_("lesson"),
    "explore": N_("explore"),
    "map": N_("map"),
    "discuss": N_("discuss"),
    "plan": N_("plan"),
    "remember": N_("remember"),
}


def shown(line: str) -> str:
    """Return a line that speaks of an export as a terminal may show it: no sign that moves or hides others."""
    line = line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}..."
    hidden = (sign not in JOINERS and unicodedata.category(sign) in HIDDEN for sign in line)
    return "".join(ascii(sign)[1:-1] if bad else sign for sign, bad in zip(line, hidden, strict=True))


def sentence_count(count: int) -> str:
    """Return a number of sentences in words."""
    return ngettext("{count} sentence", "{count} sentences", count)


def kind(tag: str) -> str:
    """Return what people call a block type."""
    return _(KINDS[tag]) if tag in KINDS else tag


def called(tag: str, title: str, name: str = "") -> str:
    """Return what people call a block: its type with its title, or else with its name."""
    if title:
        return _('{kind} "{title}"', kind=kind(tag), title=title)
    return f"{kind(tag)} {name}" if name else kind(tag)


def _unit(name: str) -> str | None:
    """Return what people call a unit by its name in our course, or None where the name does not say it."""
    found = re.fullmatch(r"block-(\d)-([a-z]+)(?:-(\d)([a-z]?))?", name)
    if not found:
        return None
    block, what, number, page = found.groups()
    words = _(UNITS[what]) if what in UNITS else what
    if what == "quiz":
        return _("quiz {block}", block=block)
    if page:
        page = ord(page) - ord("a") + 1
        return _("{what} {number}, page {page} of block {block}", what=words, number=number, page=page, block=block)
    if number:
        return _("{what} {number} of block {block}", what=words, number=number, block=block)
    return _("{what} of block {block}", what=words, block=block)


def place(tag: str, name: str, title: str = "") -> str:
    """Return what people call a block, from its name: "lesson 2 of block 3", "quiz 5"."""
    if tag == "course":
        return _("the course")
    shown = title or repr(name)
    if tag == "vertical" and (unit := _unit(name)):
        return unit
    found = re.fullmatch(r"block-(\d)", name)
    if found and tag == "chapter":
        return _("block {number}", number=found.group(1))
    found = re.match(r"section-(\d)-", name)
    if found and tag == "sequential":
        return _("subsection {name} of block {block}", name=shown, block=found.group(1))
    return f"{kind(tag)} {shown}"


def place_of(block: Block, name: str) -> str:
    """Return what people call a block under its name in our course."""
    return place(block.tag, name, f'"{block.display_name}"' if block.display_name else "")


def sentences_changed(old: str, new: str) -> int:
    """Return how many sentences of a text differ: changed, added or taken away."""
    before, after = Counter(sentences(old)), Counter(sentences(new))
    gone, come = sum((before - after).values()), sum((after - before).values())
    return max(gone, come)
