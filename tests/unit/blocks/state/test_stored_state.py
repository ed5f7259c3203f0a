"""Learner state as each released version wrote it: this version reads all of it, and goes on from it.

One file a release, `state-VERSION.json`: rows as a platform stores them. Never change a file of a released version.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from action_plan.block import ActionPlanXBlock as Plan
from practice_explorer.block import PracticeExplorerXBlock as Explorer
from rights_map.block import RightsMapXBlock as Map

from ..learning import LearningRuntime, Storage, ask

RELEASES = sorted(Path(__file__).parent.glob("state-*.json"))
LEARNER = 1


@pytest.fixture(params=RELEASES, ids=[path.stem for path in RELEASES])
def storage(request):
    """Storage that holds what a release left behind."""
    storage = Storage()
    scopes = {str(scope).split("name='")[1].rstrip("')"): str(scope) for scope in _scopes()}
    for row in json.loads(request.param.read_text(encoding="utf-8"))["rows"]:
        storage.rows[LEARNER, scopes[row["scope"]], row["block"], row["field"]] = json.dumps(row["value"])
    return storage


def _scopes():
    from ..learning import LEARNER_SCOPES

    return LEARNER_SCOPES


def state_of(storage, cls, name="one", **settings):
    block = LearningRuntime(storage, LEARNER).block(cls, name, **settings)
    status, answer = ask(block, "read_state", {})
    assert status == 200
    assert json.dumps(block.page_state())
    return answer


def test_what_the_blocks_share_is_read(storage):
    for cls in (Explorer, Map, Plan):
        state = state_of(storage, cls)
        assert [practice for practice, _token in state["shortlist"]["ids"]] == ["vienna-centre"]
        assert state["notes"]["vienna-centre"]["v"][0] == "It fits well"
        assert state["notes"]["vienna-centre"]["v"][3] == "العربية"
        assert state["territory"]["v"]["name"] == "A harbour town"


def test_what_each_block_keeps_is_read(storage):
    explorer = state_of(storage, Explorer)
    assert explorer["opened"] == [7, 12]
    assert explorer["reflection"]["v"] == "We could begin with the port."
    assert state_of(storage, Map)["opened"] == ["gwangju-kr", "graz-at"]
    assert state_of(storage, Plan, "step-1", step="1")["answers"]["territory"]["v"].startswith("A town of 40,000")


def test_the_whole_plan_is_read(storage):
    block = LearningRuntime(storage, LEARNER).block(Plan, "overview", step="overview")
    status, answer = ask(block, "read_plan", {})
    assert status == 200
    text = json.dumps(answer["outline"])
    for words in ("A town of 40,000 people", "Tenants who are evicted", "Open the desk on Mondays"):
        assert words in text


def test_a_text_goes_on_from_the_version_that_is_stored(storage):
    note = state_of(storage, Explorer)["notes"]["vienna-centre"]
    base = f"{note['h'][0][0]}.{note['h'][0][1]}"
    change = {"id": "vienna-centre", "value": ["New", "", "", "", ""], "writer": "page2", "number": 1, "base": base}
    status, answer = ask(LearningRuntime(storage, LEARNER).block(Explorer), "change_note", change)
    assert (status, answer["conflict"], answer["note"]["v"][0]) == (200, False, "New")


def test_what_is_read_again_is_written_nowhere(storage):
    before = dict(storage.rows)
    for cls in (Explorer, Map, Plan):
        LearningRuntime(storage, LEARNER).block(cls).student_view()
    assert storage.rows == before
