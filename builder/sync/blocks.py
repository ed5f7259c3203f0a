"""The tree of blocks: containers with their children in order, and components of a unit that hold others."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from builder.sync import rendering
from builder.sync.leaves import Leaves
from builder.sync.meaning import attribute_changes
from builder.sync.names import Key, Names, key_of
from builder.sync.plan import Plan
from builder.sync.tokens import same
from builder.sync.words import called, kind, place_of
from builder.wording import _
from olx.course import Block, Course, definition_path
from olx.names import UnsafeNameError, path_problem
from olx.starttags import Cut, Piece, cut
from olx.types import CONTAINERS, HOLDERS, NOT_BLOCKS, PARENTS, POINTER_TYPES

Child = tuple[Key, str]  # a child's name in our course, and how it is written in its parent


class BlockSync:
    """Plans the changes of all blocks. `home` turns an export's text into ours (names in links)."""

    def __init__(self, plan: Plan, theirs: Course, names: Names, home: Callable[[str], str]):
        self.plan, self.ours, self.theirs, self.names = plan, plan.ours, theirs, names
        self.renamed = names.renamed()
        self.our_blocks: dict[Key, Block] = {key_of(block): block for block in self.ours.blocks}
        self.cuts: dict[Key, Cut] = {}
        self.pieces: dict[Key, Piece] = {}
        self.leaves = Leaves(plan, theirs, home)
        for block in self.ours.blocks:  # a parent comes before its children
            if block.tag in PARENTS:
                self._cut(block)
        self.kept: set[Key] = set()
        self.held = self._with_parents(names.held)

    def run(self) -> None:
        """Plan everything from the course down, then the removal of what the export does not have."""
        root, own = self.theirs.tree, self.ours.tree
        if root is None or own is None:
            return
        self._container(root, own, key_of(own))
        for key, block in self.our_blocks.items():
            if key not in self.kept and block.tag != "course":
                self._remove(block)

    def _cut(self, block: Block) -> None:
        inline = block.element is block.pointer
        text = self.pieces[key_of(block)].text if inline else self.ours.text(block.path)
        self.cuts[key_of(block)] = parts = cut(text)
        elements = [child for child in block.element if isinstance(child.tag, str)]
        for child, piece in zip(elements, parts.pieces, strict=True):
            self.pieces[(child.tag, child.get("url_name", ""))] = piece

    def _with_parents(self, held: set[Key]) -> set[Key]:
        """Return blocks of ours that stay, with the ones around them that the export does not have."""
        found = set()
        for key in held:
            block: Block | None = self.our_blocks[key]
            while block is not None and block.tag != "course" and key_of(block) not in self.names.reached:
                found.add(key_of(block))
                block = block.parent
        return found

    # --- containers, and components that hold others

    def _container(self, block: Block, own: Block | None, key: Key) -> str:
        """Plan a block that holds others; return how it is written in its parent."""
        where = place_of(block, key[1])
        children = self._children(block, own, key[1], where)
        if own is not None:
            return self._rewrite(block, own, key, children)
        element = self._with_our_names(block.element)
        others = [rendering.other(child) for child in element if child.tag in NOT_BLOCKS]
        text = rendering.new_container(element, others + [text for _, text in children])
        if block.tag not in POINTER_TYPES:
            return rendering.named(text, key[1])
        self.plan.write(definition_path(*key), text)
        return rendering.pointer(*key)

    def _children(self, block: Block, own: Block | None, name: str, where: str) -> list[Child]:
        read = {child.pointer: child for child in block.children}
        children: list[Child] = []
        for element in block.element:
            if not isinstance(element.tag, str) or element.tag in NOT_BLOCKS:
                continue
            child = read.get(element)
            if child is None or not child.counts:
                children += self._unread(element, where)
                continue
            key = (child.tag, self.names.of(child))
            self.kept.add(key)
            text = self._child(child, key, block, name)
            if text is not None:
                children.append((key, text))
        return self._with_held(children, own, where)

    def _unread(self, element: etree._Element, where: str) -> list[Child]:
        """Keep ours of a block whose file the export lacks or that cannot be read: that is no removal."""
        key = (element.tag, element.get("url_name", ""))
        problem = path_problem(key[1].replace(":", "/")) if key[1] else None
        if problem:  # a name that leads elsewhere is no accident
            raise UnsafeNameError(definition_path(*key), problem)
        own = self.our_blocks.get(key)
        words = _("{place}: {kind} {name!r}, which cannot be read in the export", place=where, kind=kind(key[0]),
                  name=key[1])  # fmt: skip
        if own is None or key in self.kept or key in self.names.reached:
            self.plan.lost.append(words)
            return []
        self.plan.unplaced.append(words)
        self.kept.update(key_of(block) for block in own.walk())
        return [(key, self.pieces[key].text)]

    def _with_held(self, children: list[Child], own: Block | None, where: str) -> list[Child]:
        """Leave in their places those of our blocks that the export holds where we cannot bring them home from."""
        before = [key_of(child) for child in own.children] if own is not None else []
        for place, key in enumerate(before):
            names = [name for name, _ in children]
            if key not in self.held or key in names or key in self.kept:
                continue
            block = self.our_blocks[key]
            last = next((name for name in reversed(before[:place]) if name in names), None)
            children.insert(names.index(last) + 1 if last else 0, (key, self.pieces[key].text))
            self.kept.update(key_of(item) for item in block.walk() if key_of(item) not in self.names.reached)
            what = called(block.tag, block.display_name, block.url_name)
            words = _("{place}: {what}, which no unit of the export names; ours stays as it was", place=where,
                      what=what)  # fmt: skip
            self.plan.unplaced.append(words)
        return children

    def _rewrite(self, block: Block, own: Block, key: Key, children: list[Child]) -> str:
        """Plan our own file, or return our own text, changed to what the export says."""
        parts = self.cuts[key_of(own)]
        before = [key_of(child) for child in own.children]
        element = self._with_our_names(block.element)
        pieces = [Piece(self.pieces[name].lead if name in before else "\n  ", text) for name, text in children]
        changed = {} if block.tag == "course" else attribute_changes(block.tag, own.element, element)
        start = rendering.edit_start_tag(parts.start, changed)
        others = self._others(own, element, parts)
        tail = parts.tail if [name for name, _ in children] == before else parts.tail or "\n"
        result = Cut(parts.before, start, pieces + others, tail, parts.end, parts.after)
        if block.tag in HOLDERS and others:
            result.pieces = others + pieces
        if start.endswith("/>"):
            result.tail = ""
            if result.pieces:
                result.start, result.end = start[:-2].rstrip() + ">", f"\n</{block.tag}>"
        elif not result.pieces:
            result.tail = "\n"
        text = result.join()
        if own.element is own.pointer and own.tag != "course":
            if text != self.pieces[key].text:
                self._say_container(block, key[1], before, [name for name, _ in children], changed)
            return text
        if self.plan.write(own.path, text):
            self._say_container(block, key[1], before, [name for name, _ in children], changed)
        return self.pieces[key].text if key in self.pieces else ""

    def _others(self, own: Block, element: etree._Element, parts: Cut) -> list[Piece]:
        """Return the children that are no blocks: ours of the course, the export's of a component."""
        elements = [child for child in own.element if isinstance(child.tag, str)]
        mine = [piece for child, piece in zip(elements, parts.pieces, strict=True) if child.tag in NOT_BLOCKS]
        theirs = [rendering.other(child) for child in element if child.tag in NOT_BLOCKS]
        if own.tag == "course" or same("".join(piece.text for piece in mine), "".join(theirs)):
            return mine
        return [Piece("\n  ", text) for text in theirs]

    def _say_container(self, block: Block, name: str, before: list[Key], after: list[Key], changed: dict) -> None:
        where = place_of(block, name)
        if "display_name" in changed:
            self.plan.say(where, _("new title"))
        if set(changed) - {"display_name"}:
            names = ", ".join(sorted(set(changed) - {"display_name"}))
            self.plan.say(where, _("settings ({names})", names=names))
        stayed = [key for key in after if key in before]
        if stayed != [key for key in before if key in after]:
            self.plan.say(where, _("new order"))

    def _with_our_names(self, element: etree._Element) -> etree._Element:
        """Return an element of a component that holds others with our names where it names its children."""
        if element.tag not in HOLDERS or not self.renamed:
            return element
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        for item in (copy, *copy.iterchildren(*NOT_BLOCKS)):
            for name, value in item.attrib.items():
                for theirs, ours in self.renamed.items():
                    if theirs in value:
                        value = value.replace(theirs, ours)
                item.set(name, value)
        return copy

    # --- children

    def _child(self, block: Block, key: Key, parent: Block, parent_name: str) -> str | None:
        """Plan a child; return how it is written in its parent, or None when it cannot come home."""
        own = self.our_blocks.get(key)
        where = place_of(parent, parent_name)
        if own is not None and own.parent is not None:
            old_parent = key_of(own.parent)
            if parent.tag != "course" and old_parent != (parent.tag, parent_name):
                tag = "vertical" if block.tag == "sequential" else block.tag
                self.plan.say(where, _("{what} moved here", what=called(tag, block.display_name)))
        if own is None and block.tag in CONTAINERS:
            self.plan.say(place_of(block, key[1]), _("new {what}", what=kind(block.tag)))
        elif own is None:
            self.plan.say(where, _("new {what}", what=called(block.tag, block.display_name)))
        if block.tag in PARENTS:
            return self._container(block, own, key)
        if own is None:
            return self.leaves.new(block, key)
        if own.element is own.pointer:
            return self.leaves.edited_inline(block, own, self.pieces[key].text, where)
        self.leaves.edit_file(block, own, where)
        return self.pieces[key].text

    def _remove(self, block: Block) -> None:
        if block.element is not block.pointer:
            self.plan.remove(block.path)
        if block.html_path:
            self.plan.remove(block.html_path)
        parent = block.parent
        if parent is not None and (parent.tag == "course" or key_of(parent) in self.kept):
            what = called(block.tag, block.display_name, block.url_name)
            self.plan.say(place_of(parent, parent.url_name), _("{what} removed", what=what))
