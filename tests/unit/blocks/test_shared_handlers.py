"""Handlers of the shared learner state, asked as a browser asks them."""

from __future__ import annotations

import json

import pytest
from human_rights_mooc import compat, limits
from practice_explorer.block import PracticeExplorerXBlock as Explorer

from .learning import LearningRuntime, Storage, ask, send

NOTE = ["We may decide.", "The council", "", "", "Ask the mayor"]


@pytest.fixture
def storage():
    return Storage()


def add(practice, token="abcd.1"):
    return {"op": "add", "id": practice, "token": token}


def remove(practice, token="abcd.1"):
    return {"op": "remove", "id": practice, "token": token}


def keep(storage, *changes, user_id=1):
    return send(storage, Explorer, "change_shortlist", {"changes": list(changes)}, user_id)


def write_note(storage, practice="vienna-centre", value=NOTE, writer="abcd", number=1, base=""):
    data = {"id": practice, "value": value, "writer": writer, "number": number, "base": base}
    return send(storage, Explorer, "change_note", data)


def test_kept_practice_comes_back_for_every_block_of_the_course(storage):
    status, answer, published = keep(storage, add("vienna-centre"))
    assert (status, answer["shortlist"]["ids"]) == (200, [["vienna-centre", "abcd.1"]])
    other = LearningRuntime(storage).block(Explorer, "another")
    assert other.shortlist_here()["ids"] == [["vienna-centre", "abcd.1"]]
    assert published == [
        ("edx.practice_explorer.practice.shortlisted", {"practice": "vienna-centre", "shortlisted": 1})
    ]


def test_a_page_that_stayed_open_stores_nothing_in_the_account_of_who_logged_in_since(storage):
    mark = compat.learner_mark(LearningRuntime(storage, 1).block(Explorer))
    data = {"id": "vienna-centre", "value": NOTE, "writer": "abcd", "number": 1, "base": ""}
    other = LearningRuntime(storage, 2).block(Explorer)
    status, answer = ask(other, "change_note", data, headers={"X-Hrl-Learner": mark})
    assert (status, answer["error"][:36]) == (403, "Another account is logged in now. Lo")
    assert (storage.writes, other.notes_here()) == (0, {})
    own = LearningRuntime(storage, 1).block(Explorer)
    assert ask(own, "change_note", data, headers={"X-Hrl-Learner": mark})[0] == 200
    assert ask(other, "change_note", data)[0] == 200, "an older page, which sends no mark, saves as before"


def test_a_page_whose_learner_logged_out_is_told_to_log_in(storage):
    nobody = LearningRuntime(storage, None).block(Explorer)
    status, answer = ask(nobody, "change_note", {}, headers={"X-Hrl-Learner": "0123456789ab"})
    assert (status, answer["error"]) == (403, "Log in to save your work.")


def test_another_course_has_its_own_shortlist(storage):
    from opaque_keys.edx.keys import CourseKey

    keep(storage, add("vienna-centre"))
    elsewhere = LearningRuntime(storage, course=CourseKey.from_string("course-v1:A+B+C")).block(Explorer)
    assert elsewhere.shortlist_here()["ids"] == []


def test_the_same_addition_twice_changes_nothing_and_writes_nothing(storage):
    keep(storage, add("vienna-centre"))
    writes = storage.writes
    status, answer, published = keep(storage, add("vienna-centre"))
    assert (status, published, storage.writes) == (200, [], writes)
    assert len(answer["shortlist"]["ids"]) == 1


def test_a_late_removal_does_not_take_back_a_newer_addition(storage):
    keep(storage, add("vienna-centre", "abcd.1"))
    keep(storage, remove("vienna-centre", "abcd.1"))
    keep(storage, add("vienna-centre", "efgh.1"))
    _status, answer, _published = keep(storage, remove("vienna-centre", "abcd.1"))
    assert answer["shortlist"]["ids"] == [["vienna-centre", "efgh.1"]]


def test_a_replayed_addition_does_not_bring_back_what_was_removed(storage):
    keep(storage, add("vienna-centre"))
    keep(storage, remove("vienna-centre"))
    _status, answer, _published = keep(storage, add("vienna-centre"))
    assert answer["shortlist"]["ids"] == []


def test_twenty_practices_then_a_sentence(storage):
    for number in range(limits.SHORTLIST_PER_COURSE):
        assert keep(storage, add(f"city-{number}", f"abcd.{number + 1}"))[0] == 200
    status, answer, published = keep(storage, add("one-more", "abcd.99"))
    assert status == 400
    assert "20 practices" in answer["error"]
    assert published == []


def test_a_note_is_stored_with_its_version(storage):
    status, answer, published = write_note(storage)
    assert status == 200
    assert answer == {
        "note": {"v": NOTE, "h": [["abcd", 1]]},
        "id": "vienna-centre",
        "conflict": False,
    }
    assert published[0][1]["parts"] == 3


