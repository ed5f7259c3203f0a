"""Decisions become sentences, once they are written: what changed, what stays in Studio, what it would lose."""

from __future__ import annotations

from builder.sync.decide import Decision, Decisions, Fate
from builder.sync.names import key_of
from builder.sync.plan import Plan
from builder.sync.words import called, kind, place_of, sentence_count
from builder.wording import _
from olx.course import Block
from olx.types import has_children, is_container


def tell(plan: Plan, decisions: Decisions) -> None:
    """Say what becomes of each block, in the order of the course; what is removed comes last."""
    _tell_inside(plan, decisions.root)
    for block in decisions.removed:
        parent = block.parent
        if parent is not None and (parent.tag == "course" or key_of(parent) in decisions.kept):
            what = called(block.tag, block.display_name, block.url_name)
            plan.say(place_of(parent, parent.url_name), _("{what} removed", what=what))


def _tell_inside(plan: Plan, decision: Decision) -> None:
    """Say what becomes of the children of a block that is there or new, then of the block itself."""
    block = decision.block
    if block is None:
        return
    where = place_of(block, decision.key[1])
    for child in decision.children:
        if child.block is None:
            _tell_kept(plan, child, where)
        else:
            _tell_child(plan, child, child.block, where)
    if decision.own is not None and decision.written.changed:
        _tell_changes(plan, decision, where)


def _tell_child(plan: Plan, child: Decision, block: Block, where: str) -> None:
    if child.moved:
        tag = "vertical" if block.tag == "sequential" else block.tag
        plan.say(where, _("{what} moved here", what=called(tag, block.display_name)))
    if child.own is None and child.written.text is None:  # it did not come home
        pass
    elif child.fate is Fate.NEW and is_container(block.tag):
        plan.say(place_of(block, child.key[1]), _("new {what}", what=kind(block.tag)))
    elif child.fate is Fate.NEW or (child.fate is Fate.AGAIN and child.own is None):
        plan.say(where, _("new {what}", what=called(block.tag, block.display_name)))
    if has_children(block.tag):
        _tell_inside(plan, child)
    elif child.fate is not Fate.AGAIN:
        _tell_leaf(plan, child, block, where)


def _tell_leaf(plan: Plan, child: Decision, block: Block, where: str) -> None:
    done, own = child.written, child.own
    if done.unread is not None:
        path, reason = done.unread
        (plan.lost if own is None else plan.unplaced).append(f"{path}: {reason}")
    if done.new_id:
        plan.unplaced.append(
            _(
                "posts in the new discussion {name!r}: Studio exports no id for it, so it has a new one",
                name=child.key[1],
            )  # fmt: skip
        )
    if own is None:
        return
    if done.changed and own.element is own.pointer:
        title = block.display_name or own.display_name
        plan.say(where, _('settings of the {kind} "{title}"', kind=kind(block.tag), title=title))
    elif done.changed:
        plan.say(where, _("{what} changed", what=called(block.tag, block.display_name)))
    if done.page_changed:
        plan.say(where, sentence_count(done.sentences) if done.sentences else _("form of the text"))


def _tell_kept(plan: Plan, child: Decision, where: str) -> None:
    """Say what the export names and cannot be read, and what it holds and no unit names."""
    own = child.own
    if child.fate is Fate.HELD and own is not None:
        what = called(own.tag, own.display_name, own.url_name)
        words = _("{place}: {what}, which no unit of the export names; ours stays as it was", place=where, what=what)
    else:
        words = _("{place}: {kind} {name!r}, which cannot be read in the export", place=where, kind=kind(child.key[0]),
                  name=child.key[1])  # fmt: skip
    (plan.lost if own is None else plan.unplaced).append(words)


def _tell_changes(plan: Plan, decision: Decision, where: str) -> None:
    changed = set(decision.changes)
    if "display_name" in changed:
        plan.say(where, _("new title"))
    if changed - {"display_name"}:
        plan.say(where, _("settings ({names})", names=", ".join(sorted(changed - {"display_name"}))))
    after = decision.after
    stayed = [key for key in after if key in decision.before]
    for again in decision.own.children if decision.own is not None else ():
        if again.repeated and key_of(again) not in after:
            plan.say(where, _("{what} removed", what=called(again.tag, again.display_name, again.url_name)))
    if stayed != [key for key in decision.before if key in after]:
        plan.say(where, _("new order"))
