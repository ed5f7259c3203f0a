"""Whatever is sent to the plan's handlers or stored for a learner: an answer with a sentence, never an error."""

from __future__ import annotations

import json

import pytest
from action_plan import answers
from action_plan.bidi import pieces
from action_plan.document import write_document
from action_plan.steps import STEPS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .learning import Storage, ask
from .planning import ROW, author, step_block

HANDLERS = ["change_answer", "read_plan", "export_document", "delete_plan", "record_event"]
NAMES = (*STEPS, "overview")

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=60)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
questions = st.sampled_from([q.id for step in STEPS.values() for q in step.questions] + ["rights"]) | scalars
rows = st.lists(
    st.lists(st.text(max_size=500) | st.sampled_from(["", "low", "process"]), min_size=5, max_size=7), max_size=35
)
told = st.fixed_dictionaries({}, optional={"title": anything, "place": scalars, "years": scalars, "sources": anything})
nearly_right = st.fixed_dictionaries(
    {},
    optional={
        "question": questions,
        "value": anything | st.text(max_size=2100) | rows | st.lists(st.sampled_from(["a", "b-c", "D"]), max_size=5),
        "writer": st.sampled_from(["abcd", "tabtwo"]) | scalars,
        "number": st.integers(0, 5) | scalars,
        "base": st.sampled_from(["", "abcd.1"]) | scalars,
        "practices": anything | st.dictionaries(st.sampled_from(["a", "b-c"]), told, max_size=3),
        "date": anything,
        "rtl": anything,
        "format": scalars | st.sampled_from(["print", "text"]),
        "name": scalars,
        "payload": anything,
    },
)


def fresh():
    storage = Storage()
    for name in NAMES:
        author(storage, name)
    return storage


def check(status, answer, storage):
    assert status in (200, 400)
    if status == 400:
        assert answer["error"].strip().endswith((".", "JSON"))
    for row, text in storage.rows.items():
        assert not str(row[-1]).startswith("step_") or len(text) <= answers.STEP_BYTES


@pytest.mark.parametrize("handler", HANDLERS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(requests=st.lists(st.tuples(st.sampled_from(NAMES), nearly_right | anything), min_size=1, max_size=3))
def test_any_json(handler, requests):
    storage = fresh()
    for name, data in requests:
        status, answer = ask(step_block(storage, name), handler, data)
        check(status, answer, storage)
        step_block(storage, name).page_state()


@pytest.mark.parametrize("handler", HANDLERS)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(body=st.binary(max_size=200))
def test_any_bytes(handler, body):
    storage = fresh()
    status, answer = ask(step_block(storage, "1"), handler, body)
    check(status, answer, storage)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    state=st.dictionaries(
        st.sampled_from([*(f"step_{n}" for n in STEPS), "step_check", "hrl_notes", "hrl_territory", "reached"]),
        anything | st.fixed_dictionaries({"course-v1:UCLG+HRLOCAL+2026": anything}),
        max_size=4,
    ),
    name=st.sampled_from(NAMES),
)
def test_any_stored_state_still_makes_a_page_and_a_plan(state, name):
    storage = fresh()
    block = step_block(storage, name)
    for field, value in state.items():
        block._field_data.set(block, field, value)
    block = step_block(storage, name)
    json.dumps(block.page_state())
    assert ask(block, "read_plan", {})[0] == 200


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=st.text(min_size=1, max_size=200), rtl=st.booleans())
def test_any_text_makes_a_document(text, rtl):
    part = {"id": "x", "heading": text, "open": "", "paragraphs": [text]}
    table = {"id": "y", "heading": text, "open": "", "columns": ["a"] * 5, "rows": [[text] * 5]}
    outline = {
        "title": text,
        "place": text,
        "date": text,
        "state": text,
        "origin": text,
        "steps": [{"number": "1", "title": text, "written": 0, "required": 1, "parts": [part, table]}],
        "references": {"heading": text, "items": [text]},
    }
    assert write_document(outline, rtl, "ar" if rtl else "en")[:2] == b"PK"


@given(text=st.text(max_size=80), base=st.sampled_from(["rtl", "ltr"]))
def test_cutting_by_direction_loses_no_letter(text, base):
    assert "".join(piece for piece, _way in pieces(text, base)) == text


@settings(max_examples=100, deadline=None)
@given(value=anything | rows)
def test_what_is_cleaned_stays_as_it_is(value):
    for kind in ("text", "practices", "actions", "check"):
        try:
            clean = answers.clean_answer(kind, value)
        except answers.BadAnswerError:
            continue
        assert answers.clean_answer(kind, clean) == clean
        assert answers.is_written(kind, clean, 10) in (True, False)
    assert answers.clean_answer("actions", [ROW]) == [ROW]
