"""The outline of the course for one learner: sections, subsections, units, and what is done.

A platform shows three levels, whatever the files nest. A unit is what stands below the last of course, section and
subsection, so a question straight in a subsection is a unit of its own, as it is in the LMS.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from xblock.completable import XBlockCompletionMode

from preview import models
from preview.classes import load_class
from preview.olx import Course, Node

log = logging.getLogger(__name__)
LEVELS = ("course", "chapter", "sequential")


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


def is_unit(node: Node) -> bool:
    """Tell whether a node has a page of its own."""
    return node.block_type not in LEVELS and (node.parent is None or node.parent.block_type in LEVELS)


def units_of(node: Node) -> Iterator[Node]:
    """Yield the units below a course, a section or a subsection, in the order of the course."""
    for child in node.children:
        if is_unit(child):
            yield child
        else:
            yield from units_of(child)


def blocks_of(unit: Node) -> list[Node]:
    """Return what stands in a unit, one below the other."""
    return unit.children if unit.block_type == "vertical" else [unit]


def leaves(node: Node) -> list[Node]:
    """Return the blocks of a unit or of anything above it. A block that is a unit by itself is its own leaf."""
    containers = (*LEVELS, "vertical")
    return [leaf for leaf in node.walk() if not leaf.children and leaf.block_type not in containers]


def is_completable(node: Node) -> bool:
    """True for a block that a learner can complete."""
    if node.error is not None or node.block_type in (*LEVELS, "vertical"):
        return False
    try:
        return XBlockCompletionMode.get_mode(load_class(node.block_type)) == XBlockCompletionMode.COMPLETABLE
    except Exception:  # noqa: BLE001  the class of a block may raise anything
        log.exception("The class of %s does not say how it completes", node.block_type)
        return False


def outline(course: Course, learner, here: Node | None = None) -> list[Item]:
    """Return the sections of the course with everything below them, down to the units."""
    rows = models.Completion.objects.filter(learner=learner.number, value__gte=1.0)
    return _Outline(course, learner, here, {row.usage for row in rows}).sections()


class _Outline:
    def __init__(self, course: Course, learner, here: Node | None, done: set[str]):
        self.course, self.learner, self.done = course, learner, done
        self.here = {id(node) for node in _with_those_above(here)}

    def sections(self) -> list[Item]:
        """Return the sections. What is none and stands among them is shown as one."""
        found = []
        for node in self._seen(self.course.root):
            inside = self._subsections(node) if node.block_type == "chapter" else [self._subsection(node)]
            found.append(self._item(node, inside))
        return found

    def _seen(self, node: Node) -> list[Node]:
        return [child for child in node.children if self.learner.is_staff or not child.is_hidden]

    def _subsections(self, chapter: Node) -> list[Item]:
        found = []
        for node in self._seen(chapter):
            found += self._subsections(node) if node.block_type == "chapter" else [self._subsection(node)]
        return found

    def _subsection(self, node: Node) -> Item:
        return self._item(node, [self._unit(node)] if is_unit(node) else self._units(node))

    def _units(self, subsection: Node) -> list[Item]:
        found = []
        for node in self._seen(subsection):
            found += [self._unit(node)] if is_unit(node) else self._units(node)
        return found

    def _unit(self, node: Node) -> Item:
        blocks = [leaf for leaf in leaves(node) if is_completable(leaf)]
        done = bool(blocks) and all(str(self.course.usage(leaf)) in self.done for leaf in blocks)
        return Item(node, node.title, done, here=id(node) in self.here)

    def _item(self, node: Node, items: list[Item]) -> Item:
        done = bool(items) and all(item.done for item in items)
        return Item(node, node.title, done, items, here=id(node) in self.here)


def _with_those_above(node: Node | None) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.parent


def visible_units(course: Course, learner) -> list[Node]:
    """Return the units in the order of the course, without those that this learner may not see."""

    def hidden(unit: Node) -> bool:
        return any(node.is_hidden for node in _with_those_above(unit))

    return [unit for unit in units_of(course.root) if learner.is_staff or not hidden(unit)]
