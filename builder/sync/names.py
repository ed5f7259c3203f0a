"""Names: which of Studio's new blocks we know under a readable name, and readable names for the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from builder.course import Block, Course
from builder.sync.meaning import kept_attributes
from builder.sync.tokens import iter_words

MACHINE_NAME = re.compile(r"[0-9a-f]{32}\Z|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\Z")
ENOUGH = 0.5  # how much of its words a block must share with one of ours to be taken for it
Key = tuple[str, str]
SUFFIX = {
    "html": "text",
    "discussion": "topic",
    "practice_explorer": "explorer",
    "rights_map": "map",
    "action_plan": "plan-step",
    "edx_sga": "hand-in",
}


def key_of(block: Block) -> Key:
    """Return a block's identity: type and name."""
    return block.tag, block.url_name


def slug(text: str, longest: int = 40) -> str:
    """Return a text as a name: small letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    return name if len(name) <= longest else name[: longest + 1].rsplit("-", 1)[0]


def unused(base: str, taken: Iterable[str], first: str = "") -> str:
    """Return a name that is not taken: base, base-2, base-3 ..."""
    taken = set(taken)
    if first == "" and base not in taken:
        return base
    number = 1 if first else 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


class Names:
    """The names of an export's blocks in our course.

    A block that Studio made has a machine's name. It is ours under a readable name when an earlier sync brought it
    home (same type, much the same words, nothing else in the export claims it); otherwise it gets a readable name.
    """

    def __init__(self, ours: Course, theirs: Course):
        self._ours, self._theirs = ours, theirs
        self._our_blocks = {key_of(block): block for block in ours.blocks}
        self._known: dict[Key, str] = {}
        self._taken = {block.url_name for block in ours.blocks} | {block.url_name for block in theirs.blocks}
        theirs_keys = {key_of(block) for block in theirs.blocks}
        self._free = {key: block for key, block in self._our_blocks.items() if key not in theirs_keys}
        for block in theirs.blocks:
            self._known[key_of(block)] = self._name(block)

    def of(self, block: Block) -> str:
        """Return the name of an export's block in our course."""
        return self._known[key_of(block)]

    def renamed(self) -> dict[str, str]:
        """Return {Studio's name: our name} where they differ."""
        return {name: ours for (_, name), ours in self._known.items() if name != ours}

    def _name(self, block: Block) -> str:
        if key_of(block) in self._our_blocks or not MACHINE_NAME.match(block.url_name):
            return block.url_name
        twin = self._twin(block)
        if twin is not None:
            del self._free[key_of(twin)]
            return twin.url_name
        name = self._readable(block)
        self._taken.add(name)
        return name

    def _twin(self, block: Block) -> Block | None:
        parent = self._known.get(key_of(block.parent)) if block.parent else None
        best, best_score = None, ENOUGH
        for other in self._free.values():
            if other.tag != block.tag:
                continue
            score = likeness(self._ours, other, self._theirs, block)
            if other.parent is not None and other.parent.url_name == parent:
                score += 0.1
            if score > best_score:
                best, best_score = other, score
        return best

    def _readable(self, block: Block) -> str:
        parent = self._known[key_of(block.parent)] if block.parent else ""
        title = slug(block.display_name) or block.tag
        if block.tag == "chapter":
            return unused(title, self._taken)
        if block.tag == "sequential":
            return unused(f"section-{re.sub(r'^block-', '', parent)}-{title}", self._taken)
        if block.tag == "vertical":
            chapter = block.ancestor("chapter")
            prefix = self._known[key_of(chapter)] if chapter else "unit"
            return unused(title if title.startswith(prefix + "-") else f"{prefix}-{title}", self._taken)
        if block.tag == "problem":
            base = parent if parent.endswith("-quiz") else f"{parent}-check"
            return unused(base, self._taken, first="1")
        return unused(f"{parent}-{SUFFIX.get(block.tag, block.tag.replace('_', '-'))}", self._taken)


def words_in(course: Course, block: Block) -> Counter[str]:
    """Return the words of a block: its text, its settings, the names of its children."""
    words: Counter[str] = Counter(block.display_name.split())
    words.update(child.display_name for child in block.children)
    if block.html_path:
        doc = course.html_or_none(block.html_path)
        words.update(iter_words(doc.text) if doc else ())
    elif not block.children:
        words.update("".join(block.element.itertext()).split())
        words.update(f"{name}={value}" for name, value in kept_attributes(block.element).items())
    return words


def likeness(first: Course, one: Block, second: Course, other: Block) -> float:
    """Return how much two blocks share of their words, from 0 to 1."""
    left, right = words_in(first, one), words_in(second, other)
    if not right:  # Studio writes nothing of a block that has only its defaults
        return ENOUGH
    total = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / total if total else 1.0
