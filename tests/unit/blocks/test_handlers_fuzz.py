"""Handlers against whatever anyone may send: an answer with a sentence, never an error of the server."""

from __future__ import annotations

import json

import pytest
from human_rights_mooc import limits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from practice_explorer.block import PracticeExplorerXBlock as Explorer

from .learning import LearningRuntime, Storage, ask

HANDLERS = (
    "read_state",
    "change_shortlist",
    "change_note",
    "change_territory",
    "record_event",
    "open_practices",
    "change_reflection",
)
KEYS = [
    "changes",
    "op",
    "id",
    "token",
    "value",
    "writer",
    "number",
    "base",
    "opened",
    "n",
    "name",
    "payload",
    "text",
    "results",
    "filters",
    "practices",
    "lat",
    "lon",
    "size",
    "section",
    "country",
    "format",
    "items",
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=60)
    | st.sampled_from(
        ["add", "remove", "abcd.1", "abcd", "vienna-centre", "practices.searched", "csv", "\ud800", "\x00"]
    )
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=8)
    ),
    max_leaves=40,
)
nearly_right = st.fixed_dictionaries(
    {},
    optional={
        "changes": st.lists(
            st.fixed_dictionaries({}, optional={"op": scalars, "id": scalars, "token": scalars}) | scalars,
            max_size=4,
        ),
        "id": scalars,
        "value": anything | st.lists(st.text(max_size=300), min_size=5, max_size=5),
        "writer": scalars,
        "number": st.integers(0, 5) | scalars,
        "base": st.sampled_from(["", "abcd.1"]) | scalars,
        "opened": st.lists(
            st.fixed_dictionaries({}, optional={"n": st.integers(0, 9) | scalars, "id": scalars}) | scalars,
            max_size=4,
        ),
        "name": scalars,
        "payload": anything,
    },
)


def check_answer(status, answer, storage):
    assert status in (200, 400)
    if status == 400:
        assert answer["error"].strip().endswith((".", "JSON"))
    json.dumps(answer).encode()
    for name, bound in (("hrl_shortlist", limits.SHORTLIST_BYTES), ("hrl_notes", limits.NOTES_BYTES)):
        for row, text in storage.rows.items():
            assert row[-1] != name or len(text) <= bound


@pytest.mark.parametrize("handler", HANDLERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(requests=st.lists(nearly_right | anything, min_size=1, max_size=3))
def test_any_json(handler, requests):
    storage = Storage()
    for data in requests:
        block = LearningRuntime(storage).block(Explorer)
        status, answer = ask(block, handler, data)
        check_answer(status, answer, storage)
        LearningRuntime(storage).block(Explorer).page_state()


@pytest.mark.parametrize("handler", HANDLERS)
@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes(handler, body):
    storage = Storage()
    status, answer = ask(LearningRuntime(storage).block(Explorer), handler, body)
    check_answer(status, answer, storage)


@settings(max_examples=150, deadline=None)
@given(
    stored=st.dictionaries(
        st.sampled_from(["hrl_shortlist", "hrl_notes", "hrl_territory", "opened", "reflection"]),
        anything,
        max_size=5,
    )
)
def test_any_stored_state_still_makes_a_page(stored):
    storage = Storage()
    block = LearningRuntime(storage).block(Explorer)
    for name, value in stored.items():
        setattr(block, name, value)  # a field takes any value, whatever its type
    block.save()
    assert len(storage.rows) == len(stored)
    block = LearningRuntime(storage).block(Explorer)
    fragment = block.student_view()
    assert json.loads(json.dumps(fragment.json_init_args))["state"]["shortlist"]
    assert ask(block, "read_state", {})[0] == 200
