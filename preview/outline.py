"""The outline of the course for one learner: sections, subsections, units, and what is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from xblock.completable import XBlockCompletionMode

from preview import models
from preview.classes import load_class
from preview.olx import Course, Node


@dataclass
class Item:
    """A section, subsection or unit as the pages list it."""

    node: Node
    name: str
    done: bool = False
    items: list[Item] = field(default_factory=list)
    here: bool = False

    @property
    def url_name(self) -> str:
        """What its address is made of."""
        return self.node.block_id

    @property
    def graded(self) -> bool:
        """True for a subsection that counts towards the grade."""
        return self.node.attribute("graded") == "true"

    @property
    def broken(self) -> bool:
        """True when the file of this item, or one above its units, cannot be read."""
        return self.node.error is not None or any(child.error for child in self.node.children)


def leaves(node: Node) -> list[Node]:
    """Return the blocks of a unit or of anything above it."""
    return [leaf for leaf in node.walk() if leaf is not node and not leaf.children and leaf.block_type != "vertical"]


def is_completable(node: Node) -> bool:
    """True for a block that a learner can complete."""
    if node.error is not None or node.block_type in ("chapter", "sequential", "vertical"):
        return False
    mode = XBlockCompletionMode.get_mode(load_class(node.block_type))
    return mode == XBlockCompletionMode.COMPLETABLE


def outline(course: Course, learner, here: Node | None = None) -> list[Item]:
    """Return the sections of the course with everything below them, down to the units."""
    rows = models.Completion.objects.filter(learner=learner.number, value__gte=1.0)
    done = {row.usage for row in rows}
    above = set()
    node = here
    while node is not None:
        above.add(id(node))
        node = node.parent

    def item(node: Node) -> Item:
        made = Item(node, node.title, here=id(node) in above)
        if node.block_type != "vertical":
            made.items = [item(child) for child in node.children if learner.is_staff or not child.is_hidden]
            made.done = bool(made.items) and all(child.done for child in made.items)
        else:
            blocks = [leaf for leaf in leaves(node) if is_completable(leaf)]
            made.done = bool(blocks) and all(str(course.usage(leaf)) in done for leaf in blocks)
        return made

    return [item(chapter) for chapter in course.root.children]


def visible_units(course: Course, learner) -> list[Node]:
    """Return the units in the order of the course, without those that this learner may not see."""

    def hidden(node):
        while node is not None:
            if node.is_hidden:
                return True
            node = node.parent
        return False

    return [unit for unit in course.units if learner.is_staff or not hidden(unit)]
