"""Completion and score of a block that completes by doing: published upward only, and only when they
change.
"""

from __future__ import annotations

from xblock.completable import XBlockCompletionMode
from xblock.fields import Boolean, Float, Scope
from xblock.scorable import Score

from human_rights_mooc import compat
from human_rights_mooc.wording import _


class ProgressMixin:
    """A block with `progress()` from 0.0 to 1.0; calls `publish_progress()` after a learner did something.

    The score is for taking part: its value is the progress. `reached` is what was published last, and is
    stored with
    the rest of the learner's state in the same write.
    """

    has_custom_completion = True
    completion_mode = XBlockCompletionMode.COMPLETABLE

    scored = Boolean(
        display_name=_("Counts for the grade"),
        help=_("If yes, learners earn points for taking part. The subsection must be graded too."),
        default=False,
        scope=Scope.settings,
    )
    weight = Float(
        display_name=_("Points"),
        help=_("How many points this activity is worth."),
        default=1.0,
        values={"min": 0, "step": 0.1},
        scope=Scope.settings,
    )
    reached = Float(help="Progress published so far, 0.0 to 1.0", default=0.0, scope=Scope.user_state)

    @property
    def has_score(self) -> bool:
        """True when the author made the block count."""
        return self.scored is True

    def progress(self) -> float:
        """Return how much of what the author asked for is done, 0.0 to 1.0."""
        raise NotImplementedError

    def max_score(self) -> float:
        """Return the raw maximum; `weight` says how many points that is."""
        return 1.0

    def publish_progress(self) -> None:
        """Publish completion, and the score if there is one, if progress is higher than ever before."""
        if not compat.is_authenticated(self):
            return
        now = round(min(1.0, max(0.0, self.progress())), 4)
        if now <= self.best_so_far():
            return
        told = compat.publish(self, "completion", {"completion": now})
        if self.has_score:
            told = self._publish_score(now, True) and told
        if told:
            self.reached = now

    def best_so_far(self) -> float:
        """Return the highest progress that was published."""
        return float(compat.read_field(self, "reached", (int, float), 0.0))

    def _publish_score(self, value: float, only_if_higher: bool) -> bool:
        grade = {"value": value, "max_value": 1.0, "only_if_higher": only_if_higher}
        return compat.publish(self, "grade", grade)

    # What the platform's rescoring asks for (`xblock.scorable`).

    def allows_rescore(self) -> bool:
        """True when there is a score."""
        return self.has_score

    def has_submitted_answer(self) -> bool:
        """True when the learner has done something that counts."""
        return self.best_so_far() > 0 or self.progress() > 0

    def get_score(self) -> Score:
        """Return the score that is stored."""
        return Score(raw_earned=self.best_so_far(), raw_possible=1.0)

    def set_score(self, score: Score) -> None:
        """Store a score."""
        self.reached = score.raw_earned / score.raw_possible if score.raw_possible else 0.0

    def calculate_score(self) -> Score:
        """Return the score for the stored state; it never falls below one that was given."""
        return Score(raw_earned=max(self.best_so_far(), min(1.0, self.progress())), raw_possible=1.0)

    def rescore(self, only_if_higher: bool = True) -> None:
        """Calculate the score again from the stored state and publish it. Raises as the platform expects."""
        if not self.allows_rescore():
            raise TypeError(compat.gettext(self, _("This activity has no score.")))
        if not self.has_submitted_answer():
            raise ValueError(compat.gettext(self, _("The learner has not started this activity.")))
        score = self.calculate_score()
        self.set_score(score)
        self._publish_score(score.raw_earned, True)

    def publish_grade(self, score: Score | None = None, only_if_higher: bool = True) -> None:
        """Publish a score, as the platform's own rescoring and override tools ask."""
        score = score or self.get_score()
        self._publish_score(score.raw_earned / (score.raw_possible or 1.0), True)
