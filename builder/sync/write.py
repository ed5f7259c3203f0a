"""Decisions become files: containers with their children in order, and components of a unit that hold others."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from builder.sync import rendering
from builder.sync.decide import Decision, Decisions, Fate
from builder.sync.leaves import Leaves
from builder.sync.names import key_of
from builder.sync.plan import Plan
from builder.sync.tokens import same
from olx.course import Block, Course, definition_path
from olx.starttags import Cut, Piece, cut
from olx.types import follows_pointer, has_children, holds_blocks, own_elements


class Writer:
    """Plans the files of all blocks. `home` turns an export's text into ours (names in links)."""

    def __init__(self, plan: Plan, theirs: Course, home: Callable[[str], str]):
        self.plan, self.ours = plan, plan.ours
        self.leaves = Leaves(plan, theirs, home)
        self.cuts: dict[int, Cut] = {}  # by the identity of our block: two may have no name
        self.pieces: dict[int, Piece] = {}
        for block in self.ours.blocks:  # a parent comes before its children
            if has_children(block.tag):
                self._cut(block)

    def write(self, decisions: Decisions) -> None:
        """Plan everything from the course down, then the removal of what the export does not have."""
        self._container(decisions.root)
        for block in decisions.removed:
            if block.element is not block.pointer:
                self.plan.remove(block.path)
            if block.html_path:
                self.plan.remove(block.html_path)

    def _cut(self, block: Block) -> None:
        inline = block.element is block.pointer and block.tag != "course"
        text = self.pieces[id(block)].text if inline else self.ours.text(block.path)
        self.cuts[id(block)] = parts = cut(text)
        read = {child.pointer: child for child in block.children}
        elements = [child for child in block.element if isinstance(child.tag, str)]
        for element, piece in zip(elements, parts.pieces, strict=True):
            if element in read:
                self.pieces[id(read[element])] = piece

    def _text(self, decision: Decision) -> str | None:
        """Plan a block; return how it is written in its parent, or None when it cannot come home."""
        if decision.stays and decision.own is not None:
            return self.pieces[id(decision.own)].text
        block, own = decision.block, decision.own
        if block is None:
            return None
        if decision.fate is Fate.AGAIN:
            return self._again(decision)
        if has_children(block.tag):
            return self._container(decision)
        if own is None:
            return self.leaves.new(block, decision)
        if own.element is own.pointer:
            return self.leaves.edited_inline(block, own, self.pieces[id(own)].text, decision)
        self.leaves.edit_file(block, own, decision)
        return self.pieces[id(own)].text

    def _again(self, decision: Decision) -> str | None:
        """Return a pointer to a definition that stands elsewhere; None when that one cannot come home."""
        if decision.own is not None:
            return self.pieces[id(decision.own)].text
        path = definition_path(*decision.key)
        return rendering.pointer(*decision.key) if path in self.plan.files or self.ours.is_file(path) else None

    def _container(self, decision: Decision) -> str:
        for child in decision.children:
            child.written.text = self._text(child)
        block, own, element = decision.block, decision.own, decision.element
        assert block is not None and element is not None  # noqa: S101, PT018 - a container that stays is not looked into
        if own is not None:
            return self._rewrite(decision, block, own, element)
        others = [rendering.other(child) for child in element if child.tag in own_elements(block.tag)]
        children = [child.written.text for child in decision.children if child.written.text is not None]
        text = rendering.new_container(element, others + children)
        if not follows_pointer(block.tag):
            return rendering.named(text, decision.key[1])
        self.plan.write(definition_path(*decision.key), text)
        return rendering.pointer(*decision.key)

    def _rewrite(self, decision: Decision, block: Block, own: Block, element: etree._Element) -> str:
        """Plan our own file, or return our own text, changed to what the export says."""
        parts = self.cuts[id(own)]
        leads = {key_of(child): self.pieces[id(child)].lead for child in own.children}
        children = [(child.key, child.written.text) for child in decision.children]
        pieces = [Piece(leads.get(key, "\n  "), text) for key, text in children if text is not None]
        start = rendering.edit_start_tag(parts.start, decision.changes)
        others = self._others(own, element, parts)
        tail = parts.tail if decision.after == decision.before else parts.tail or "\n"
        pieces = others + pieces if others and holds_blocks(block.tag) else pieces + others
        result = Cut(parts.before, start, pieces, tail, parts.end, parts.after)
        if start.endswith("/>"):
            result.tail = ""
            if result.pieces:
                result.start, result.end = start[:-2].rstrip() + ">", f"\n</{block.tag}>"
        elif not result.pieces:
            result.tail = "\n"
        text = result.join()
        if own.element is own.pointer and own.tag != "course":
            decision.written.changed = text != self.pieces[id(own)].text
            return text
        decision.written.changed = self.plan.write(own.path, text)
        return self.pieces[id(own)].text if id(own) in self.pieces else ""

    def _others(self, own: Block, element: etree._Element, parts: Cut) -> list[Piece]:
        """Return the children that are no blocks: ours of the course, the export's of a component."""
        names = own_elements(own.tag)
        elements = [child for child in own.element if isinstance(child.tag, str)]
        mine = [piece for child, piece in zip(elements, parts.pieces, strict=True) if child.tag in names]
        theirs = [rendering.other(child) for child in element if child.tag in names]
        if own.tag == "course" or same("".join(piece.text for piece in mine), "".join(theirs)):
            return mine
        return [Piece("\n  ", text) for text in theirs]
