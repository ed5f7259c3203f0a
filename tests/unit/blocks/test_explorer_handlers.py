"""What an explorer stores and publishes when a learner opens practices and writes a reflection."""

from __future__ import annotations

import pytest
from practice_explorer.block import PracticeExplorerXBlock as Explorer

from .learning import LearningRuntime, Storage, ask, send


@pytest.fixture
def storage():
    return Storage()


def author(storage, **settings):
    return LearningRuntime(storage).block(Explorer, **settings)


def open_practice(storage, number):
    data = {"opened": [{"n": number, "id": f"practice-{number}"}]}
    return send(storage, Explorer, "open_practices", data)


def published(events, kind):
    return [payload for name, payload in events if name == kind]


def test_completion_rises_with_each_new_practice_and_is_published_once(storage):
    author(storage, required_opened=2)
    assert published(open_practice(storage, 5)[2], "completion") == [{"completion": 0.5}]
    assert published(open_practice(storage, 5)[2], "completion") == []
    assert published(open_practice(storage, 9)[2], "completion") == [{"completion": 1.0}]
    status, answer, events = open_practice(storage, 11)
    assert (status, answer["opened"]) == (200, [5, 9, 11])
    assert published(events, "completion") == []


def test_opening_again_writes_nothing(storage):
    author(storage)
    open_practice(storage, 5)
    before = storage.writes
    _status, _answer, events = open_practice(storage, 5)
    assert storage.writes == before
    assert events == [("edx.practice_explorer.practice.opened", {"practice": "practice-5", "first_time": False})]


def test_no_grade_where_the_author_wants_none(storage):
    author(storage, scored=False)
    assert published(open_practice(storage, 5)[2], "grade") == []


def test_the_grade_only_rises(storage):
    author(storage, scored=True, required_opened=4)
    assert published(open_practice(storage, 1)[2], "grade") == [
        {"value": 0.25, "max_value": 1.0, "only_if_higher": True}
    ]
    author(storage, required_opened=40)  # the author asks for more later
    assert published(open_practice(storage, 2)[2], "grade") == []


def test_rescoring_keeps_what_was_reached(storage):
    block = author(storage, scored=True, required_opened=2)
    open_practice(storage, 1)
    block = LearningRuntime(storage).block(Explorer)
    block.rescore(only_if_higher=False)
    assert published(block.runtime.published, "grade") == [{"value": 0.5, "max_value": 1.0, "only_if_higher": True}]


def test_rescoring_without_score_or_start_is_an_error_that_the_platform_expects(storage):
    block = author(storage, scored=False)
    with pytest.raises(TypeError):
        block.rescore()
    block = author(storage, scored=True)
    with pytest.raises(ValueError):
        block.rescore()


def test_a_failed_publication_is_tried_again_next_time(storage):
    author(storage, required_opened=1)
    runtime = LearningRuntime(storage)
    runtime.publish = lambda *_args: 1 / 0
    status, _answer = ask(runtime.block(Explorer), "open_practices", {"opened": [{"n": 1, "id": "a"}]})
    assert status == 200
    assert published(open_practice(storage, 2)[2], "completion") == [{"completion": 1.0}]


def test_reflection_counts_when_it_is_asked_for(storage):
    author(storage, required_opened=1, reflection_prompt="What fits?", reflection_min_length=10)
    open_practice(storage, 1)
    data = {"value": "Too short", "writer": "abcd", "number": 1, "base": ""}
    assert published(send(storage, Explorer, "change_reflection", data)[2], "completion") == []
    data = {"value": "Long enough for it", "writer": "abcd", "number": 2, "base": "abcd.1"}
    assert published(send(storage, Explorer, "change_reflection", data)[2], "completion") == [{"completion": 1.0}]


def test_at_most_five_hundred_practices_are_noted(storage):
    block = author(storage)
    block.opened = list(range(1, 501))
    block.save()
    status, answer, _events = open_practice(storage, 501)
    assert (status, len(answer["opened"])) == (200, 500)


@pytest.mark.parametrize(
    "opened",
    [
        None,
        [],
        {},
        [1],
        [{"n": "1", "id": "a"}],
        [{"n": True, "id": "a"}],
        [{"n": 1, "id": "<b>"}],
        [{"n": 1}] * 3,
        [{"n": -1, "id": "a"}],
    ],
)
def test_wrong_practices_are_refused(storage, opened):
    status, answer, events = send(storage, Explorer, "open_practices", {"opened": opened})
    assert (status, events, storage.rows) == (400, [], {})
    assert answer["error"].endswith(".")


@pytest.mark.parametrize(
    ("name", "payload", "status"),
    [
        ("practices.searched", {"text": "water", "results": 3, "filters": ["theme"]}, 200),
        ("practices.searched", {"text": "wa", "results": 3, "filters": []}, 400),
        ("practices.searched", {"text": "w" * 101, "results": 3, "filters": []}, 400),
        ("practices.searched", {"text": "water", "results": 3, "filters": [], "name": "Ada"}, 400),
        ("practice.compared", {"practices": ["a", "b"]}, 200),
        ("practice.compared", {"practices": ["a", "b", "c", "d"]}, 400),
        ("list.exported", {"format": "csv", "items": 12}, 200),
        ("list.exported", {"format": "exe", "items": 12}, 400),
        ("practice.opened", {"practice": "a", "first_time": True}, 400),
        ("grade", {"value": 1}, 400),
        (None, None, 400),
    ],
)
def test_the_script_may_publish_a_few_events_with_the_right_payload(storage, name, payload, status):
    got, _answer, events = send(storage, Explorer, "record_event", {"name": name, "payload": payload})
    assert got == status
    assert events == ([(f"edx.practice_explorer.{name}", payload)] if status == 200 else [])
