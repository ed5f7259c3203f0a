"""Names: which of Studio's new blocks we know under a readable name, and readable names for the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from builder.sync.meaning import kept_attributes
from builder.sync.tokens import iter_words
from olx.course import Block, Course
from olx.names import fold, part_problem
from olx.types import CONTAINERS, PARENTS, POINTER_TYPES

MACHINE_NAME = re.compile(r"[0-9a-f]{32}\Z|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\Z")
LONGEST_BASE = 70  # characters of a name before its number or the names of what stands inside
ENOUGH = 0.5  # how much of its words a block must share with one of ours to be taken for it
Key = tuple[str, str]
SUFFIX = {
    "html": "text",
    "discussion": "topic",
    "practice_explorer": "explorer",
    "rights_map": "map",
    "action_plan": "plan-step",
    "edx_sga": "hand-in",
    "itembank": "bank",
    "library_content": "bank",
    "split_test": "experiment",
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
    """Return a name that is not taken, in no capitals either, and that every system can hold: base, base-2 ..."""
    known = {fold(name) for name in taken}
    base = base[:LONGEST_BASE].rstrip("-")
    if first == "" and fold(base) not in known and part_problem(f"{base}.xml") is None:
        return base
    number = 1 if first else 2
    while fold(f"{base}-{number}") in known:
        number += 1
    return f"{base}-{number}"


def unreached(theirs: Course) -> list[Block]:
    """Return the blocks that an export holds and that no place of its course names: in a block of a type that we do
    not know, or in a unit that is not published.
    """
    reached = {block.path for block in theirs.blocks}
    found = []
    for path in theirs.files:
        parts = path.removeprefix("drafts/").split("/")
        leaf = len(parts) == 2 and parts[0] in POINTER_TYPES and parts[0] not in CONTAINERS
        if not leaf or path in reached or not path.endswith(".xml"):
            continue
        element = theirs.xml_or_none(path)
        if element is not None and isinstance(element.tag, str):
            block = Block(parts[0], parts[1][: -len(".xml")], element, path, element, path)
            if block.tag == "html" and element.get("filename"):
                block.html_path = f"{path[: -len('/'.join(parts))]}html/{element.get('filename')}.html"
            found.append(block)
    holders = [(block.element, block.path) for block in theirs.blocks if block.tag not in PARENTS]
    drafts = (path for path in theirs.files if path.startswith("drafts/vertical/"))
    holders += [(unit, path) for path in drafts if (unit := theirs.xml_or_none(path)) is not None]
    for holder, path in holders:
        inside = (item for item in holder.iterdescendants("*") if item.get("url_name"))
        found += [Block(item.tag, item.get("url_name", ""), item, path, item, path) for item in inside]
    return found


class Names:
    """The names of an export's blocks in our course.

    A block that Studio made has a machine's name. It is ours under a readable name when an earlier sync brought it
    home (same type, much the same words, nothing else in the export claims it); otherwise it gets a readable name.
    """

    def __init__(self, ours: Course, theirs: Course):
        self._ours, self._theirs = ours, theirs
        self._our_blocks = {key_of(block): block for block in ours.blocks}
        self._known: dict[int, str] = {}
        self._taken = {block.url_name for block in ours.blocks} | {block.url_name for block in theirs.blocks}
        theirs_keys = {key_of(block) for block in theirs.blocks}
        # A block of ours without a name is nobody's twin: it gets one, since the platform names it by its content.
        self._free = {key: block for key, block in self._our_blocks.items() if key[1] and key not in theirs_keys}
        self.reached: set[Key] = set()  # our keys of what the export's course names
        for block in theirs.blocks:
            self._known[id(block)] = name = self._name(block)
            self.reached.add((block.tag, name))
        by_path = {block.path: self._known[id(block)] for block in theirs.blocks}
        for block in theirs.tree.walk() if theirs.tree is not None else ():
            if block.repeated and block.error is None:
                self._known[id(block)] = by_path[block.path]
        self.held = self._held()

    def of(self, block: Block) -> str:
        """Return the name of an export's block in our course."""
        return self._known[id(block)]

    def renamed(self) -> dict[str, str]:
        """Return {Studio's name: our name} where they differ."""
        pairs = ((block.url_name, self._known[id(block)]) for block in self._theirs.blocks)
        return {name: ours for name, ours in pairs if name and name != ours and MACHINE_NAME.match(name)}

    def _held(self) -> set[Key]:
        """Return our keys of the blocks that the export still holds where we cannot bring them home from."""
        held = set()
        for block in unreached(self._theirs):
            key = key_of(block)
            if key not in self._free and MACHINE_NAME.match(block.url_name):
                twin = self._twin(block)
                key = key_of(twin) if twin is not None else key
            if key in self._free:
                del self._free[key]
                held.add(key)
        return held

    def _name(self, block: Block) -> str:
        key = key_of(block)
        again = not block.url_name or key in self.reached
        if not again and (key in self._our_blocks or not MACHINE_NAME.match(block.url_name)):
            return block.url_name
        twin = self._twin(block)
        if twin is not None:
            del self._free[key_of(twin)]
            return twin.url_name
        name = self._readable(block)
        self._taken.add(name)
        return name

    def _twin(self, block: Block) -> Block | None:
        parent = self._known.get(id(block.parent))
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
        parent = self._known.get(id(block.parent), "")
        title = slug(block.display_name) or slug(block.tag) or "block"
        if block.tag == "chapter":
            return unused(title, self._taken)
        if block.tag == "sequential":
            return unused(f"section-{re.sub(r'^block-', '', parent)}-{title}", self._taken)
        if block.tag == "vertical":
            chapter = block.ancestor("chapter")
            prefix = self._known[id(chapter)] if chapter else "unit"
            return unused(title if title.startswith(prefix + "-") else f"{prefix}-{title}", self._taken)
        if block.tag == "problem":
            base = parent if parent.endswith("-quiz") else f"{parent}-check"
            return unused(base, self._taken, first="1")
        return unused(f"{parent}-{SUFFIX.get(block.tag, slug(block.tag))}", self._taken)


def words_in(course: Course, block: Block) -> Counter[str]:
    """Return the words of a block, counted once: its text, its settings, the names of its children."""
    return course.remember(f"words {id(block)}", lambda: (block, _words_in(course, block)))[1]  # the block is kept


def _words_in(course: Course, block: Block) -> Counter[str]:
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
