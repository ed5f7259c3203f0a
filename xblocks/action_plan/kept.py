"""What a step holds of a learner besides the answers to the questions that it asks: kept by every write, shown with the
plan, and deleted with it. Pure functions, no XBlock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from human_rights_mooc import stored, versioned

from action_plan import answers
from action_plan.authored import known_question
from action_plan.steps import Question

# How an answer is read whose question nobody knows any more.
SHAPES = ("text", "practices", "actions")


class Kept(NamedTuple):
    """An answer that no question of the step shows. `kind` is "" where this version cannot read it."""

    ident: str
    question: Question | None
    asked: bool
    kind: str
    value: Any


def kind_of(ident: str, questions: Iterable[Question]) -> str:
    """Return the kind of a question: as it is asked, else as we know it, else a text."""
    found = next((question for question in questions if question.id == ident), None) or known_question(ident)
    return found.kind if found else "text"


def readable(entry: Any, kind: str) -> dict | None:
    """Return a stored entry as it is read, `{"v": value, "h": history}`, or None."""
    return stored.known_entry(entry, lambda value: answers.is_stored(kind, value))


def kept_answers(field: Any, course: str, questions: tuple[Question, ...]) -> list[Kept]:
    """Return what a field of the plan holds for a course, in the order stored, without the answers that are shown."""
    field = stored.as_object(field)
    here = stored.as_object(field.get(course))
    found = [_unreadable(stored.ASIDE, None, False)] if stored.ASIDE in field else []
    asked = {question.id: question for question in questions}
    for ident, entry in here.items():
        if ident in asked:
            if not stored.is_nothing(entry) and not readable(entry, asked[ident].kind):
                found.append(_unreadable(ident, asked[ident], True))
        elif not stored.is_nothing(entry):
            found += _gone(ident, entry)
        if _has_aside(entry):
            found.append(_unreadable(ident + stored.ASIDE, asked.get(ident) or known_question(ident), ident in asked))
    return found


def forget_all(field: Any, course: str, delete: Callable[[dict], dict]) -> tuple[Any, dict[str, str], int]:
    """Delete what a field of the plan holds for a course, known or not: return (the field, {question id: version that
    was deleted}, how many answers there were).

    `delete` makes the entry that is left of an answer. What belongs to no course and cannot be read goes too.
    """
    count = int(not stored.is_nothing(stored.at(stored.as_object(field), stored.ASIDE)))
    after = {name: value for name, value in stored.as_object(field).items() if name != stored.ASIDE}
    versions: dict[str, str] = {}
    left = {}
    for ident, entry in stored.as_object(after.get(course)).items():
        if not versioned.is_entry(entry):
            count += not stored.is_nothing(entry)
            continue
        left[ident] = delete(entry)
        if left[ident] is entry:  # A repeated request: what was written since stays.
            continue
        count += not stored.is_nothing(entry["v"]) or set(entry) != {"v", "h"}
        if entry["v"] is not None:
            versions[ident] = versioned.head(entry)
    return ({**after, course: left} if course in after else after), versions, count


def _gone(ident: str, entry: Any) -> list[Kept]:
    question = known_question(ident)
    value = entry["v"] if versioned.is_entry(entry) else entry
    if versioned.is_entry(entry) and stored.is_nothing(value):
        return []
    kinds = (question.kind, *SHAPES) if question else SHAPES
    kind = next((kind for kind in kinds if versioned.is_entry(entry) and readable(entry, kind)), "")
    return [Kept(ident, question, False, kind, value)] if kind else [_unreadable(ident, question, False)]


def _unreadable(ident: str, question: Question | None, asked: bool) -> Kept:
    return Kept(ident, question, asked, "", None)


def _has_aside(entry: Any) -> bool:
    return versioned.is_entry(entry) and not stored.is_nothing(entry.get(stored.ASIDE))
