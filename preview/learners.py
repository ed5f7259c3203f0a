"""The people one can be in the preview: two learners, and a member of the course staff."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from preview import models


@dataclass(frozen=True)
class Learner:
    """One of the preview's people. `number` is the id in every row."""

    number: int
    username: str
    name: str
    is_staff: bool = False
    # What a block may ask of the Django user of its request.
    is_authenticated = True
    is_active = True

    @property
    def id(self) -> int:
        """The number, under Django's name."""
        return self.number


LEARNERS = (
    Learner(1, "learner-1", _("Learner 1")),
    Learner(2, "learner-2", _("Learner 2")),
    Learner(3, "staff", _("Course staff"), is_staff=True),
)
SESSION_KEY = "learner"


def current(request) -> Learner:
    """Return who this browser is; the first learner unless another one was chosen."""
    number = request.session.get(SESSION_KEY)
    return next((learner for learner in LEARNERS if learner.number == number), LEARNERS[0])


def choose(request, number: int) -> bool:
    """Make this browser the learner with this number. False when there is none."""
    if number not in {learner.number for learner in LEARNERS}:
        return False
    request.session[SESSION_KEY] = number
    return True


def reset(learner: Learner) -> None:
    """Forget everything that this learner did, in every block and every course.

    What all learners of a block share (`user_state_summary`) holds what they did too, so it goes as a whole.
    """
    models.BlockSummary.objects.all().delete()
    for model in (
        models.LearnerState,
        models.Preference,
        models.UserInfo,
        models.Grade,
        models.Completion,
        models.Publication,
        models.Position,
    ):
        model.objects.filter(learner=learner.number).delete()
