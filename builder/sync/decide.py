"""What becomes of each block: decided from our course and an export, as plain data. Nothing is written or said here.

`write.py` makes files of it, `tell.py` makes sentences of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from builder.sync.meaning import attribute_changes
from builder.sync.names import Key, Names, key_of
from olx.course import Block, Course
from olx.names import UnsafeNameError, path_problem
from olx.types import follows_pointer, has_children, holds_blocks, own_elements


class Fate(Enum):
    """What becomes of a block."""

    NEW = "new"  # only the export has it
    THERE = "there"  # both have it: ours is edited where it differs
    UNREAD = "unread"  # the export names it and it cannot be read: ours stays, or it cannot come home
    AGAIN = "again"  # the export names it in a second place: one more pointer, the definition is the first one's
    HELD = "held"  # no unit of the export names it, but the export still holds it: ours stays


@dataclass
class Written:
    """What came of a block when it was written."""

    text: str | None = None  # how it stands in its parent; None: it does not come home
    changed: bool = False  # its definition
    page_changed: bool = False  # the page of HTML that belongs to it
    sentences: int = 0  # changed ones of that page
    new_id: bool = False  # a discussion without one has been given an id
    unread: tuple[str, str] | None = None  # a page that cannot be read: its path and why


@dataclass
class Decision:
    """What becomes of one block, under its key in our course (type and name).

    block: the export's, None where it cannot be read or is not named there. own: ours, None where we have none.
    changes: attributes of ours to set, or (None) to take away. children: in the order that they will have; `before`
    is the order that they have in ours.
    """

    key: Key
    fate: Fate
    block: Block | None = None
    own: Block | None = None
    moved: bool = False
    changes: dict[str, str | None] = field(default_factory=dict)
    children: list[Decision] = field(default_factory=list)
    before: list[Key] = field(default_factory=list)
    element: etree._Element | None = None  # the export's, with our names in it
    written: Written = field(default_factory=Written)

    @property
    def stays(self) -> bool:
        """Tell whether ours stays as it is written."""
        return self.fate in (Fate.UNREAD, Fate.HELD) and self.own is not None

    @property
    def after(self) -> list[Key]:
        """The keys of the children that it will have."""
        return [child.key for child in self.children if child.stays or child.written.text is not None]

    def walk(self) -> Iterator[Decision]:
        """Yield the decision and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Decisions:
    """What becomes of a course: its root with everything below, and the blocks of ours that go, parents first."""

    root: Decision
    removed: list[Block]
    kept: set[Key]  # our keys of what stays or comes


def decide(ours: Course, theirs: Course, names: Names) -> Decisions | None:
    """Return what becomes of each block; None where one of the two courses has no tree.

    Raises UnsafeNameError for a block that cannot be read because its name leads elsewhere.
    """
    if ours.tree is None or theirs.tree is None:
        return None
    return _Deciding(ours.tree, names).run(theirs.tree, ours.tree)


