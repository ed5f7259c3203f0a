"""The form by which an author sets up a step of the plan, or its overview."""

from __future__ import annotations

from human_rights_mooc.studio_form import ATLAS_SETTING, POINTS_GROUP, Group, Setting
from human_rights_mooc.wording import _

QUESTION_LINE = r">.*|([1-6]\.)?[a-z][a-z0-9_]{0,29}( ?\(optional\))?\s*:\s*\S.*"
STEP_CHOICES = (
    ("1", _("Step 1")),
    ("2", _("Step 2")),
    ("3", _("Step 3")),
    ("4", _("Step 4")),
    ("5", _("Step 5")),
    ("6", _("Step 6")),
    ("overview", _("Overview of the whole plan")),
)

EDITOR = (
    Group(
        _("What learners see first"),
        (
            Setting("display_name", longest=120),
            Setting("step", "choice", choices=STEP_CHOICES),
            Setting("introduction", "text", 1000),
        ),
    ),
    Group(
        _("Questions"),
        (
            Setting(
                "questions",
                "questions",
                longest=12000,
                pattern=QUESTION_LINE,
                by_line=True,
                advice=_("Write a short name, a colon and the question on each line."),
                help=_("You may change the words of a question at any time: learners keep their answers."),
            ),
            Setting("minimum_length"),
        ),
    ),
    Group(
        _("Examples"),
        (
            Setting("example_good", "text", 2000),
            Setting("example_weak", "text", 2000),
            Setting("reviewer", "text", 2000),
        ),
    ),
    POINTS_GROUP,
    Group(
        _("Links and files"),
        (
            Setting(
                "step_units",
                longest=60,
                pattern=r"([a-z0-9-]*\{step\}[a-z0-9-]*)?",
                advice=_("Use the name of a unit with {step} where its number stands."),
            ),
            ATLAS_SETTING,
        ),
    ),
)
