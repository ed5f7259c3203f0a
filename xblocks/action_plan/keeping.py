"""What the plan keeps for a learner: one field a step in scope `preferences`, keyed by course.

The steps stand in six units, the plan is one. One field a step, so that two steps never overwrite each other. An answer
is a versioned entry, `{"v": value, "h": history}`. A deleted answer stays as an entry without a value, so that another
device's older copy is recognised as older and does not come back by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from human_rights_mooc import compat, limits, versioned
from xblock.fields import Dict, Scope

from action_plan import answers
from action_plan.steps import RUBRIC, Question

CHECK = "check"
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

    def entries_of(self, step: str, questions: Iterable[Question]) -> dict[str, dict]:
        """Return the stored entries of a step ("1" to "6" or CHECK) by question id. Damaged ones are left out.

        `questions` say of which kind each answer is; answers to questions that are gone are texts.
        """
        kinds = {question.id: question.kind for question in questions}
        stored = compat.read_field(self, f"step_{step}", dict, {}).get(compat.course_name(self))
        found = {}
        for ident, entry in (stored if isinstance(stored, dict) else {}).items():
            if versioned.is_entry(entry) and answers.is_stored(kinds.get(ident, "text"), entry["v"]):
                found[ident] = entry
        return dict(list(found.items())[:MOST_ENTRIES])

    def checks(self) -> dict[str, dict]:
        """Return the entries of the learner's own check."""
        return self.entries_of(CHECK, RUBRIC)

    def store_entries(self, step: str, entries: dict[str, dict]) -> None:
        """Store the entries of a step of this course. Raises PlanFullError; then nothing is stored."""
        name = f"step_{step}"
        before = compat.read_field(self, name, dict, {})
        after = {**before, compat.course_name(self): entries}
        size = limits.stored_bytes(after)
        if len(entries) > MOST_ENTRIES or (size > answers.STEP_BYTES and size > limits.stored_bytes(before)):
            raise PlanFullError
        setattr(self, name, after)

    def forget_step(self, step: str, entries: dict[str, dict], writer: str, number: int) -> tuple[dict, dict[str, str]]:
        """Delete the answers of a step: return (entries as stored now, {question id: version that was deleted}).

        Raises versioned.BadVersionError.
        """
        after, deleted = dict(entries), {}
        for ident, entry in entries.items():
            if entry["v"] is None:
                continue
            now, store, _conflict = versioned.apply_write(entry, None, writer, number, versioned.head(entry))
            if store:
                after[ident] = now
                deleted[ident] = versioned.head(entry)
        if deleted:
            self.store_entries(step, after)
        return after, deleted
