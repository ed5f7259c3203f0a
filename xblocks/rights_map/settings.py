"""What the author of a map sets."""

from __future__ import annotations

from human_rights_mooc.limits import is_id
from human_rights_mooc.wording import _
from xblock.fields import Boolean, Integer, Scope, String

MOST_REQUIRED = 50
MOST_KINDS = 20
WORLD = "world"
# Cities that are on the map for a practice alone. Not an id of the atlas's vocabulary.
PRACTICE = "practice"
DEFAULT_KINDS = "declaration, council-resolution, charter-signatory, campaign-member"


class MapSettings:
    """Authored fields of the map, all with defaults that work."""

    display_name = String(
        display_name=_("Title"),
        help=_("The heading that learners see."),
        default="Map of human rights cities",
        scope=Scope.settings,
    )
    introduction = String(
        display_name=_("Introduction"),
        help=_("One or two sentences above the map: what to look for. Text only."),
        default="",
        multiline_editor=True,
        scope=Scope.settings,
    )
    start_view = String(
        display_name=_("View at the start"),
        help=_("“world”, or the id of a world region, for example: africa."),
        default=WORLD,
        scope=Scope.settings,
    )
    kinds = String(
        display_name=_("Kinds shown at first"),
        help=_(
            "Ids of the kinds of recognition, with commas between them. “practice” shows cities that are there for "
            "a practice alone. Learners can show and hide each kind."
        ),
        default=DEFAULT_KINDS,
        scope=Scope.settings,
    )
    time_slider = Boolean(
        display_name=_("Time line"),
        help=_("Shows how the movement grew, year by year."),
        default=True,
        scope=Scope.settings,
    )
    required_opened = Integer(
        display_name=_("Cities to open"),
        help=_("How many different cities a learner opens to complete this activity."),
        default=3,
        values={"min": 0, "max": MOST_REQUIRED},
        scope=Scope.settings,
    )


def parse_kinds(text: str) -> tuple[list[str], list[str]]:
    """Read `declaration, award`: return (ids in order, each once; parts that are no id).

    Whether an id exists is for whoever has the atlas. An empty text means every kind.
    """
    found: list[str] = []
    wrong: list[str] = []
    for part in (part.strip() for part in text.replace("\n", ",").split(",")[: 4 * MOST_KINDS]):
        if part and not is_id(part):
            wrong.append(part[:60])
        elif part and part not in found:
            found.append(part)
    return found[:MOST_KINDS], wrong
