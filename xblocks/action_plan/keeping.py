"""What the plan keeps for a learner: one field a step in scope `preferences`, keyed by course.

The steps stand in six units, the plan is one. One field a step, so that two steps never overwrite each other. An answer
is a versioned entry, `{"v": value, "h": history}`. A deleted answer stays as an entry without a value, so that another
device's older copy is recognised as older and does not come back by itself. What a field holds besides (`kept.py`)
stays as it is, whatever is written.
"""

from __future__ import annotations

from typing import Any

from human_rights_mooc import compat, limits, stored, versioned
from xblock.fields import Dict, Scope

from action_plan import answers, kept
from action_plan.steps import CHECK, RUBRIC, Question

MOST_ENTRIES = 24


class PlanFullError(ValueError):
    """A step that would take more room than the platform should load with every request."""


class PlanKeepingMixin:
    """The fields, and how they are read and written."""

    step_1 = Dict(help="Answers of step 1, by course", default={}, scope=Scope.preferences)
    step_2 = Dict(help="Answers of step 2, by course", default={}, scope=Scope.preferences)
    step_3 = Dict(help="Answers of step 3, by course", default={}, scope=Scope.preferences)
    step_4 = Dict(help="Answers of step 4, by course", default={}, scope=Scope.preferences)
    step_5 = Dict(help="Answers of step 5, by course", default={}, scope=Scope.preferences)
    step_6 = Dict(help="Answers of step 6, by course", default={}, scope=Scope.preferences)
    step_check = Dict(help="The learner's own check of the plan, by course", default={}, scope=Scope.preferences)

    def entries_of(self, step: str, questions: tuple[Question, ...]) -> dict[str, dict]:
        """Return the stored entries of a step ("1" to "6" or CHECK) that can be read, by question id.

        `questions` say of which kind each answer is; those that are gone are read as our own steps ask them.
        """
        here = stored.at(self._step_field(step), compat.course_name(self))
        found = {
            ident: kept.readable(entry, kept.kind_of(ident, questions))
            for ident, entry in (here.items() if isinstance(here, dict) else ())
        }
        return {ident: entry for ident, entry in found.items() if entry is not None}

    def checks(self) -> dict[str, dict]:
        """Return the entries of the learner's own check."""
        return self.entries_of(CHECK, RUBRIC)

    def kept_of(self, step: str, questions: tuple[Question, ...]) -> list[kept.Kept]:
        """Return what a step holds besides the answers to its questions."""
        return kept.kept_answers(self._step_field(step), compat.course_name(self), questions)

    def store_entry(self, step: str, ident: str, known: dict | None, entry: dict) -> None:
        """Store one entry of a step of this course, and leave all else as it is. Raises PlanFullError; then nothing is
        stored. `known` is the entry as it was read, None where there was none to read.
        """
        before, path = self._step_field(step), (compat.course_name(self), ident)
        old = stored.at(before, *path)
        after = stored.put(before, path, stored.entry_over(old, known, entry))
        room = limits.may_store(before, after, answers.STEP_BYTES, stored.at(known, "v"), entry["v"])
        is_new = stored.is_nothing(old) or stored.is_deleted(old)
        written = [one for one in after[path[0]].values() if not stored.is_deleted(one)]
        if not room or (is_new and len(written) > MOST_ENTRIES):
            raise PlanFullError
        setattr(self, f"step_{step}", after)

    def forget_step(self, step: str, writer: str, number: int) -> tuple[dict[str, str], int]:
        """Delete the answers of a step, known or not: return ({question id: version that was deleted}, their number).

        Raises versioned.BadVersionError; then nothing is deleted.
        """

        def delete(entry: dict) -> dict:
            if entry["v"] is None:
                return {"v": None, "h": entry["h"]} if set(entry) != {"v", "h"} else entry
            return versioned.apply_write(entry, None, writer, number, versioned.head(entry))[0]

        versioned.apply_write(None, None, writer, number, "")
        before = self._step_field(step)
        after, versions, count = kept.forget_all(before, compat.course_name(self), delete)
        if not stored.is_nothing(before) and after != before:
            setattr(self, f"step_{step}", after)
        return versions, count

    def _step_field(self, step: str) -> Any:
        return compat.stored_field(self, f"step_{step}")
