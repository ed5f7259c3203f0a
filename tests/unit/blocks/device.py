"""A device of a learner, as the script behaves (frontend/src/shared/sync.ts, saving/value.ts, saving/shortlist.ts).

The rules are the same, in few lines, so that they can be run against the real handlers over storage without locks.
"""

from __future__ import annotations

import itertools

from practice_explorer.block import PracticeExplorerXBlock as Explorer

from .learning import LearningRuntime, ask

_pages = itertools.count(1)


def head(entry):
    """The version of a stored value."""
    return f"{entry['h'][0][0]}.{entry['h'][0][1]}" if entry and entry["h"] else ""


def verdict(write, stored):
    """What a write of ours is worth, given what is stored: "kept", "lost", "conflict" or "gone"."""
    if not stored:
        return "kept" if write["value"] is None else "gone"
    if any(writer == write["writer"] and number >= write["number"] for writer, number in stored["h"]):
        return "kept"
    if stored["v"] == write["value"]:
        return "kept"
    return "lost" if head(stored) == write["base"] else "conflict"


def is_lost(change, stored):
    """True when a change of the shortlist was overwritten by somebody who had not seen it."""
    kept = dict(map(tuple, stored["ids"])).get(change["id"])
    if change["op"] == "remove":
        return kept == change["token"]
    return kept is None and dict(map(tuple, stored["gone"])).get(change["id"]) != change["token"]


def tokens(stored):
    """Some tokens of a stored shortlist, those that stay longest."""
    return [token for _practice, token in [*stored["ids"][:3], *stored["gone"][-3:]]]


def is_gone(on, stored):
    """True when nothing is left of the shortlist that a change was made on."""
    return not any(token in on for _practice, token in [*stored["ids"], *stored["gone"]])


class Unsent:
    """Texts that only this browser has, by key: offered at each load, never sent unasked."""

    def __init__(self):
        self.writes: dict[object, list[dict]] = {}

    def add(self, key, write):
        """Remember a text that the server has nothing of."""
        self.writes.setdefault(key, []).append(write)

    def drop(self, key, write):
        """Forget a text: it was decided."""
        self.writes[key].remove(write)

    def offered(self, stored: dict) -> dict:
        """Return what is offered by key, given what is stored; what is stored already is forgotten."""
        for key, writes in self.writes.items():
            now = (stored.get(key) or {"v": None})["v"]
            self.writes[key] = [write for write in writes if write["value"] != now]
        return {key: writes for key, writes in self.writes.items() if writes}


class Request:
    """A request on its way: it has read the storage; `finish` writes what it made of it."""

    def __init__(self, storage, handler, data):
        self.block = LearningRuntime(storage).block(Explorer)
        self.block.save = lambda: None
        self.status, self.answer = ask(self.block, handler, data)
        del self.block.save

    def finish(self, storage, fails):
        """Write; a failing database stores nothing. Return the answer, or None if there is none."""
        if fails or self.status != 200:
            return None
        self.block.save()
        return self.answer


class Device:
    """One browser: a page that is open, and a journal of what it was told is saved."""

    def __init__(self, storage):
        self.storage = storage
        self.journal: dict[str, dict] = {}
        self.changes: dict[str, dict] = {}
        self.unsent = Unsent()
        self.load()

    def load(self):
        """Open the page: read what is stored, bring back what was overwritten, show conflicts, offer the rest."""
        self.writer, self.number = f"page{next(_pages)}", 0
        state = self.read()
        self.notes, self.list = dict(state["notes"]), state["shortlist"]
        self.conflicts: dict[str, dict | None] = {}
        self.pending: dict[str, list | None] = {}
        self.list_pending = []
        self.list_offers = []
        for key, write in list(self.journal.items()):
            outcome = verdict(write, self.notes.get(key))
            if outcome == "lost":
                self.pending[key] = write["value"]
            elif outcome == "conflict":
                self.conflicts[key] = self.notes.get(key)
            elif outcome == "gone":
                self.unsent.add(key, self.journal.pop(key))
        self.offers = self.unsent.offered(self.notes)
        for change in self.changes.values():
            if is_lost(change, self.list):
                change["unsent"] = change["unsent"] or is_gone(change["on"], self.list)
                (self.list_offers if change["unsent"] else self.list_pending).append(change)

    def read(self):
        """Return what is stored for the learner."""
        return ask(LearningRuntime(self.storage).block(Explorer), "read_state", {})[1]

    def begin(self, handler, data):
        """Begin a request."""
        return Request(self.storage, handler, data)

    def next_number(self):
        """A number for the next write of this page."""
        self.number += 1
        return self.number

    def write(self, key, value):
        """The learner typed a note: start to save it. Return (request, write), or None while in conflict."""
        if key in self.conflicts:
            return None
        write = {
            "value": value,
            "writer": self.writer,
            "number": self.next_number(),
            "base": head(self.notes.get(key)),
        }
        return self.begin("change_note", {"id": key, **write}), write

    def told(self, key, write, answer):
        """The answer came: return True if the page now says "saved"."""
        entry = answer["note"]
        self.notes[key] = entry
        outcome = verdict(write, entry)
        if outcome == "conflict":
            self.conflicts[key] = entry
        if outcome != "kept":
            return False
        self.journal[key] = write
        self.pending.pop(key, None)
        return True

    def change(self, practice, op):
        """The learner keeps or drops a practice: start to save it."""
        kept = dict(map(tuple, self.list["ids"])).get(practice)
        if (op == "add") == (kept is not None):
            return None
        token = f"{self.writer}.{self.next_number()}" if op == "add" else kept
        change = {"op": op, "id": practice, "token": token}
        kept_here = {**change, "on": tokens(self.list), "unsent": False}
        return Request(self.storage, "change_shortlist", {"changes": [change]}), kept_here

    def told_list(self, change, answer):
        """The answer came."""
        self.list = answer["shortlist"]
        if not is_lost(change, self.list):
            self.changes[change["id"]] = change

    def settle(self):
        """Send again what was overwritten, one after another, as the script does after a load."""
        for key, value in list(self.pending.items()):
            request, write = self.write(key, value)
            answer = request.finish(self.storage, False)
            if answer:
                self.told(key, write, answer)
        for change in self.list_pending:
            sent = {name: change[name] for name in ("op", "id", "token")}
            request = Request(self.storage, "change_shortlist", {"changes": [sent]})
            answer = request.finish(self.storage, False)
            if answer:
                self.told_list(change, answer)
        self.list_pending = []
