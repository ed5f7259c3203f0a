"""The XBlock of the explorer: settings, views, what a learner opens and writes, events."""

from __future__ import annotations

from typing import Any

from human_rights_mooc import compat, events, limits, stored
from human_rights_mooc.mixin import HumanRightsMixin
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.studio import StudioMixin
from human_rights_mooc.wording import _
from xblock.core import XBlock
from xblock.fields import Dict, List, Scope

from practice_explorer.editor import EDITOR
from practice_explorer.preset import parse_preset
from practice_explorer.settings import MOST_MINIMUM, MOST_REQUIRED, ExplorerSettings


@XBlock.wants("i18n", "user", "replace_urls", "studio_user_permissions", "completion", "settings")
class PracticeExplorerXBlock(HumanRightsMixin, ExplorerSettings, StudioMixin, XBlock):
    """Find what other cities did, read it, compare, keep what fits with a note, take it away."""

    INITIALISER = "HrlPracticeExplorer"
    INDEX_TYPE = "Practice explorer"
    i18n_js_namespace = "HrlPracticeExplorerI18N"
    EVENTS = {
        "practice.compared": {"practices": events.ids},
        "practices.searched": {"text": events.search_text, "results": events.count, "filters": events.facets},
        "reflection.saved": {"characters": events.count},
    }
    CLIENT_EVENTS = ("list.exported", "practice.compared", "practices.searched")

    EDITOR = EDITOR

    opened = List(help="Numbers of the practices opened", default=[], scope=Scope.user_state)
    reflection = Dict(help="The learner's reflection", default={}, scope=Scope.user_state)

    # Settings

    def settings_for_page(self) -> dict:
        """Return the settings that the script needs, each of the right type whatever was imported."""
        return {
            "title": compat.read_field(self, "display_name", str, ""),
            "introduction": compat.read_field(self, "introduction", str, ""),
            "preset": parse_preset(compat.read_field(self, "preset", str, ""))[0],
            "widening": self.allow_widening is not False,
            "required": self.required(),
            "reflectionPrompt": self.prompt(),
            "reflectionMinimum": self.minimum(),
            "contact": compat.read_field(self, "contact", str, "").strip() or limits.DEFAULT_CONTACT,
            "scored": self.has_score,
            # The LMS turns this into the real address; where nobody does, the script shows no link.
            "map": f"/jump_to_id/{self.map_unit}" if limits.is_id(self.map_unit) else "",
        }

    def required(self) -> int:
        """Return how many practices a learner opens, 0 to 50."""
        return min(MOST_REQUIRED, max(0, compat.read_field(self, "required_opened", int, 3)))

    def prompt(self) -> str:
        """Return the question for reflection, "" for none."""
        return compat.read_field(self, "reflection_prompt", str, "").strip()

    def minimum(self) -> int:
        """Return the shortest reflection that completes, in characters; 0 where no question is asked."""
        if not self.prompt():
            return 0
        return min(MOST_MINIMUM, max(0, compat.read_field(self, "reflection_min_length", int, 0)))

    def findings(self) -> list[str]:
        """Return sentences about wrong settings, for the author."""
        found = super().findings()
        for number, line in parse_preset(compat.read_field(self, "preset", str, ""))[1]:
            sentence = self.say(_("Filters set at first, line {number}: “{line}” is not understood. It has no effect."))
            found.append(sentence.format(number=number, line=line))
        if self.required() == 0 and self.minimum() == 0:
            found.append(self.say(_("Nothing is asked of learners here: set how many practices they open.")))
        return found

    # A learner's state

    def opened_numbers(self) -> list[int]:
        """Return the numbers of the practices opened, in order, each once."""
        opened = compat.read_field(self, "opened", list, [])
        return list(dict.fromkeys(n for n in opened if limits.is_whole(n, 1, 10**6)))[: limits.OPENED_ITEMS]

    def reflection_entry(self) -> dict | None:
        """Return the reflection, `{"v": text, "h": history}`, or None."""
        return stored.known_entry(self.stored_field("reflection"), lambda value: isinstance(value, str))

    def own_state(self) -> dict:
        """Return what this explorer keeps for the learner."""
        return {"opened": self.opened_numbers(), "reflection": self.reflection_entry()}

    def page_state(self) -> dict:
        """Return the learner's state for the page."""
        own = self.own_state()
        return self.state_for_page({"opened": own["opened"]}, {"reflection": own["reflection"]})

    def progress(self) -> float:
        """Return the share of what is asked that is done: practices opened, and the reflection if one is
        asked.
        """
        parts = []
        if self.required():
            parts.append((min(len(self.opened_numbers()), self.required()), self.required()))
        if self.minimum():
            entry = self.reflection_entry()
            length = len(entry["v"].strip()) if entry else 0
            parts.append((1 if length >= self.minimum() else 0, 1))
        if not parts:
            return 1.0 if self.opened_numbers() else 0.0
        return sum(done for done, _all in parts) / sum(asked for _done, asked in parts)

    # Handlers

    @learner_handler
    def open_practices(self, data):
        """Note that practices were opened: `{"opened": [{"n": number, "id": id}]}`; return all numbers
        opened.
        """
        practices = self._opened_in(data)
        before = self.opened_numbers()
        fresh = [item for item in practices if item["n"] not in before]
        opened = stored.appended(self.stored_field("opened"), (item["n"] for item in fresh))
        if fresh and len(opened) <= limits.OPENED_ITEMS:
            self.opened = opened
            self.publish_progress()
        for item in practices:
            self.tell("practice.opened", {"practice": item["id"], "first_time": item in fresh})
        return {"opened": self.opened_numbers()}

    def _opened_in(self, data) -> list[dict[str, Any]]:
        practices = data.get("opened")
        if not isinstance(practices, list) or not 0 < len(practices) <= limits.CHANGES_PER_REQUEST:
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        found: dict[int, dict[str, Any]] = {}
        for item in practices:
            if (
                not isinstance(item, dict)
                or not limits.is_whole(item.get("n"), 1, 10**6)
                or not limits.is_id(item.get("id"))
            ):
                raise RefusedError(self, _("The request is not understood. Load the page again."))
            found[item["n"]] = {"n": item["n"], "id": item["id"]}
        return list(found.values())

    @learner_handler
    def change_reflection(self, data):
        """Store `{"value": text, "writer", "number", "base"}`; return `{"reflection": entry, "conflict":
        bool}`.
        """
        text = limits.clean_text(data.get("value"), limits.REFLECTION_CHARACTERS)
        if text is None:
            raise RefusedError(
                self,
                _("Your text has at most {most} characters. Shorten it and save again."),
                most=limits.REFLECTION_CHARACTERS,
            )
        known = self.reflection_entry()
        entry, store, conflict = self.apply_versioned(known, text, data)
        if store:
            self.reflection = stored.entry_over(self.stored_field("reflection"), known, entry)
            self.publish_progress()
            self.tell("reflection.saved", {"characters": len(text)})
        return {"reflection": entry, "conflict": conflict}

    # Search of courses

    def index_texts(self) -> dict[str, str]:
        """Return the authored texts."""
        return {
            **super().index_texts(),
            "introduction": compat.read_field(self, "introduction", str, ""),
            "reflection_prompt": self.prompt(),
        }

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Scenarios for the XBlock workbench."""
        return [("Practice explorer", "<practice_explorer/>")]
