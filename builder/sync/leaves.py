"""Texts, questions and custom blocks: new ones written in our style, ours changed to what an export says."""

from __future__ import annotations

from collections.abc import Callable

from builder.reasons import why
from builder.sync import rendering
from builder.sync.decide import Decision
from builder.sync.meaning import kept_attributes
from builder.sync.merge import layout_html, merge_html
from builder.sync.plan import Plan
from builder.sync.tokens import same
from builder.sync.words import sentences_changed
from olx.course import Block, Course, definition_path, inner_xml
from olx.types import follows_pointer
from olx.xmlsafe import UnreadableError


class Leaves:
    """Plans the changes of blocks that hold no others. `home` turns an export's text into ours."""

    def __init__(self, plan: Plan, theirs: Course, home: Callable[[str], str]):
        self.plan, self.ours, self.theirs, self.home = plan, plan.ours, theirs, home

    def new(self, block: Block, decision: Decision) -> str | None:
        """Plan the files of a new block; return how it is written in its unit, None when it cannot be read."""
        tag, name = decision.key
        if not follows_pointer(tag):  # it stands whole in its unit
            return rendering.new_inline(tag, name, block.element)
        path = definition_path(tag, name)
        if tag == "html":
            text = self._html_of(block, decision)
            if text is None:
                return None
            attributes = {"filename": name.rpartition(":")[2]} | kept_attributes(block.element)
            self.plan.write(path, rendering.start_tag("html", attributes, empty=True) + "\n")
            self.plan.write(path.removesuffix(".xml") + ".html", layout_html(text))
        else:
            inner = self.home(inner_xml(block.element))
            if tag == "discussion" and not block.element.get("discussion_id"):
                _name_discussion(block, name)
                decision.written.new_id = True
            self.plan.write(path, rendering.new_file(tag, block.element, inner))
        return rendering.pointer(tag, name)

    def _html_of(self, block: Block, decision: Decision) -> str | None:
        """Return the text of an export's html block; None when it cannot be read."""
        if block.html_path:
            try:
                return self.home(self.theirs.text(block.html_path))
            except UnreadableError as error:
                decision.written.unread = (block.html_path, why(error))
                return None
        return self.home(inner_xml(block.element))

    def edited_inline(self, block: Block, own: Block, piece: str, decision: Decision) -> str:
        """Return our block as it stands in its unit, changed to what the export says."""
        if follows_pointer(block.tag):
            inner = self._html_of(block, decision) if block.tag == "html" else self.home(inner_xml(block.element))
            text = rendering.edited_file(piece, own.element, decision.changes, inner)
        else:
            text = rendering.edited_inline(piece, own.element, block.element, decision.changes)
        decision.written.changed = text != piece
        return text

    def edit_file(self, block: Block, own: Block, decision: Decision) -> None:
        """Plan the change of our block that has a file of its own."""
        inner = None if block.tag == "html" else self.home(inner_xml(block.element))
        text = rendering.edited_file(self.ours.text(own.path), own.element, decision.changes, inner)
        decision.written.changed = self.plan.write(own.path, text)
        if block.tag == "html" and own.html_path:
            before, after = self.plan.text(own.html_path), self._html_of(block, decision)
            if after is not None and not same(before, after):
                decision.written.page_changed = self.plan.write(own.html_path, merge_html(before, after))
                decision.written.sentences = sentences_changed(before, after)


def _name_discussion(block: Block, name: str) -> None:
    """Give a new discussion the id that it needs to keep its posts from run to run."""
    chapter, unit = block.ancestor("chapter"), block.ancestor("vertical")
    titles = [part.display_name for part in (chapter, unit) if part is not None]
    category, target = (titles + ["Course", name])[:2]
    for field, value in (("category", category), ("target", target), ("id", name)):
        block.element.set(f"discussion_{field}", block.element.get(f"discussion_{field}") or value)
