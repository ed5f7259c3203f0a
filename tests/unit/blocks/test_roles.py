"""Every handler of every block, called by a learner, a visitor, another learner, and course staff in the LMS.

No failure of the server, no write where none is due, and no answer that holds what another learner wrote.
"""

from __future__ import annotations

import json

import pytest
from action_plan.block import ActionPlanXBlock
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock

from .learning import LearningRuntime, Storage, ask

BLOCKS = (PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock)
OWNER, OTHER, STAFF = 1, 2, 3
SECRET = "only-the-owner-may-read-this"
VERSION = {"writer": "owner", "number": 1, "base": ""}
OWNERS = (
    (PracticeExplorerXBlock, "change_note", {"id": "vienna-centre", "value": [SECRET, "", "", "", ""], **VERSION}),
    (PracticeExplorerXBlock, "change_territory", {"value": {"name": SECRET[:28]}, **VERSION}),
    (PracticeExplorerXBlock, "change_reflection", {"value": SECRET, **VERSION}),
    (
        PracticeExplorerXBlock,
        "change_shortlist",
        {"changes": [{"op": "add", "id": "only-the-owner", "token": "owner.2"}]},
    ),
    (PracticeExplorerXBlock, "open_practices", {"opened": [{"n": 4242, "id": "only-the-owner"}]}),
    (RightsMapXBlock, "open_cities", {"opened": ["only-the-owner"]}),
    (ActionPlanXBlock, "change_answer", {"question": "territory", "value": SECRET, **VERSION}),
)
BODIES = (
    {},
    {"id": "vienna-centre", "value": None, **VERSION},
    {"question": "territory", "value": "mine", "writer": "other", "number": 1, "base": "owner.1"},
    {"name": "list.exported", "payload": {"format": "csv", "items": 1}},
    {"values": {"display_name": "taken over"}, "defaults": []},
    {"do": "export", "files": {}},
    {"writer": "other", "number": 9, "format": "print", "practices": {}},
)


def handlers(cls):
    """Return the names of all handlers, whoever defined them."""
    return sorted(name for name in dir(cls) if getattr(getattr(cls, name, None), "_is_xblock_handler", False))


EVERY = [pytest.param(cls, name, id=f"{cls.__name__}-{name}") for cls in BLOCKS for name in handlers(cls)]


def rows_of(storage, user):
    """Return what is stored for a person, or authored (None)."""
    return {row: text for row, text in storage.rows.items() if row[0] == ("authored" if user is None else user)}


@pytest.fixture
def storage():
    """Storage in which the owner has written something of each kind."""
    storage = Storage()
    for cls, handler, data in OWNERS:
        status, answer = ask(LearningRuntime(storage, OWNER).block(cls), handler, data)
        assert status == 200, answer
    assert len(rows_of(storage, OWNER)) >= 6
    return storage


def call(storage, cls, handler, user, data):
    """Call a handler as somebody; a failure that is not an answer fails the test."""
    return ask(LearningRuntime(storage, user).block(cls), handler, data)


def holds_secret(answer):
    text = json.dumps(answer)
    return SECRET[:28] in text or "only-the-owner" in text or "4242" in text


@pytest.mark.parametrize("data", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("user", [OTHER, STAFF], ids=["other learner", "staff"])
@pytest.mark.parametrize(("cls", "handler"), EVERY)
def test_nobody_reads_or_changes_what_another_wrote(storage, cls, handler, user, data):
    before, authored = rows_of(storage, OWNER), rows_of(storage, None)
    status, answer = call(storage, cls, handler, user, data)
    assert status in (200, 400, 403), answer
    assert not holds_secret(answer)
    assert rows_of(storage, OWNER) == before
    assert rows_of(storage, None) == authored


@pytest.mark.parametrize("data", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize(("cls", "handler"), EVERY)
def test_a_visitor_is_refused_and_stores_nothing(storage, cls, handler, data):
    before = dict(storage.rows)
    status, answer = call(storage, cls, handler, None, data)
    assert status in (400, 403), answer
    assert answer["error"].endswith(".")
    assert storage.rows == before


@pytest.mark.parametrize(("cls", "handler"), EVERY)
def test_reading_writes_nothing(storage, cls, handler):
    """What only reads, or only tells an event, leaves the owner's rows as they are."""
    if handler.startswith(("read_", "record_", "export_", "work_")):
        writes = storage.writes
        for data in BODIES:
            call(storage, cls, handler, OWNER, data)
        assert storage.writes == writes


@pytest.mark.parametrize("handler", ["submit_studio_edits", "work_on_atlas"])
@pytest.mark.parametrize("cls", BLOCKS)
def test_what_is_the_course_teams_is_refused_outside_studio(storage, cls, handler):
    for user in (OWNER, OTHER, STAFF, None):
        for data in BODIES:
            status, _answer = call(storage, cls, handler, user, data)
            assert status == 403


@pytest.mark.parametrize("cls", BLOCKS)
@pytest.mark.parametrize("user", [OTHER, STAFF, None])
def test_a_page_holds_nothing_of_another(storage, cls, user):
    block = LearningRuntime(storage, user).block(cls)
    assert not holds_secret(block.student_view().json_init_args)
    assert not holds_secret(block.public_view().json_init_args)


@pytest.mark.parametrize("cls", BLOCKS)
def test_a_view_writes_nothing(storage, cls):
    writes = storage.writes
    block = LearningRuntime(storage, OWNER).block(cls)
    block.student_view()
    block.save()
    assert storage.writes == writes
