"""What the author of an explorer sets."""

from __future__ import annotations

from human_rights_mooc import limits
from human_rights_mooc.wording import _
from xblock.fields import Boolean, Integer, Scope, String

MOST_REQUIRED = 50
MOST_MINIMUM = 2000


class ExplorerSettings:
    """Authored fields of the explorer, all with defaults that work."""

    display_name = String(
        display_name=_("Title"),
        help=_("The heading that learners see."),
        default="Practice explorer",
        scope=Scope.settings,
    )
    introduction = String(
        display_name=_("Introduction"),
        help=_("One or two sentences above the search: what to look for. Text only."),
        default="",
        multiline_editor=True,
        scope=Scope.settings,
    )
    preset = String(
        display_name=_("Filters set at first"),
        help=_("One a line, for example: theme: housing. Several lines of one kind mean: any of these."),
        default="",
        multiline_editor=True,
        xml_node=True,
        scope=Scope.settings,
    )
    allow_widening = Boolean(
        display_name=_("Learners may remove these filters"),
        help=_("If no, learners stay within the filters that you set."),
        default=True,
        scope=Scope.settings,
    )
    required_opened = Integer(
        display_name=_("Practices to open"),
        help=_("How many different practices a learner opens to complete this activity."),
        default=3,
        values={"min": 0, "max": MOST_REQUIRED},
        scope=Scope.settings,
    )
    reflection_prompt = String(
        display_name=_("Question for reflection"),
        help=_("Shown below the list. Leave it empty for no question."),
        default="",
        multiline_editor=True,
        scope=Scope.settings,
    )
    reflection_min_length = Integer(
        display_name=_("Shortest reflection, in characters"),
        help=_("0 means that the reflection is not needed to complete the activity."),
        default=0,
        values={"min": 0, "max": MOST_MINIMUM},
        scope=Scope.settings,
    )
    contact = String(
        display_name=_("Contact address"),
        help=_("Where learners send the practice of their own city."),
        default=limits.DEFAULT_CONTACT,
        scope=Scope.settings,
    )
    map_unit = String(
        display_name=_("Unit of the map"),
        help=_("The name (url_name) of the unit that holds the map, for links from a practice. Empty: no link."),
        default="welcome-map",
        scope=Scope.settings,
    )