class _Deciding:
    def __init__(self, ours: Block, names: Names):
        self.names, self.renamed = names, names.renamed()
        everything = list(ours.walk())
        self.our_blocks: dict[Key, Block] = {key_of(block): block for block in everything if block.counts}
        self.our_broken: dict[Key, Block] = {key_of(block): block for block in everything if block.error is not None}
        self.kept: set[Key] = set()
        self.held = self._with_parents(names.held)

    def run(self, theirs: Block, ours: Block) -> Decisions:
        root = Decision(key_of(ours), Fate.THERE, theirs, ours)
        self._look_into(root)
        mine = self.our_broken | self.our_blocks
        removed = [b for key, b in mine.items() if key not in self.kept and b.tag != "course"]
        return Decisions(root, removed, self.kept)

    def _with_parents(self, held: set[Key]) -> set[Key]:
        """Return blocks of ours that stay, with the ones around them that the export does not have."""
        found = set()
        for key in held:
            block: Block | None = self.our_blocks[key]
            while block is not None and block.tag != "course" and key_of(block) not in self.names.reached:
                found.add(key_of(block))
                block = block.parent
        return found

    def _look_into(self, decision: Decision) -> None:
        """Decide about a block that both have or that is new, and all below it."""
        block, own = decision.block, decision.own
        if block is None:
            return
        decision.element = self._with_our_names(block.element)
        if own is not None and block.tag != "course":
            decision.changes = attribute_changes(block.tag, own.element, decision.element)
        if has_children(block.tag):
            decision.before = [key_of(child) for child in own.children] if own is not None else []
            decision.children = self._children(block, own, decision.key)

    def _children(self, block: Block, own: Block | None, parent: Key) -> list[Decision]:
        read = {child.pointer: child for child in block.children}
        children: list[Decision] = []
        for element in block.element:
            if not isinstance(element.tag, str) or element.tag in own_elements(block.tag):
                continue
            child = read.get(element)
            if child is None or child.error is not None:
                children.append(self._unread(element, own))
                continue
            key = (child.tag, self.names.of(child))
            self.kept.add(key)
            if child.repeated:
                children.append(self._again(key, child, own))
                continue
            mine = self.our_blocks.get(key)
            decision = Decision(key, Fate.NEW if mine is None else Fate.THERE, child, mine)
            if mine is not None and mine.parent is not None and block.tag != "course":
                decision.moved = key_of(mine.parent) != parent
            self._look_into(decision)
            children.append(decision)
        return self._with_held(children, own)

    def _unread(self, element: etree._Element, parent: Block | None) -> Decision:
        """Keep ours of a block whose file the export lacks or that cannot be read: that is no removal."""
        key = (str(element.tag), element.get("url_name", ""))
        same = (item for item in (parent.children if parent is not None else []) if item.error and key_of(item) == key)
        broken = next(same, None)
        if broken is not None:  # here in both
            self.kept.add(key)
            return Decision(key, Fate.UNREAD, own=broken)
        own = self.our_blocks.get(key) or self.our_broken.get(key)
        problem = path_problem(f"{key[1]}.xml")
        if problem and own is None:
            raise UnsafeNameError(key[1], problem)
        if own is None or key in self.kept or key in self.names.reached:
            return Decision(key, Fate.UNREAD)
        self.kept.update(key_of(block) for block in own.walk())
        return Decision(key, Fate.UNREAD, own=own)

    def _again(self, key: Key, child: Block, own: Block | None) -> Decision:
        """Name a definition in one more place: as ours is written there, where it is."""
        mine = (item for item in (own.children if own is not None else []) if key_of(item) == key)
        fate = Fate.AGAIN if follows_pointer(child.tag) else Fate.UNREAD
        return Decision(key, fate, child if fate is Fate.AGAIN else None, next(mine, None))

    def _with_held(self, children: list[Decision], own: Block | None) -> list[Decision]:
        """Leave in their places those of our blocks that the export holds where we cannot bring them home from."""
        before = [key_of(child) for child in own.children] if own is not None else []
        for place, key in enumerate(before):
            names = [child.key for child in children if child.fate is not Fate.UNREAD or child.own is not None]
            if key not in self.held or key in names or key in self.kept:
                continue
            block = self.our_blocks[key]
            last = next((name for name in reversed(before[:place]) if name in names), None)
            index = next(n for n, child in enumerate(children) if child.key == last) + 1 if last else 0
            children.insert(index, Decision(key, Fate.HELD, own=block))
            self.kept.update(key_of(item) for item in block.walk() if key_of(item) not in self.names.reached)
        return children

    def _with_our_names(self, element: etree._Element) -> etree._Element:
        """Return an element of a component that holds others with our names where it names its children."""
        tag = str(element.tag)
        if not holds_blocks(tag) or not self.renamed:
            return element
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        for item in (copy, *(child for child in copy if child.tag in own_elements(tag))):
            for name, value in item.attrib.items():
                for theirs, ours in self.renamed.items():
                    if theirs in value:
                        value = value.replace(theirs, ours)
                item.set(name, value)
        return copy
