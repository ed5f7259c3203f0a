"""The mixin of the three blocks. `class ActionPlanXBlock(HumanRightsMixin, XBlock)` in
`<package>/block.py`.
"""

from __future__ import annotations

from xblock.core import XBlock
from xblock.fields import Scope, String

from human_rights_mooc import compat, events, fragments, limits
from human_rights_mooc.learner_state import LearnerStateMixin
from human_rights_mooc.olx import LearnerStateStaysOut
from human_rights_mooc.progress import ProgressMixin
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.wording import _


class HumanRightsMixin(LearnerStateStaysOut, LearnerStateMixin, ProgressMixin):
    """Atlas, shared learner state, progress, events, views. A block sets `INITIALISER`, `EVENTS`,
    `settings_for_page`.

    Decorate the block with `@XBlock.wants("i18n", "user", "replace_urls", "studio_user_permissions")`.
    """

    show_in_read_only_mode = True

    # Name of the script's initialiser, e.g. "HrlPracticeExplorer"; the Studio one is the same with
    # "Studio" appended.
    INITIALISER = ""
    # Events of this block beyond events.SHARED: {"noun.past-verb": {key: check}}.
    EVENTS: dict = {}
    # Those that the script may send by itself; the others are published by handlers.
    CLIENT_EVENTS: tuple[str, ...] = ("list.exported",)
    i18n_js_namespace: str | None = None

    atlas = String(
        display_name=_("Atlas file"),
        help=_("The file of cities and practices, uploaded under Files. The files of the sections lie beside it."),
        default=limits.DEFAULT_ATLAS,
        scope=Scope.settings,
        force_export=True,
    )

    # Views

    @XBlock.supports("multi_device")
    def student_view(self, context=None):
        """The learner's view."""
        return self._page("student_view", compat.is_authenticated(self) and not compat.is_studio(self))

    def public_view(self, context=None):
        """The view of a visitor who has not logged in: reads well, saves nothing, says so."""
        return self._page("public_view", False)

    def author_view(self, context=None):
        """The author's view: what the learner sees, and above it what is wrong, if anything."""
        return self._page("author_view", False, {"findings": self.findings()})

    def _page(self, view: str, saves: bool, more: dict | None = None):
        arguments = {
            "view": view,
            "saves": saves,
            "atlas": self.atlas_address(),
            "settings": self.settings_for_page(),
            "state": self.page_state() if saves else None,
            **(more or {}),
        }
        return fragments.script_fragment(self, "first", self.INITIALISER, arguments, self.parts_at_once())

    def parts_at_once(self) -> tuple[str, ...]:
        """Return the parts of the script that the view asks for as soon as it is drawn. Blocks override it."""
        return ()

    def settings_for_page(self) -> dict:
        """Return the settings that the script needs. Blocks override it."""
        return {}

    def page_state(self) -> dict:
        """Return the learner's state for the page. Blocks override it; see `state_for_page`."""
        return self.state_for_page({}, {})

    def findings(self) -> list[str]:
        """Return sentences about wrong settings, for the author. Blocks extend it."""
        if not self.atlas_address().startswith("/static/"):
            return [
                compat.gettext(self, _("The atlas file must be a file of this course, such as /static/atlas.json."))
            ]
        return []

    def atlas_address(self) -> str:
        """Return the address of the atlas as authored; runtimes expand it in `json_init_args`."""
        address = compat.read_field(self, "atlas", str, limits.DEFAULT_ATLAS).strip()
        return address or limits.DEFAULT_ATLAS

    def atlas_url(self) -> str:
        """Return the real address of the atlas, for handlers, `student_view_data` and `studio_view`."""
        return compat.expand_static(self, self.atlas_address())

    def student_view_data(self, context=None) -> dict:
        """Return what a native app needs to show the block: settings and the atlas's address, nothing of
        the learner.
        """
        return {
            "display_name": compat.read_field(self, "display_name", str, ""),
            "atlas": self.atlas_url(),
            "settings": self.settings_for_page(),
        }

    def index_dictionary(self) -> dict:
        """Return the authored texts for the search of courses."""
        base = getattr(super(), "index_dictionary", None)
        found = dict(base() or {}) if base else {}
        texts = {name: text for name, text in self.index_texts().items() if text}
        found["content"] = {**found.get("content", {}), **texts}
        found["content_type"] = self.INDEX_TYPE
        return found

    INDEX_TYPE = "Human rights activity"

    def index_texts(self) -> dict[str, str]:
        """Return the texts that a search should find. Blocks extend it."""
        return {"display_name": compat.read_field(self, "display_name", str, "")}

    # Events

    def tell(self, name: str, payload: dict) -> None:
        """Publish an event of this block, `name` without its prefix. An invalid one is a mistake of ours:
        it raises.
        """
        wrong = events.problem_with({**events.SHARED, **self.EVENTS}, name, payload)
        if wrong is not None:
            raise ValueError(f"Event {name}: {wrong} is not as documented in docs/events.md")
        compat.publish(self, f"edx.{compat.block_type(self)}.{name}", payload)

    @learner_handler
    def record_event(self, data):
        """Publish an event that the script saw: `{"name", "payload"}`, both checked against the list."""
        name = data.get("name")
        if not isinstance(name, str) or name not in self.CLIENT_EVENTS:
            raise RefusedError(self, _("This event is not known."))
        allowed = {**events.SHARED, **self.EVENTS}
        if events.problem_with(allowed, name, data.get("payload")) is not None:
            raise RefusedError(self, _("This event is not complete."))
        self.tell(name, data["payload"])
        return {"recorded": True}

    def say(self, text: str) -> str:
        """Translate a marked text."""
        return compat.gettext(self, text)
