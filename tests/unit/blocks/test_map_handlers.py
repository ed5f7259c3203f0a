"""What a map stores and publishes when a learner opens cities, and whatever anyone may send to it."""

from __future__ import annotations

import json

import pytest
from human_rights_mooc import limits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rights_map.block import RightsMapXBlock as Map

from .learning import LearningRuntime, Storage, ask, send

pytestmark = pytest.mark.filterwarnings("ignore:.*enforced")  # the platform stores wrong types too
HANDLERS = ("read_state", "change_shortlist", "change_note", "change_territory", "record_event", "open_cities")


@pytest.fixture
def storage():
    return Storage()


def author(storage, **settings):
    return LearningRuntime(storage).block(Map, **settings)


def open_cities(storage, *cities):
    return send(storage, Map, "open_cities", {"opened": list(cities)})


def published(events, kind):
    return [payload for name, payload in events if name == kind]


def test_completion_rises_with_each_new_city_and_is_published_once(storage):
    author(storage, required_opened=2)
    assert published(open_cities(storage, "gwangju-kr")[2], "completion") == [{"completion": 0.5}]
    assert published(open_cities(storage, "gwangju-kr")[2], "completion") == []
    assert published(open_cities(storage, "itami")[2], "completion") == [{"completion": 1.0}]
    status, answer, events = open_cities(storage, "rosario-ar")
    assert (status, answer["opened"]) == (200, ["gwangju-kr", "itami", "rosario-ar"])
    assert published(events, "completion") == []


def test_opening_again_writes_nothing(storage):
    author(storage)
    open_cities(storage, "itami")
    before = storage.writes
    _status, _answer, events = open_cities(storage, "itami")
    assert storage.writes == before
    assert events == [("edx.rights_map.city.opened", {"city": "itami", "first_time": False})]


def test_one_request_may_open_several_and_counts_each_once(storage):
    author(storage, required_opened=4)
    _status, answer, events = open_cities(storage, "itami", "graz-at", "itami")
    assert answer["opened"] == ["itami", "graz-at"]
    assert published(events, "completion") == [{"completion": 0.5}]
    assert len(published(events, "edx.rights_map.city.opened")) == 2


def test_the_grade_follows_only_where_the_author_wants_one_and_only_rises(storage):
    author(storage, scored=False)
    assert published(open_cities(storage, "itami")[2], "grade") == []
    author(storage, scored=True, required_opened=4)
    assert published(open_cities(storage, "graz-at")[2], "grade") == [
        {"value": 0.5, "max_value": 1.0, "only_if_higher": True}
    ]
    author(storage, required_opened=40)
    assert published(open_cities(storage, "vienna")[2], "grade") == []


def test_no_more_cities_are_kept_than_the_bound(storage):
    block = author(storage)
    block.opened = [f"city-{n}" for n in range(limits.OPENED_ITEMS)]
    block.save()
    status, answer, _events = open_cities(storage, "one-more")
    assert status == 200
    assert len(answer["opened"]) == limits.OPENED_ITEMS


@pytest.mark.parametrize(
    "opened", [None, [], {}, "itami", [1], ["UPPER"], ["a" * 61], ["../x"], [["itami"]], ["x"] * 41]
)
def test_what_is_no_list_of_cities_is_refused_with_a_sentence(storage, opened):
    author(storage)
    status, answer, events = send(storage, Map, "open_cities", {"opened": opened})
    assert status == 400
    assert answer["error"].endswith(".")
    assert events == []


def test_a_visitor_is_asked_to_log_in(storage):
    author(storage)
    status, answer, _events = send(storage, Map, "open_cities", {"opened": ["itami"]}, user_id=None)
    assert status == 403
    assert "Log in" in answer["error"]


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("cities.searched", {"text": "gwangju", "results": 1, "filters": ["section"]}),
        ("list.exported", {"format": "svg", "items": 99}),
        ("practice.opened", {"practice": "gwangju-index", "first_time": True}),
        ("timeline.played", {"until": 1997}),
    ],
)
def test_events_that_only_the_script_sees_are_published(storage, name, payload):
    author(storage)
    status, _answer, events = send(storage, Map, "record_event", {"name": name, "payload": payload})
    assert status == 200
    assert events == [(f"edx.rights_map.{name}", payload)]


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("city.opened", {"city": "itami", "first_time": True}),  # only the handler says this
        ("cities.searched", {"text": "gw", "results": 1, "filters": []}),
        ("cities.searched", {"text": "x" * 101, "results": 1, "filters": []}),
        ("timeline.played", {"until": "1997"}),
        ("timeline.played", {"until": 1997, "mail": "someone@example.org"}),
    ],
)
def test_other_events_are_refused(storage, name, payload):
    author(storage)
    status, _answer, events = send(storage, Map, "record_event", {"name": name, "payload": payload})
    assert status == 400
    assert events == []


def test_the_territory_is_the_one_of_the_explorer(storage):
    author(storage)
    value = {"name": "Home", "lat": 41.384, "lon": 2.157}
    data = {"value": value, "writer": "abcd", "number": 1, "base": ""}
    status, answer, events = send(storage, Map, "change_territory", data)
    assert status == 200
    assert answer["territory"]["v"] == {"name": "Home", "lat": 41.38, "lon": 2.16}  # about a kilometre
    assert events == [("edx.rights_map.territory.saved", {"has_position": True})]
    assert LearningRuntime(storage).block(Map, "two").territory_here()["v"]["name"] == "Home"


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=60)
    | st.sampled_from(["itami", "timeline.played", "cities.searched", "csv", "abcd", "\ud800", "\x00"])
)
keys = st.sampled_from(["opened", "name", "payload", "until", "text", "results", "filters", "value", "lat", "lon"])
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(keys | st.text(max_size=8), inner, max_size=8),
    max_leaves=40,
)
nearly_right = st.fixed_dictionaries(
    {},
    optional={
        "opened": st.lists(scalars, max_size=4),
        "name": scalars,
        "payload": anything,
        "value": anything,
        "writer": scalars,
        "number": st.integers(0, 5) | scalars,
        "base": scalars,
    },
)


@pytest.mark.parametrize("handler", HANDLERS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(requests=st.lists(nearly_right | anything, min_size=1, max_size=3))
def test_any_json_gets_an_answer_with_a_sentence(handler, requests):
    storage = Storage()
    for data in requests:
        status, answer = ask(LearningRuntime(storage).block(Map), handler, data)
        assert status in (200, 400)
        if status == 400:
            assert answer["error"].strip().endswith((".", "JSON"))
        LearningRuntime(storage).block(Map).student_view()


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_get_an_answer(body):
    assert ask(LearningRuntime(Storage()).block(Map), "open_cities", body)[0] in (200, 400)


@settings(max_examples=100, deadline=None)
@given(stored=st.dictionaries(st.sampled_from(["opened", "hrl_territory", "hrl_shortlist", "reached"]), anything))
def test_any_stored_state_still_makes_a_page(stored):
    storage = Storage()
    block = LearningRuntime(storage).block(Map)
    for name, value in stored.items():
        setattr(block, name, value)
    block.save()
    block = LearningRuntime(storage).block(Map)
    assert "count" in json.loads(json.dumps(block.student_view().json_init_args))["state"]
    assert ask(block, "read_state", {})[0] == 200
