"""What the author of a step, or of an overview, sets. An empty text shows our own, in the reader's language."""

from __future__ import annotations

from human_rights_mooc.wording import _
from xblock.fields import Integer, Scope, String

from action_plan.answers import MOST_MINIMUM
from action_plan.steps import OVERVIEW, STEPS

STEP_NAMES = (*STEPS, OVERVIEW)
DEFAULT_UNITS = "block-{step}-plan"


class PlanSettings:
    """Authored fields of the plan, all with defaults that work."""

    display_name = String(
        display_name=_("Title"),
        help=_("The heading that learners see."),
        default="My action plan",
        scope=Scope.settings,
    )
    step = String(
        display_name=_("Step"),
        help=_("Which step of the plan stands here, 1 to 6, or the overview of the whole plan."),
        default="1",
        values=[{"display_name": name, "value": name} for name in STEP_NAMES],
        scope=Scope.settings,
    )
    minimum_length = Integer(
        display_name=_("Shortest answer, in characters"),
        help=_("An answer counts when it has this length. 0 means that any answer counts."),
        default=40,
        values={"min": 0, "max": MOST_MINIMUM},
        scope=Scope.settings,
    )
    introduction = String(
        display_name=_("Introduction"),
        help=_("One or two sentences above the questions. Empty: our own text for this step."),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    questions = String(
        display_name=_("Questions"),
        help=_(
            "One a line, for example: gap: Which right is not real here? Keep the word before the colon: it holds the "
            "learners' answers. Write (optional) after it if no answer is needed. A line that starts with > is a hint. "
            "Empty: our own questions."
        ),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    example_good = String(
        display_name=_("Example of a good answer"),
        help=_("Empty: our own example."),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    example_weak = String(
        display_name=_("Example of a weak answer"),
        help=_("Empty: our own example."),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    reviewer = String(
        display_name=_("What a reviewer looks for"),
        help=_("One point a line. Empty: our own points."),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    step_units = String(
        display_name=_("Units of the steps"),
        help=_("The name (url_name) of the unit that holds a step, with {step} for its number. Empty: no links."),
        default=DEFAULT_UNITS,
        scope=Scope.settings,
    )
