"""What makes the preview a small Studio: the author's learner state, and saving what an author sets."""

from __future__ import annotations

from django.conf import settings

from preview import olx_edit
from preview.classes import OURS
from preview.storage import LearnerStore

# Studio keeps the learner state of its preview in the author's session; here it lasts as long as the server.
_session: dict[tuple, dict] = {}


class SessionStore(LearnerStore):
    """Learner state of an author who tries a block in Studio: no learner's row is touched."""

    def prefetch(self, usages):
        """Nothing is in the database."""

    def _read(self, name):
        return dict(_session.get((self.learner, *name), {}))

    def _write(self, name, values):
        _session.setdefault((self.learner, *name), {}).update(values)

    def delete(self, key):
        name, row = self._row(key)
        row.pop(key.field_name, None)
        _session.get((self.learner, *name), {}).pop(key.field_name, None)


class NoStore(LearnerStore):
    """Studio's edit page has no learner: defaults can be read, a write is an error, as there."""

    def prefetch(self, usages):
        """Nothing to read."""

    def _read(self, name):
        return {}

    def _write(self, name, values):
        raise TypeError(f"Learner state ({', '.join(values)}) cannot be written from Studio's edit page.")

    def delete(self, key):
        raise TypeError("Learner state cannot be deleted from Studio's edit page.")


def can_edit(node) -> bool:
    """True for our blocks: the preview saves their settings; all else is edited in its files."""
    return node is not None and node.block_type in OURS and node.error is None


def save_authored(runtime, node, block) -> bool:
    """Write what a handler set on a block into the course. Return whether there was anything to write."""
    changed = runtime.authored_store.changed.get(str(block.scope_ids.usage_id), {})
    if not changed or not can_edit(node):
        return False
    olx_edit.save_fields(settings.COURSE_DIR, node, changed, block.fields)
    return True
