"""The form by which an author sets up a map."""

from __future__ import annotations

from human_rights_mooc.studio_form import ATLAS_SETTING, POINTS_GROUP, Group, Setting
from human_rights_mooc.wording import _

EDITOR = (
    Group(_("What learners see first"), (Setting("display_name", longest=120), Setting("introduction", "text", 1000))),
    Group(
        _("What the map shows"),
        (
            Setting(
                "start_view",
                "view",
                longest=60,
                pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
                advice=_("Choose the world or a world region."),
                help=_("The part of the world that fills the map when it opens."),
            ),
            Setting(
                "kinds",
                "kinds",
                longest=600,
                pattern=r"([a-z0-9-]+(\s*,\s*[a-z0-9-]+)*)?",
                advice=_("Write the ids of kinds with commas between them."),
                help=_("Learners can show and hide each kind."),
            ),
            Setting("time_slider"),
        ),
    ),
    Group(_("What learners do"), (Setting("required_opened"),)),
    POINTS_GROUP,
    Group(_("Links and files"), (ATLAS_SETTING,)),
)
