"""The XBlock of the map: settings, views, the cities that a learner opens, events."""

from __future__ import annotations

from human_rights_mooc import compat, events, limits, stored
from human_rights_mooc.mixin import HumanRightsMixin
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.studio import StudioMixin
from human_rights_mooc.wording import _
from xblock.core import XBlock
from xblock.fields import List, Scope

from rights_map.editor import EDITOR
from rights_map.settings import MOST_REQUIRED, WORLD, MapSettings, parse_kinds


@XBlock.wants("i18n", "user", "replace_urls", "studio_user_permissions", "completion", "settings")
class RightsMapXBlock(HumanRightsMixin, MapSettings, StudioMixin, XBlock):
    """See who is in the movement, how it grew, and who is near; open cities and read what they did."""

    INITIALISER = "HrlRightsMap"
    INDEX_TYPE = "Map of human rights cities"
    i18n_js_namespace = "HrlRightsMapI18N"
    EVENTS = {
        "city.opened": {"city": events.ident, "first_time": events.flag},
        "cities.searched": {"text": events.search_text, "results": events.count, "filters": events.facets},
        "timeline.played": {"until": events.count},
    }
    # A practice is read in place here; which ones were opened is kept by the explorers only.
    CLIENT_EVENTS = ("list.exported", "practice.opened", "cities.searched", "timeline.played")

    EDITOR = EDITOR

    opened = List(help="Ids of the cities opened", default=[], scope=Scope.user_state)

    # Settings

    def settings_for_page(self) -> dict:
        """Return the settings that the script needs, each of the right type whatever was imported."""
        return {
            "title": compat.read_field(self, "display_name", str, ""),
            "introduction": compat.read_field(self, "introduction", str, ""),
            "startView": self.view_at_start(),
            "kinds": parse_kinds(compat.read_field(self, "kinds", str, ""))[0],
            "timeSlider": self.time_slider is not False,
            "required": self.required(),
            "scored": self.has_score,
        }

    def view_at_start(self) -> str:
        """Return "world" or what may be the id of a section."""
        view = compat.read_field(self, "start_view", str, WORLD).strip()
        return view if limits.is_id(view) else WORLD

    def required(self) -> int:
        """Return how many cities a learner opens, 0 to 50."""
        return min(MOST_REQUIRED, max(0, compat.read_field(self, "required_opened", int, 3)))

    def findings(self) -> list[str]:
        """Return sentences about wrong settings, for the author."""
        found = super().findings()
        view = compat.read_field(self, "start_view", str, WORLD).strip()
        if view and not limits.is_id(view):
            found.append(
                self.say(_("View at the start: “{view}” is not understood. The map shows the world.")).format(
                    view=view[:60]
                )
            )
        for part in parse_kinds(compat.read_field(self, "kinds", str, ""))[1]:
            sentence = self.say(_("Kinds shown at first: “{kind}” is not understood. It has no effect."))
            found.append(sentence.format(kind=part))
        if self.required() == 0:
            found.append(self.say(_("Nothing is asked of learners here: set how many cities they open.")))
        return found

    # A learner's state

    def opened_cities(self) -> list[str]:
        """Return the ids of the cities opened, in order, each once."""
        opened = compat.read_field(self, "opened", list, [])
        return list(dict.fromkeys(city for city in opened if limits.is_id(city)))[: limits.OPENED_ITEMS]

    def own_state(self) -> dict:
        """Return what this map keeps for the learner."""
        return {"opened": self.opened_cities()}

    def page_state(self) -> dict:
        """Return the learner's state for the page; the ids only while they are few."""
        opened = self.opened_cities()
        return self.state_for_page({"count": len(opened)}, {"opened": opened})

    def progress(self) -> float:
        """Return the share of the cities asked for that were opened."""
        opened, required = len(self.opened_cities()), self.required()
        if not required:
            return 1.0 if opened else 0.0
        return min(opened, required) / required

    # Handlers

    @learner_handler
    def open_cities(self, data):
        """Note that cities were opened: `{"opened": [id]}`; return all ids opened. Writes nothing for a city that
        was opened before.
        """
        cities = data.get("opened")
        if (
            not isinstance(cities, list)
            or not 0 < len(cities) <= limits.CHANGES_PER_REQUEST
            or not all(map(limits.is_id, cities))
        ):
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        before = self.opened_cities()
        cities = list(dict.fromkeys(cities))
        fresh = [city for city in cities if city not in before]
        opened = stored.appended(self.stored_field("opened"), fresh)
        if fresh and len(opened) <= limits.OPENED_ITEMS:
            self.opened = opened
            self.publish_progress()
        for city in cities:
            self.tell("city.opened", {"city": city, "first_time": city in fresh})
        return {"opened": self.opened_cities()}

    # Search of courses

    def index_texts(self) -> dict[str, str]:
        """Return the authored texts."""
        return {**super().index_texts(), "introduction": compat.read_field(self, "introduction", str, "")}

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Scenarios for the XBlock workbench."""
        return [("Map of human rights cities", "<rights_map/>")]