def test_a_note_written_on_an_older_version_is_a_conflict_and_nothing_is_lost(storage):
    write_note(storage)
    status, answer, _published = write_note(storage, value=["Other", "", "", "", ""], writer="efgh")
    assert status == 200
    assert answer["conflict"] is True
    assert answer["note"]["v"] == NOTE
    chosen = write_note(storage, value=["Other", "", "", "", ""], writer="efgh", number=2, base="abcd.1")
    assert chosen[1]["note"]["v"][0] == "Other"


def test_a_writer_whose_answer_got_lost_is_not_in_conflict_with_itself(storage):
    write_note(storage, number=1)
    _status, answer, _published = write_note(storage, value=["Longer", "", "", "", ""], number=2, base="")
    assert (answer["conflict"], answer["note"]["v"][0]) == (False, "Longer")


def test_a_long_note_gets_a_sentence(storage):
    status, answer, _published = write_note(storage, value=["x" * 1000, "y" * 201, "", "", ""])
    assert status == 400
    assert "1200 characters" in answer["error"]


def test_full_notes_say_what_to_delete_and_deleting_makes_room(storage):
    arabic = ["ش" * 1200, "", "", "", ""]
    stored = 0
    while True:
        status, answer, _published = write_note(storage, f"practice-{stored}", arabic)
        if status != 200:
            break
        stored += 1
    assert stored == 9  # 64 kB of letters that take six bytes each
    assert "course-v1:UCLG+HRLOCAL+2026" in answer["error"]
    assert write_note(storage, "practice-0", None, number=2, base="abcd.1")[0] == 200
    assert write_note(storage, "practice-99", arabic)[0] == 200


def test_territory_keeps_only_what_it_may(storage):
    value = {"name": "Zeytinburnu", "size": "city", "lat": 41.0123, "lon": 28.9001, "phone": "1"}
    data = {"value": value, "writer": "abcd", "number": 1, "base": ""}
    status, answer, published = send(storage, Explorer, "change_territory", data)
    assert status == 200
    assert answer["territory"]["v"] == {"name": "Zeytinburnu", "size": "city", "lat": 41.01, "lon": 28.9}
    assert published == [("edx.practice_explorer.territory.saved", {"has_position": True})]


@pytest.mark.parametrize(
    "handler",
    [
        "read_state",
        "change_shortlist",
        "change_note",
        "change_territory",
        "record_event",
        "open_practices",
        "change_reflection",
    ],
)
def test_visitors_are_refused_everywhere(storage, handler):
    status, answer, published = send(storage, Explorer, handler, {}, user_id=None)
    assert (status, published, storage.rows) == (403, [], {})
    assert answer["error"]


def test_a_form_of_another_site_is_refused(storage):
    block = LearningRuntime(storage).block(Explorer)
    status, answer = ask(block, "change_shortlist", {"changes": [add("vienna-centre")]}, "text/plain")
    assert status == 400
    assert answer["error"]


def test_get_is_not_allowed(storage):
    assert ask(LearningRuntime(storage).block(Explorer), "read_state", {}, method="GET")[0] == 405


def test_too_large_a_request_gets_a_sentence(storage):
    block = LearningRuntime(storage).block(Explorer)
    status, answer = ask(block, "change_reflection", {"value": "x" * limits.REQUEST_BYTES})
    assert status == 400
    assert "too much" in answer["error"]


def test_deep_json_is_refused(storage):
    block = LearningRuntime(storage).block(Explorer)
    status, _answer = ask(block, "read_state", b"[" * 30_000 + b"]" * 30_000)
    assert status == 400


def test_damaged_state_is_left_out_and_does_not_break_the_page(storage):
    block = LearningRuntime(storage).block(Explorer)
    block.hrl_shortlist = {"course-v1:UCLG+HRLOCAL+2026": {"ids": [["ok", "abcd.1"], "x", ["<b>", 1]], "gone": 7}}
    block.hrl_notes = {"course-v1:UCLG+HRLOCAL+2026": [1, 2]}
    block.hrl_territory = {"v": 1}
    block.opened = ["x", 3, 3, True]
    state = block.page_state()
    assert state["shortlist"] == {"ids": [["ok", "abcd.1"]], "gone": []}
    assert (state["notes"], state["territory"], state["opened"]) == ({}, None, [3])


def test_state_that_does_not_fit_the_page_is_read_later(storage):
    for number in range(9):
        write_note(storage, f"practice-{number}", ["ش" * 1200, "", "", "", ""])
    block = LearningRuntime(storage).block(Explorer)
    state = block.page_state()
    assert "notes" in state["later"]
    assert len(json.dumps(state)) < 8 * 1024
    _status, answer = ask(block, "read_state", {})
    assert len(answer["notes"]) == 9
