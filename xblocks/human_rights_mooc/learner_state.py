"""What a learner keeps across the three blocks: shortlist, notes and territory, and their handlers.

All three are in scope `user_info`: one row a field and learner, shared by every block type that declares the
name, and loaded with every request. So they are small. Changes come as changes; each answer says what is stored
now, and a client believes a save only when it reads its own change back.
"""

from __future__ import annotations

from typing import Any

from xblock.fields import Dict, Scope

from human_rights_mooc import compat, limits, shortlist, versioned
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.territory import clean_territory
from human_rights_mooc.wording import _


class LearnerStateMixin:
    """Fields `hrl_shortlist`, `hrl_notes`, `hrl_territory`, their readers, and their handlers."""

    hrl_shortlist = Dict(help="Practices kept, by course", default={}, scope=Scope.user_info)
    hrl_notes = Dict(help="Notes on practices kept, by course", default={}, scope=Scope.user_info)
    hrl_territory = Dict(help="The learner's own territory", default={}, scope=Scope.user_info)

    # Reading

    def shortlist_here(self) -> dict:
        """Return this course's shortlist, `{"ids": [[id, token]], "gone": [[id, token]]}`."""
        return shortlist.clean(compat.read_field(self, "hrl_shortlist", dict, {}).get(compat.course_name(self)))

    def notes_here(self) -> dict:
        """Return this course's notes, `{practice id: {"v": five texts or None, "h": history}}`."""
        stored = compat.read_field(self, "hrl_notes", dict, {}).get(compat.course_name(self))
        stored = stored if isinstance(stored, dict) else {}
        return {key: entry for key, entry in stored.items() if limits.is_id(key) and _is_note(entry)}

    def territory_here(self) -> dict | None:
        """Return the learner's territory, `{"v": {...} or None, "h": history}`, or None if none was ever
        given.
        """
        stored = compat.read_field(self, "hrl_territory", dict, {})
        return stored if versioned.is_entry(stored) else None

    def shared_state(self) -> dict:
        """Return the three, for the answer of a handler."""
        return {
            "shortlist": self.shortlist_here(),
            "notes": self.notes_here(),
            "territory": self.territory_here(),
        }

    def state_for_page(self, own: dict, optional: dict) -> dict:
        """Return the state for `json_init_args`: `own` and shortlist and territory, and of `optional` what
        fits.

        A page carries about 7 kB of state at most. What does not fit is named in `later`; the script asks
        for it
        with the handler `read_state` when it is needed.
        """
        state: dict[str, Any] = {
            **own,
            "shortlist": self.shortlist_here(),
            "territory": self.territory_here(),
        }
        later = []
        for name, value in {**optional, "notes": self.notes_here()}.items():
            if limits.stored_bytes({**state, name: value}) <= limits.STATE_IN_PAGE_BYTES:
                state[name] = value
            else:
                later.append(name)
        return {**state, "later": later}

    def own_state(self) -> dict:
        """Return what the block itself keeps, for `read_state`. Blocks override it."""
        return {}

    # Handlers

    @learner_handler
    def read_state(self, data):
        """Return all that is stored for this learner here: the block's own state and the shared one."""
        return {**self.own_state(), **self.shared_state()}

    @learner_handler
    def change_shortlist(self, data):
        """Apply `{"changes": [{"op": "add"|"remove", "id", "token"}]}`; return `{"shortlist": ...}` as
        stored.
        """
        course, before = compat.course_name(self), self.shortlist_here()
        try:
            after, done = shortlist.apply_changes(before, data.get("changes"))
        except shortlist.ShortlistFullError:
            raise RefusedError(
                self,
                _("Your shortlist holds {most} practices. Remove one, then keep this one."),
                most=limits.SHORTLIST_PER_COURSE,
            ) from None
        except shortlist.BadChangeError:
            raise RefusedError(self, _("This practice cannot be kept. Load the page again.")) from None
        if after != before:
            everything = {**compat.read_field(self, "hrl_shortlist", dict, {}), course: after}
            if limits.stored_bytes(everything) > limits.SHORTLIST_BYTES:
                raise RefusedError(
                    self,
                    _(
                        "Your shortlists of all courses are full. Remove practices that you no "
                        "longer need, in this course or in another."
                    ),
                )
            self.hrl_shortlist = everything
        for change in done:
            verb = "shortlisted" if change["op"] == "add" else "removed"
            self.tell(f"practice.{verb}", {"practice": change["id"], "shortlisted": len(after["ids"])})
        return {"shortlist": after}

    @learner_handler
    def change_note(self, data):
        """Store `{"id", "value": five texts or null, "writer", "number", "base"}`; return `{"note": entry}`.

        With `"conflict": true` in the answer nothing was stored, and the entry is what another page stored.
        """
        practice, value = data.get("id"), self._clean_note(data.get("value"))
        if not limits.is_id(practice):
            raise RefusedError(self, _("This note belongs to no practice. Load the page again."))
        notes = self.notes_here()
        entry, store, conflict = self.apply_versioned(notes.get(practice), value, data)
        if store:
            self._store_note(notes, practice, entry)
            texts = value or []
            self.tell(
                "practice.noted",
                {
                    "practice": practice,
                    "parts": sum(1 for text in texts if text.strip()),
                    "characters": sum(map(len, texts)),
                },
            )
        return {"note": entry, "id": practice, "conflict": conflict}

    @learner_handler
    def change_territory(self, data):
        """Store `{"value": territory or null, "writer", "number", "base"}`; return `{"territory": entry}`."""
        value = data.get("value")
        if value is not None:
            value = clean_territory(value)
            if value is None:
                raise RefusedError(self, _("This place is not understood. Check its name and position."))
        entry, store, conflict = self.apply_versioned(self.territory_here(), value, data)
        if store:
            self.hrl_territory = entry
            self.tell("territory.saved", {"has_position": bool(value) and "lat" in value})
        return {"territory": entry, "conflict": conflict}

    def apply_versioned(self, entry, value, data) -> tuple[dict, bool, bool]:
        """Apply a change with `writer`, `number` and `base` to a versioned value; see
        `versioned.apply_write`.
        """
        try:
            return versioned.apply_write(entry, value, data.get("writer"), data.get("number"), data.get("base"))
        except versioned.BadVersionError:
            raise RefusedError(self, _("The request is not understood. Load the page again.")) from None

    def _clean_note(self, value) -> list[str] | None:
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != limits.NOTE_PARTS:
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        texts: list[str] = []
        for given in value:
            text = limits.clean_text(given, limits.NOTE_CHARACTERS)
            if text is None or sum(map(len, texts)) + len(text) > limits.NOTE_CHARACTERS:
                sentence = _("A note has at most {most} characters. Shorten it and save again.")
                raise RefusedError(self, sentence, most=limits.NOTE_CHARACTERS)
            texts.append(text)
        return texts if any(texts) else None

    def _store_note(self, notes: dict, practice: str, entry: dict) -> None:
        notes = {**notes, practice: entry}
        empty = [key for key, note in notes.items() if note["v"] is None and key != practice]
        while len(notes) > limits.NOTES_PER_COURSE and empty:
            notes.pop(empty.pop(0))
        everything = {**compat.read_field(self, "hrl_notes", dict, {}), compat.course_name(self): notes}
        if entry["v"] is not None and (
            len(notes) > limits.NOTES_PER_COURSE or limits.stored_bytes(everything) > limits.NOTES_BYTES
        ):
            largest = max(everything, key=lambda course: limits.stored_bytes(everything[course]))
            raise RefusedError(
                self,
                _(
                    "There is no room for more notes. Delete notes that you no longer need; those of "
                    "the course {course} take the most room. Then save again."
                ),
                course=largest,
            )
        self.hrl_notes = everything


def _is_note(entry: Any) -> bool:
    if not versioned.is_entry(entry):
        return False
    texts = entry["v"]
    return texts is None or (
        isinstance(texts, list) and len(texts) == limits.NOTE_PARTS and all(isinstance(text, str) for text in texts)
    )
