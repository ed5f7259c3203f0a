"""Requests made from schemas to every handler of every block, as learner, other learner, staff and visitor.

No failure of the server; no write where none is due; no answer that holds what another learner wrote. A sample with a
fixed seed in `make test`; in `make soak` as many for each handler and role as HRL_SOAK says, with a seed of the day.
"""

from __future__ import annotations

import datetime
import json
import os
import random

import pytest
from webob import Request

from .handler_schemas import SCHEMAS, body
from .learning import LearningRuntime, Storage
from .test_roles import EVERY, OTHER, OWNER, OWNERS, SECRET, STAFF, ask, handlers

SOAK = int(os.environ.get("HRL_SOAK", "0"))
REQUESTS = SOAK or 60
DOCUMENTS = -(-SOAK // 3) or 10  # a Word document takes 50 ms: three roles share what is asked for
SEED = datetime.date.today().isoformat() if SOAK else "2026"
AFRESH = 500  # requests after which the learners begin again, so that no list is always full
ROLES = {"learner": OWNER, "other learner": OTHER, "staff": STAFF, "visitor": None}
READ_ONLY = ("read_", "record_", "export_", "work_", "submit_")


class Watched(Storage):
    """Storage that remembers whose rows were written since it was asked last."""

    def __init__(self):
        super().__init__()
        self.touched: set = set()

    def set(self, key, value):
        self.touched.add(self._row(key)[0])
        super().set(key, value)

    def delete(self, key):
        self.touched.add(self._row(key)[0])
        super().delete(key)


def prepared() -> Watched:
    """Return storage in which the owner has written something of each kind."""
    storage = Watched()
    for cls, handler, data in OWNERS:
        assert ask(LearningRuntime(storage, OWNER).block(cls), handler, data)[0] == 200
    storage.touched.clear()
    return storage


def send(storage, cls, handler, user, data: bytes, chance):
    """Send a body as somebody; return (status, text of the answer)."""
    block = LearningRuntime(storage, user).block(cls)
    kind = "application/json" if chance.random() < 0.97 else chance.choice(["text/plain", "", "application/xml"])
    request = Request.blank("/", method="POST", content_type=kind, body=data)
    response = block.runtime.handle(block, handler, request)
    return response.status_code, response.text


def tells_of_owner(text, answer) -> bool:
    """Tell whether an answer holds what only the owner wrote; no body that we make holds it."""
    opened = answer.get("opened") if isinstance(answer, dict) else None
    return SECRET[:28] in text or "only-the-owner" in text or 4242 in (opened or ())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("cls", "handler"), EVERY)
def test_whatever_is_sent_nobody_gets_or_changes_what_is_not_theirs(cls, handler, role):
    user, chance = ROLES[role], random.Random(f"{SEED} {cls.__name__} {handler} {role}")
    for number in range(DOCUMENTS if handler == "export_document" and user is not None else REQUESTS):
        if number % AFRESH == 0:
            storage = prepared()
        data = body(handler, chance)
        status, text = send(storage, cls, handler, user, data, chance)
        said = (cls.__name__, handler, role, data[:500], status, text[:500])
        assert status in ((400, 403) if user is None else (200, 400, 403)), said
        answer = json.loads(text)
        assert status == 200 or answer["error"].strip().endswith((".", "JSON")), said
        may_write = {user} if status == 200 and user is not None and not handler.startswith(READ_ONLY) else set()
        assert storage.touched <= may_write, said
        assert user == OWNER or not tells_of_owner(text, answer), said
        storage.touched.clear()


def test_every_handler_has_a_schema():
    assert {handler for parameters in EVERY for handler in parameters.values[1:]} == set(SCHEMAS)


def test_many_bodies_of_a_learner_are_carried_out():
    """Else only refusals would be tried."""
    for parameters in EVERY:
        cls, handler = parameters.values
        if handler in ("submit_studio_edits", "work_on_atlas") or (handler == "record_event" and not cls.CLIENT_EVENTS):
            continue  # never a learner's, or nothing that the script of this block may tell
        assert handler in handlers(cls)
        storage, chance = prepared(), random.Random(f"share {handler}")
        answers = [send(storage, cls, handler, OWNER, body(handler, chance), chance)[0] for _ in range(300)]
        assert answers.count(200) >= 20, (cls.__name__, handler, answers.count(200))
