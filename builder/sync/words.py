"""Changes in words that a course team understands."""

from __future__ import annotations

import re
from collections import Counter

from builder.course import Block
from builder.sync.tokens import sentences

KINDS = {
    "html": "text",
    "problem": "question",
    "discussion": "discussion",
    "practice_explorer": "explorer",
    "rights_map": "map",
    "action_plan": "plan step",
    "edx_sga": "hand-in",
    "vertical": "unit",
    "sequential": "subsection",
    "chapter": "section",
}


def plural(count: int, word: str) -> str:
    """Return a count with its noun."""
    return f"{count} {word}" + ("" if count == 1 else "s")


def kind(tag: str) -> str:
    """Return what people call a block type."""
    return KINDS.get(tag, tag)


def place(tag: str, name: str, title: str = "") -> str:
    """Return what people call a block, from its name: "lesson 2 of block 3", "quiz 5"."""
    found = re.fullmatch(r"block-(\d)-([a-z]+)(?:-(\d)([a-z]?))?", name)
    if found and tag == "vertical":
        block, what, number, page = found.groups()
        if what == "quiz":
            return f"quiz {block}"
        if number:
            extra = f", page {ord(page) - ord('a') + 1}" if page else ""
            return f"{what} {number}{extra} of block {block}"
        return f"{what} of block {block}"
    found = re.fullmatch(r"block-(\d)", name)
    if found and tag == "chapter":
        return f"block {found.group(1)}"
    found = re.match(r"section-(\d)-", name)
    if found and tag == "sequential":
        return f"subsection {title or repr(name)} of block {found.group(1)}"
    return f"{kind(tag)} {title or repr(name)}" if tag != "course" else "the course"


def place_of(block: Block, name: str) -> str:
    """Return what people call a block under its name in our course."""
    return place(block.tag, name, f'"{block.display_name}"' if block.display_name else "")


def sentences_changed(old: str, new: str) -> int:
    """Return how many sentences of a text differ: changed, added or taken away."""
    before, after = Counter(sentences(old)), Counter(sentences(new))
    gone, come = sum((before - after).values()), sum((after - before).values())
    return max(gone, come)
