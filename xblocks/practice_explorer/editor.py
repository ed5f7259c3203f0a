"""The form by which an author sets up an explorer."""

from __future__ import annotations

from human_rights_mooc.studio_form import ATLAS_SETTING, MAIL_PATTERN, POINTS_GROUP, UNIT_PATTERN, Group, Setting
from human_rights_mooc.wording import _

PRESET_LINE = (
    r"(theme|section|size|right|group|status)\s*:\s*[a-z0-9]+(-[a-z0-9]+)*"
    r"|country\s*:\s*[A-Z]{2}"
    r"|sdg\s*:\s*([1-9]|1[0-7])"
    r"|block\s*:\s*[1-6]"
    r"|recognised\s*:\s*yes"
)

EDITOR = (
    Group(_("What learners see first"), (Setting("display_name", longest=120), Setting("introduction", "text", 1000))),
    Group(
        _("Which practices"),
        (
            Setting(
                "preset",
                "preset",
                longest=4000,
                pattern=PRESET_LINE,
                by_line=True,
                advice=_("Write one filter a line, for example: theme: housing."),
                help=_(
                    "Learners see these practices first. Ticks within one group mean: any of these. Ticks in two "
                    "groups mean: both."
                ),
            ),
            Setting("allow_widening"),
        ),
    ),
    Group(
        _("What learners do"),
        (
            Setting("required_opened"),
            Setting("reflection_prompt", "text", 600),
            Setting("reflection_min_length"),
        ),
    ),
    POINTS_GROUP,
    Group(
        _("Links and files"),
        (
            Setting("contact", pattern=MAIL_PATTERN, advice=_("Write an e-mail address, or leave this empty.")),
            Setting(
                "map_unit",
                longest=60,
                pattern=UNIT_PATTERN,
                advice=_("Use the name of a unit: lower-case letters, digits and hyphens."),
            ),
            ATLAS_SETTING,
        ),
    ),
)
