"""The plan as a client sees it: requests to one step, and a device that keeps to the script's rules.

The rules are those of frontend/src/shared/saving/value.ts and frontend/src/plan/session.ts, in few lines, so that
they run against the real handlers over storage without locks.
"""

from __future__ import annotations

import itertools

from action_plan.block import ActionPlanXBlock as Plan

from .device import Unsent, head, verdict
from .learning import LearningRuntime, Storage, ask

ROW = ["Open the desk on Mondays", "Registry", "April 2027", "low", "Desks held", "process"]
_pages = itertools.count(1)


def author(storage: Storage, step: str, **settings):
    """Set a step as the author does."""
    return LearningRuntime(storage).block(Plan, f"step-{step}", step=step, **settings)


def step_block(storage: Storage, step: str, user_id: int | None = 1):
    """One request's block of a step."""
    return LearningRuntime(storage, user_id).block(Plan, f"step-{step}")


def send(storage: Storage, step: str, handler: str, data, user_id: int | None = 1):
    """One whole request: return (status, answer, what was published)."""
    block = step_block(storage, step, user_id)
    status, answer = ask(block, handler, data)
    return status, answer, block.runtime.published


def write(storage: Storage, step: str, question: str, value, number: int = 1, writer: str = "abcd", base: str = ""):
    """Save an answer."""
    data = {"question": question, "value": value, "writer": writer, "number": number, "base": base}
    return send(storage, step, "change_answer", data)


def stored(storage: Storage, step: str) -> dict:
    """The answers of a step as they are stored."""
    return step_block(storage, step).entries_here()


class Way:
    """A request on its way: it has read the storage; `finish` writes what it made of it, unless it fails."""

    def __init__(self, storage, step, handler, data):
        self.storage = storage
        self.block = step_block(storage, step)
        self.block.save = lambda: None
        self.status, self.answer = ask(self.block, handler, data)
        del self.block.save

    def finish(self, database_fails: bool):
        """Return the answer, or None where the platform answered with an error."""
        if database_fails or self.status != 200:
            return None
        self.block.save()
        return self.answer


class PlanDevice:
    """One browser: a page with all steps open, and a journal of what it was told is saved."""

    def __init__(self, storage, steps):
        self.storage, self.steps = storage, steps
        self.journal: dict[tuple[str, str], dict] = {}
        self.unsent = Unsent()
        self.load()

    def load(self):
        """Open the page: read what is stored, plan to send again what was overwritten, show or offer the rest."""
        self.writer, self.number = f"page{next(_pages)}", 0
        self.entries, self.conflicts, self.pending = {}, {}, {}
        for step in self.steps:
            for question, entry in stored(self.storage, step).items():
                self.entries[step, question] = entry
        for key, made in list(self.journal.items()):
            outcome = verdict(made, self.entries.get(key))
            if outcome == "lost":
                self.pending[key] = made["value"]
            elif outcome == "conflict":
                self.conflicts[key] = self.entries.get(key)
            elif outcome == "gone":
                self.unsent.add(key, self.journal.pop(key))
        self.offers = self.unsent.offered(self.entries)

    def _version(self, key):
        self.number += 1
        return {"writer": self.writer, "number": self.number, "base": head(self.entries.get(key))}

    def type(self, key, value):
        """Start to save a text: (request on its way, write), or None while the learner has to choose."""
        if key in self.conflicts:
            return None
        step, question = key
        made = {"value": value, **self._version(key)}
        return Way(self.storage, step, "change_answer", {"question": question, **made}), made

    def told(self, key, made, answer) -> bool:
        """The answer came: True if the page now says "saved"."""
        self.entries[key] = answer["answer"]
        outcome = verdict(made, answer["answer"])
        if outcome == "conflict":
            self.conflicts[key] = answer["answer"]
        if outcome != "kept":
            return False
        self.journal[key] = made
        self.pending.pop(key, None)
        return True

    def choose(self, key, value):
        """The learner chooses a text in a conflict."""
        self.conflicts.pop(key)
        self.journal.pop(key, None)
        return self.type(key, value)

    def keep(self, key):
        """The learner keeps a text that only this browser has."""
        made = self.offers[key][-1]
        self.unsent.drop(key, made)
        return self.type(key, made["value"])

    def delete(self):
        """Start to delete everything."""
        self.number += 1
        made = {"writer": self.writer, "number": self.number}
        return Way(self.storage, self.steps[0], "delete_plan", made), made

    def told_deleted(self, made, answer):
        """The answer came: the page forgets its texts, and remembers what was deleted."""
        self.journal = {key: write for key, write in self.journal.items() if write["value"] is None}
        self.pending, self.conflicts, self.offers, self.unsent = {}, {}, {}, Unsent()
        for step, bases in answer["bases"].items():
            for question, base in bases.items():
                self.journal[step, question] = {"value": None, **made, "base": base}
                self.entries[step, question] = {"v": None, "h": [[made["writer"], made["number"]]]}

    def settle(self):
        """Send again what was overwritten, one after another, as the script does after a load."""
        sent = []
        for key, value in list(self.pending.items()):
            begun = self.type(key, value)
            if begun is None:
                continue
            way, made = begun
            answer = way.finish(False)
            if answer and self.told(key, made, answer):
                sent.append((key, made))
        return sent
