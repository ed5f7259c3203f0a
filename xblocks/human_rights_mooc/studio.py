"""A block in Studio: the editor's page, saving of settings, and the answers that the atlas editor asks for."""

from __future__ import annotations

import hashlib
import html

from human_rights_mooc import compat, fragments, pieces, studio_atlas, studio_form
from human_rights_mooc.requests import RefusedError, author_handler
from human_rights_mooc.wording import _


class StudioMixin:
    """The editor of a block whose `EDITOR` says what may be set. Mix in with HumanRightsMixin.

    Files of the course are never written here: the author's browser saves them by Studio's own asset endpoint.
    """

    EDITOR: tuple[studio_form.Group, ...] = ()

    def studio_view(self, context=None):
        """Return the editor: a form made for this block, and the way to the cities and practices."""
        arguments = {
            "view": "studio_view",
            "form": studio_form.describe(self, self.EDITOR),
            "atlas": self.atlas_address(),
            "assets": f"/assets/{compat.course_name(self)}/",
            "assetPattern": self._asset_pattern(),
            **self.editor_arguments(),
        }
        fragment = fragments.script_fragment(self, "studio", f"{self.INITIALISER}Studio", arguments)
        buttons = (("action-primary save-button", _("Save")), ("cancel-button", _("Cancel")))
        items = "".join(
            f'<li class="action-item"><button type="button" class="button {kind}">{label}</button></li>'
            for kind, label in ((kind, html.escape(self.say(text))) for kind, text in buttons)
        )
        fragment.content = (
            f'<div class="editor-with-buttons">{fragment.content}'
            f'<div class="xblock-actions"><ul>{items}</ul></div></div>'
        )
        return fragment

    def editor_arguments(self) -> dict:
        """Return what this block's editor needs beyond its form. Blocks override it."""
        return {}

    def _asset_pattern(self) -> str:
        """Return the address of a course file with NAME for its name, "" outside a course."""
        try:
            return f"/{compat.course_key(self).make_asset_key('asset', 'NAME')}"
        except Exception:  # noqa: BLE001 - a content library has no such files
            return ""

    @author_handler
    def submit_studio_edits(self, data):
        """Store settings: `{"values": {name: value}, "defaults": [names to reset]}`. All of them, or none."""
        given, resets = data.get("values", {}), data.get("defaults", [])
        if not isinstance(given, dict) or not isinstance(resets, list):
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        values, wrong = studio_form.clean_values(self, self.EDITOR, given)
        if wrong:
            raise RefusedError(self, "\n".join(wrong))
        known = studio_form.settings_of(self.EDITOR)
        for name, value in values.items():
            setattr(self, name, value)
        for name in known:
            if name in resets and name not in values and self.fields[name].is_set_on(self):
                self.fields[name].delete_from(self)
        return {"result": "success"}

    @author_handler
    def work_on_atlas(self, data):
        """Check an atlas, or turn it into spreadsheets and back, for the author who sent it. Nothing is stored.

        A large request comes in pieces, which wait in the platform's cache for at most ten minutes.
        """
        from rights_atlas.wording import speaking  # findings speak the author's language

        owner = hashlib.sha256(f"{compat.user_name(self)} {compat.course_name(self)}".encode()).hexdigest()[:24]
        try:
            reply, whole = pieces.joined(data, compat.shared_cache(), owner)
            if reply is not None:
                return reply
            with speaking(compat.language(self), for_a_page=True):
                return studio_atlas.answer(studio_atlas.unpack(whole))
        except studio_atlas.NotUnderstoodError as problem:
            raise RefusedError(self, str(problem)) from None
