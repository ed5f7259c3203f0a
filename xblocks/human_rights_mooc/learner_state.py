"""What a learner keeps across the three blocks: shortlist, notes and territory, and their handlers.

All three are in scope `user_info`: one row a field and learner, shared by every block type that declares the
name, and loaded with every request. So they are small. Changes come as changes; each answer says what is stored
now, and a client believes a save only when it reads its own change back.
"""

from __future__ import annotations

from typing import Any

from xblock.fields import Dict, Scope

from human_rights_mooc import compat, limits, notes, shortlist, stored, versioned
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.territory import clean_territory, with_the_rest
from human_rights_mooc.wording import _


class LearnerStateMixin:
    """Fields `hrl_shortlist`, `hrl_notes`, `hrl_territory`, their readers, and their handlers."""

    hrl_shortlist = Dict(help="Practices kept, by course", default={}, scope=Scope.user_info)
    hrl_notes = Dict(help="Notes on practices kept, by course", default={}, scope=Scope.user_info)
    hrl_territory = Dict(help="The learner's own territory", default={}, scope=Scope.user_info)

    # Reading

    def stored_field(self, name: str) -> Any:
        """Return a field as it is stored, whatever it holds; None where there is nothing, or no scope."""
        return compat.stored_field(self, name)

    def stored_here(self, name: str) -> Any:
        """Return what a field keyed by course holds for this course, as it is stored."""
        return stored.at(self.stored_field(name), compat.course_name(self))

    def shortlist_here(self) -> dict:
        """Return this course's shortlist, `{"ids": [[id, token]], "gone": [[id, token]]}`."""
        return shortlist.clean(self.stored_here("hrl_shortlist"))

    def notes_here(self) -> dict:
        """Return this course's notes, `{practice id: {"v": five texts or None, "h": history}}`."""
        found = {key: notes.as_read(note) for key, note in self._stored_notes().items() if limits.is_id(key)}
        return {key: note for key, note in found.items() if note is not None}

    def note_parts_here(self) -> dict[str, list[str | None]]:
        """Return all that this course's notes hold, `{practice id: texts}`; None stands for what cannot be shown."""
        return {key: notes.parts(note) for key, note in self._stored_notes().items()}

    def territory_here(self) -> dict | None:
        """Return the learner's territory, `{"v": {...} or None, "h": history}`, or None if none was ever
        given.
        """
        return stored.known_entry(self.stored_field("hrl_territory"), lambda value: isinstance(value, dict))

    def _stored_notes(self) -> dict:
        here = self.stored_here("hrl_notes")
        return here if isinstance(here, dict) else {}

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
        before = self.stored_here("hrl_shortlist")
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
        if done:
            self._store_shortlist(after, any(change["op"] == "add" for change in done))
        after = shortlist.clean(after)
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
        before = stored.at(self._stored_notes(), practice)
        known = notes.known(before)
        whole = notes.with_the_rest(value, known)
        entry, store, conflict = self.apply_versioned(known, whole, data)
        if store:
            self._store_note(practice, before, stored.entry_over(before, known, entry))
            texts = value or []
            self.tell(
                "practice.noted",
                {
                    "practice": practice,
                    "parts": sum(1 for text in texts if text.strip()),
                    "characters": sum(map(len, texts)),
                },
            )
        return {"note": notes.as_read(entry), "id": practice, "conflict": conflict}

    @learner_handler
    def change_territory(self, data):
        """Store `{"value": territory or null, "writer", "number", "base"}`; return `{"territory": entry}`."""
        value, known = data.get("value"), self.territory_here()
        if value is not None:
            value = clean_territory(value)
            if value is None:
                raise RefusedError(self, _("This place is not understood. Check its name and position."))
            value = with_the_rest(value, known and known["v"])
        entry, store, conflict = self.apply_versioned(known, value, data)
        if store:
            self.hrl_territory = stored.entry_over(self.stored_field("hrl_territory"), known, entry)
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

    def _store_shortlist(self, after: dict, grows: bool) -> None:
        before = self.stored_field("hrl_shortlist")
        everything = stored.put(before, [compat.course_name(self)], after)
        if grows and not limits.may_store(before, everything, limits.SHORTLIST_BYTES, "", after):
            raise RefusedError(
                self,
                _(
                    "Your shortlists of all courses are full. Remove practices that you no "
                    "longer need, in this course or in another."
                ),
            )
        self.hrl_shortlist = everything

    def _store_note(self, practice: str, before: Any, note: dict) -> None:
        field, course = self.stored_field("hrl_notes"), compat.course_name(self)
        everything = stored.put(field, [course, practice], note)
        everything = stored.put(everything, [course], notes.with_room(everything[course], practice))
        is_new = stored.is_nothing(before) or stored.is_deleted(before)
        too_many = is_new and len(everything[course]) > limits.NOTES_PER_COURSE
        old = stored.at(notes.known(before), "v")
        room = limits.may_store(field, everything, limits.NOTES_BYTES, old, note["v"])
        if note["v"] is not None and (too_many or not room):
            courses = [key for key in everything if key != stored.ASIDE]
            raise RefusedError(
                self,
                _(
                    "There is no room for more notes. Delete notes that you no longer need; those of "
                    "the course {course} take the most room. Then save again."
                ),
                course=max(courses, key=lambda key: limits.stored_bytes(everything[key])),
            )
        self.hrl_notes = everything
