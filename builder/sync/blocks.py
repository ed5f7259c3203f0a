"""The tree of blocks: containers with their children in order, texts, questions and custom blocks."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from builder.course import CONTAINERS, Block, Course, inner_xml
from builder.sync import rendering
from builder.sync.meaning import attribute_changes, kept_attributes
from builder.sync.merge import layout_html, merge_html
from builder.sync.names import Key, Names
from builder.sync.plan import Plan
from builder.sync.starttags import Cut, Piece, cut
from builder.sync.tokens import same
from builder.sync.words import called, kind, place_of, sentence_count, sentences_changed
from builder.wording import _
from builder.xmlsafe import UnreadableError

# Types that have a file of their own in our course; the others stand inline in their unit.
FILE_TAGS = ("html", "problem", "discussion", "video", "word_cloud", "poll_question", "annotatable", "lti")
NESTING = ("split_test", "library_content", "itembank", "conditional", "randomize", "wrapper", "library_sourced")


class BlockSync:
    """Plans the changes of all blocks. `home` turns an export's text into ours (names in links)."""

    def __init__(self, plan: Plan, theirs: Course, names: Names, home: Callable[[str], str]):
        self.plan, self.ours, self.theirs, self.names, self.home = plan, plan.ours, theirs, names, home
        self.our_blocks: dict[Key, Block] = {(block.tag, block.url_name): block for block in self.ours.blocks}
        self.cuts: dict[str, Cut] = {}
        self.pieces: dict[Key, Piece] = {}
        for block in self.ours.blocks:
            if block.tag in CONTAINERS and block.path not in self.cuts:
                self._cut(block)
        self.kept: set[Key] = set()

    def run(self) -> None:
        """Plan everything from the course down, then the removal of what the export does not have."""
        root, own = self.theirs.tree, self.ours.tree
        if root is None or own is None:
            return
        self._container(root, own)
        for key, block in self.our_blocks.items():
            if key not in self.kept and block.tag != "course":
                self._remove(block)

    def _cut(self, block: Block) -> None:
        self.cuts[block.path] = parts = cut(self.ours.text(block.path))
        elements = [child for child in block.element if isinstance(child.tag, str)]
        for child, piece in zip(elements, parts.pieces, strict=True):
            self.pieces[(child.tag, child.get("url_name", ""))] = piece

    # --- containers

    def _container(self, block: Block, own: Block | None) -> None:
        name = self.ours.run if block.tag == "course" else self.names.of(block)
        if own is None:
            self.plan.say(place_of(block, name), _("new {what}", what=kind(block.tag)))
        children: list[tuple[Key, str]] = []
        read = {(child.tag, child.url_name): child for child in block.children}
        for element in block.element:
            if not isinstance(element.tag, str) or element.tag == "wiki":
                continue
            child = read.get((element.tag, element.get("url_name", "")))
            if child is None:
                children += self._unread(element, place_of(block, name))
                continue
            if child.tag in NESTING and (child.tag, child.url_name) not in self.our_blocks:
                self.plan.unplaced.append(
                    _("{place}: a {type} block, which holds other blocks", place=place_of(block, name), type=child.tag)
                )
                continue
            key = (child.tag, self.names.of(child))
            self.kept.add(key)
            children.append((key, self._child(child, key, block, name)))
        if own is None:
            text = rendering.new_container(block.tag, block.element, [text for _, text in children])
            self.plan.write(f"{block.tag}/{name}.xml", text)
        else:
            self._rewrite(block, own, name, children)

    def _unread(self, element: etree._Element, where: str) -> list[tuple[Key, str]]:
        """Keep ours of a block whose file the export lacks or that cannot be read: that is no removal."""
        key = (element.tag, element.get("url_name", ""))
        self.plan.unplaced.append(
            _(
                "{place}: {kind} {name!r}, which cannot be read in the export",
                place=where,
                kind=kind(key[0]),
                name=key[1],
            )
        )
        own = self.our_blocks.get(key)
        if own is None:
            return []
        self.kept.update((block.tag, block.url_name) for block in own.walk())
        return [(key, self.pieces[key].text)]

    def _rewrite(self, block: Block, own: Block, name: str, children: list[tuple[Key, str]]) -> None:
        parts = self.cuts[own.path]
        before = [(child.tag, child.url_name) for child in own.children]
        elements = [child for child in own.element if isinstance(child.tag, str)]
        wiki = [p for child, p in zip(elements, parts.pieces, strict=True) if child.tag == "wiki"]
        pieces = []
        for key, text in children:
            lead = self.pieces[key].lead if key in before else "\n  "
            pieces.append(Piece(lead, text))
        changed = {} if block.tag == "course" else attribute_changes(block.tag, own.element, block.element)
        start = rendering.edit_start_tag(parts.start, changed)
        result = Cut(parts.before, start, pieces + wiki, parts.tail or "\n", parts.end, parts.after)
        if start.endswith("/>"):
            result.tail = ""
            if result.pieces:
                result.start, result.end = start[:-2].rstrip() + ">", f"\n</{block.tag}>"
        elif not result.pieces:
            result.tail = "\n"
        if self.plan.write(own.path, result.join()):
            self._say_container(block, name, before, [key for key, _ in children], changed)

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

    # --- children

    def _child(self, block: Block, key: Key, parent: Block, parent_name: str) -> str:
        own = self.our_blocks.get(key)
        if own is not None and own.parent is not None:
            old_parent = (own.parent.tag, own.parent.url_name)
            if parent.tag != "course" and old_parent != (parent.tag, parent_name):
                tag = "vertical" if block.tag == "sequential" else block.tag
                what = called(tag, block.display_name)
                self.plan.say(place_of(parent, parent_name), _("{what} moved here", what=what))
        if block.tag in CONTAINERS:
            self._container(block, own)
            return self.pieces[key].text if own is not None else rendering.pointer(*key)
        where = place_of(parent, parent_name)
        if own is None:
            self.plan.say(where, _("new {what}", what=called(block.tag, block.display_name)))
            return self._new(block, key)
        if own.element is own.pointer:
            return self._edit_inline(block, own, key, where)
        self._edit_file(block, own, where)
        return self.pieces[key].text

    def _new(self, block: Block, key: Key) -> str:
        tag, name = key
        if tag not in FILE_TAGS:
            return rendering.new_inline(tag, name, block.element)
        if tag == "html":
            attributes = {"filename": name} | kept_attributes(block.element)
            self.plan.write(f"html/{name}.xml", rendering.start_tag("html", attributes, empty=True) + "\n")
            self.plan.write(f"html/{name}.html", layout_html(self._html_of(block) or ""))
        else:
            inner = self.home(inner_xml(block.element))
            if tag == "discussion" and not block.element.get("discussion_id"):
                self._name_discussion(block, name)
            self.plan.write(f"{tag}/{name}.xml", rendering.new_file(tag, block.element, inner))
        return rendering.pointer(tag, name)

    def _name_discussion(self, block: Block, name: str) -> None:
        """Give a new discussion the id that it needs to keep its posts from run to run."""
        chapter, unit = block.ancestor("chapter"), block.ancestor("vertical")
        titles = [part.display_name for part in (chapter, unit) if part is not None]
        category, target = (titles + ["Course", name])[:2]
        for field, value in (("category", category), ("target", target), ("id", name)):
            block.element.set(f"discussion_{field}", block.element.get(f"discussion_{field}") or value)
        self.plan.unplaced.append(
            _("posts in the new discussion {name!r}: Studio exports no id for it, so it has a new one", name=name)
        )

    def _html_of(self, block: Block) -> str | None:
        """Return the text of an export's html block; None when it cannot be read."""
        if block.html_path:
            try:
                return self.home(self.theirs.text(block.html_path))
            except UnreadableError as error:
                self.plan.unplaced.append(f"{block.html_path}: {error.reason}")
                return None
        return self.home(inner_xml(block.element))

    def _edit_inline(self, block: Block, own: Block, key: Key, where: str) -> str:
        piece = self.pieces[key].text
        if block.tag in FILE_TAGS:
            inner = self._html_of(block) if block.tag == "html" else self.home(inner_xml(block.element))
            text = rendering.edited_file(piece, own.element, block.element, inner)
        else:
            text = rendering.edited_inline(piece, own.element, block.element)
        if text != piece:
            title = block.display_name or own.display_name
            self.plan.say(where, _('settings of the {kind} "{title}"', kind=kind(block.tag), title=title))
        return text

    def _edit_file(self, block: Block, own: Block, where: str) -> None:
        inner = None if block.tag == "html" else self.home(inner_xml(block.element))
        old = self.ours.text(own.path)
        text = rendering.edited_file(old, own.element, block.element, inner)
        if self.plan.write(own.path, text):
            self.plan.say(where, _("{what} changed", what=called(block.tag, block.display_name)))
        if block.tag == "html" and own.html_path:
            before, after = self.plan.text(own.html_path), self._html_of(block)
            if after is not None and not same(before, after):
                self.plan.write(own.html_path, merge_html(before, after))
                count = sentences_changed(before, after)
                self.plan.say(where, sentence_count(count) if count else _("form of the text"))

    def _remove(self, block: Block) -> None:
        if block.element is not block.pointer:
            self.plan.remove(block.path)
        if block.html_path:
            self.plan.remove(block.html_path)
        parent = block.parent
        if parent is not None and (parent.tag == "course" or (parent.tag, parent.url_name) in self.kept):
            what = called(block.tag, block.display_name, block.url_name)
            self.plan.say(place_of(parent, parent.url_name), _("{what} removed", what=what))
