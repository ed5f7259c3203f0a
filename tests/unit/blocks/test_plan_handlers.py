"""What the plan stores, refuses, publishes and deletes."""

from __future__ import annotations

import json

import pytest
from action_plan import answers
from action_plan.block import ActionPlanXBlock as Plan
from action_plan.steps import STEPS
from human_rights_mooc.events import problem_with

from .learning import LearningRuntime, Storage, ask
from .planning import ROW, author, send, step_block, stored, write


@pytest.fixture
def storage():
    storage = Storage()
    for step in (*STEPS, "overview"):
        author(storage, step)
    return storage


LONG_ENOUGH = "A text of more than forty characters, as asked for."


def published(events, kind):
    return [payload for name, payload in events if name == kind]


def test_an_answer_is_there_at_the_next_visit_and_in_no_other_step(storage):
    status, answer, _events = write(storage, "2", "gap", "Nobody can reach the registry.")
    assert (status, answer["answer"]["v"], answer["conflict"]) == (200, "Nobody can reach the registry.", False)
    assert stored(storage, "2")["gap"]["v"] == "Nobody can reach the registry."
    assert stored(storage, "1") == {}


def test_saving_one_answer_writes_one_row(storage):
    write(storage, "2", "gap", "A first text")
    before = storage.writes
    write(storage, "2", "gap", "A second text", number=2, base="abcd.1")
    assert storage.writes == before + 1


def test_saving_one_answer_carries_that_answer_and_little_more(storage):
    for number, question in enumerate(("gap", "bearers", "evidence", "causes"), start=1):
        write(storage, "2", question, "x" * 2000, number=number)
    _status, answer, _events = write(storage, "2", "gap", "y" * 2000, number=9, base="abcd.1")
    assert len(json.dumps(answer)) < 2000 + 2048


def test_an_answer_of_another_course_stays_and_is_not_shown(storage):
    write(storage, "1", "territory", "here")
    rows = {row: json.loads(text) for row, text in storage.rows.items() if row[-1] == "step_1"}
    (row,) = rows
    storage.rows[row] = json.dumps({**rows[row], "course-v1:Other+Course+1": {"territory": {"v": "there", "h": []}}})
    assert stored(storage, "1")["territory"]["v"] == "here"
    write(storage, "1", "territory", "here again", number=2, base="abcd.1")
    assert json.loads(storage.rows[row])["course-v1:Other+Course+1"]["territory"]["v"] == "there"


def test_an_older_copy_is_refused_and_shown_what_is_newer(storage):
    write(storage, "2", "gap", "newer", writer="tabtwo")
    status, answer, _events = write(storage, "2", "gap", "older", writer="tabone")
    assert (status, answer["conflict"], answer["answer"]["v"]) == (200, True, "newer")


@pytest.mark.parametrize(
    ("step", "question", "value", "words"),
    [
        ("1", "territory", "x" * 2001, "at most 2000 characters"),
        ("6", "actions", [ROW] * 31, "at most 30 actions"),
        ("6", "actions", [["x" * 401, *ROW[1:]]], "at most 400 characters"),
        ("6", "actions", [["x" * 200, "y" * 201, "", "", "", ""]], "at most 400 characters"),
        ("3", "practices", ["a", "b", "c", "d"], "at most 3 practices"),
        ("1", "nothing", "text", "no longer here"),
        ("1", "territory", ["not", "a", "text"], "not understood"),
        ("6", "actions", [[*ROW[:3], "huge", *ROW[4:]]], "not understood"),
        ("3", "practices", ["Not an id"], "not understood"),
        ("overview", "rights", "maybe", "not understood"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(storage, step, question, value, words):
    status, answer, _events = write(storage, step, question, value)
    assert status == 400
    assert words in answer["error"]
    assert stored(storage, step) == {}


def test_a_full_step_says_so_and_loses_nothing(storage):
    row = ["ش" * 380, "", "", "", "", ""]  # a letter beyond ASCII takes six bytes as stored
    status, _answer, _events = write(storage, "6", "actions", [row] * 28)
    assert status == 200
    status, answer, _events = write(storage, "6", "checks", "ش" * 2000, number=2)
    assert (status, "no more room" in answer["error"]) == (400, True)
    assert set(stored(storage, "6")) == {"actions"}
    assert write(storage, "6", "actions", [row] * 10, number=3, base="abcd.1")[0] == 200
    assert write(storage, "6", "checks", "ش" * 2000, number=4)[0] == 200


def test_a_step_completes_when_its_required_answers_are_long_enough(storage):
    author(storage, "1", minimum_length=20, scored=True)
    assert published(write(storage, "1", "territory", "too short")[2], "completion") == []
    events = write(storage, "1", "territory", "long enough for the author", number=2, base="abcd.1")[2]
    assert published(events, "completion") == [{"completion": 0.3333}]
    write(storage, "1", "powers", "long enough for the author", number=3)
    events = write(storage, "1", "duties", "long enough for the author", number=4)[2]
    assert published(events, "completion") == [{"completion": 1.0}]
    assert published(events, "grade") == [{"value": 1.0, "max_value": 1.0, "only_if_higher": True}]


def test_completion_and_points_never_fall(storage):
    author(storage, "1", scored=True)
    write(storage, "1", "territory", LONG_ENOUGH)
    events = write(storage, "1", "territory", "", number=2, base="abcd.1")[2]
    assert published(events, "completion") + published(events, "grade") == []


def test_structured_parts_count_when_something_is_in_them(storage):
    author(storage, "3", minimum_length=0)
    assert published(write(storage, "3", "practices", [])[2], "completion") == []
    events = write(storage, "3", "practices", ["vienna-centre"], number=2, base="abcd.1")[2]
    assert published(events, "completion") == [{"completion": 0.3333}]
    half = [ROW[0], "", "", "", "", ""]
    assert published(write(storage, "6", "actions", [half])[2], "completion") == []
    events = write(storage, "6", "actions", [half, ROW], number=2, base="abcd.1")[2]
    assert published(events, "completion") == [{"completion": 0.3333}]


def test_the_overview_completes_by_checking_the_five_points(storage):
    for number, point in enumerate(("rights", "participation", "evidence", "feasibility"), start=1):
        write(storage, "overview", point, "partly", number=number)
    _status, _answer, events = write(storage, "overview", "monitoring", "no", number=9)
    assert published(events, "completion") == [{"completion": 1.0}]
    assert ("edx.action_plan.point.checked", {"point": "monitoring", "level": "no"}) in events


def test_the_event_of_an_answer_says_how_much_and_not_what(storage):
    _status, _answer, events = write(storage, "2", "gap", LONG_ENOUGH)
    payload = published(events, "edx.action_plan.answer.saved")[0]
    assert payload == {"step": "2", "question": "gap", "characters": len(LONG_ENOUGH), "items": 0}


@pytest.mark.parametrize("length", [1, 30])
def test_the_event_of_an_answer_names_a_question_of_30_characters_at_most(length):
    payload = {"step": "2", "question": "q" * length, "characters": 3, "items": 0}
    assert problem_with(Plan.EVENTS, "answer.saved", payload) is None
    for question in ("", "q" * 31, 7):
        assert problem_with(Plan.EVENTS, "answer.saved", {**payload, "question": question}) == "question"


def test_deleting_takes_all_steps_and_the_check_and_keeps_the_points(storage):
    write(storage, "1", "territory", LONG_ENOUGH)
    write(storage, "6", "actions", [ROW])
    write(storage, "overview", "rights", "yes")
    status, answer, events = send(storage, "2", "delete_plan", {"writer": "abcd", "number": 9})
    assert (status, answer["deleted"]) == (200, 3)
    assert published(events, "edx.action_plan.plan.deleted") == [{"answers": 3}]
    text = json.dumps([json.loads(row) for row in storage.rows.values()])
    assert LONG_ENOUGH not in text
    assert ROW[0] not in text
    assert step_block(storage, "1").best_so_far() > 0
    assert send(storage, "2", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 0


def test_an_old_page_does_not_bring_a_deleted_answer_back(storage):
    write(storage, "1", "territory", "mine", writer="oldtab")
    send(storage, "1", "delete_plan", {"writer": "newtab", "number": 1})
    _status, answer, _events = write(storage, "1", "territory", "mine and more", 1, "other", base="oldtab.1")
    assert (answer["conflict"], answer["answer"]["v"]) == (True, None)


def test_the_whole_plan_is_read_from_any_step_with_what_is_open(storage):
    write(storage, "1", "territory", "A harbour town of 40,000 people.\n\nI am the clerk.")
    write(storage, "6", "actions", [ROW, ["Only a what", "", "", "", "", ""]])
    status, answer, _events = send(storage, "4", "read_plan", {"date": "25 November 2026"})
    outline = answer["outline"]
    assert status == 200
    assert outline["date"] == "25 November 2026"
    assert [step["number"] for step in outline["steps"]] == list("123456")
    first = outline["steps"][0]["parts"][0]
    assert first["paragraphs"] == ["A harbour town of 40,000 people.", "I am the clerk."]
    assert outline["steps"][1]["parts"][0]["open"] == "Open: not written yet."
    assert outline["steps"][0]["parts"][3]["open"] == "Open (not required)."
    actions = outline["steps"][5]["parts"][0]
    assert actions["rows"][0] == ["Open the desk on Mondays", "Registry", "April 2027", "Low", "Desks held (process)"]
    assert actions["rows"][1] == ["Only a what", "open", "open", "open", "open"]


def test_practices_come_with_their_notes_and_references(storage):
    write(storage, "3", "practices", ["vienna-centre", "unknown-one"])
    note = {"id": "vienna-centre", "value": ["We decide it.", "", "", "", "Ask Anna."]}
    send(storage, "3", "change_note", {**note, "writer": "abcd", "number": 1, "base": ""})
    told = {
        "title": "A centre",
        "place": "Vienna, Austria",
        "years": "since 2016",
        "sources": ["City of Vienna, Report."],
    }
    _status, answer, _events = send(
        storage, "5", "read_plan", {"practices": {"vienna-centre": told, "not-chosen": told}}
    )
    known, unknown = answer["outline"]["steps"][2]["parts"][1]["practices"]
    assert (known["title"], known["place"], known["references"]) == ("A centre", "Vienna, Austria, since 2016", "1")
    assert [text for _asked, text in known["notes"]] == ["We decide it.", "Ask Anna."]
    assert (unknown["title"], unknown["open"]) == ("unknown-one", "Open: no note on this practice yet.")
    assert answer["outline"]["references"]["items"] == ["City of Vienna, Report."]
    assert answer["practices"] == ["vienna-centre", "unknown-one"]


@pytest.mark.parametrize("handler", ["change_answer", "read_plan", "export_document", "delete_plan", "read_state"])
def test_nobody_who_is_not_logged_in_reads_or_writes(storage, handler):
    status, answer, events = send(storage, "1", handler, {}, user_id=None)
    assert (status, events) == (403, [])
    assert "Log in" in answer["error"]


def test_another_learner_sees_nothing_of_it(storage):
    write(storage, "1", "territory", "mine alone")
    _status, answer, _events = send(storage, "1", "read_plan", {}, user_id=2)
    assert "mine alone" not in json.dumps(answer)


def test_answers_to_a_question_that_the_author_took_away_are_still_in_the_plan(storage):
    author(storage, "1", questions="extra: What else?")
    write(storage, "1", "extra", "An answer that must not get lost")
    author(storage, "1", questions="")
    _status, answer, _events = send(storage, "1", "read_plan", {})
    last = answer["outline"]["steps"][0]["parts"][-1]
    assert last["heading"] == "A question that is no longer asked"
    assert last["paragraphs"] == ["An answer that must not get lost"]


def test_a_page_of_long_answers_asks_for_them_later(storage):
    for number, question in enumerate(("gap", "bearers", "evidence", "causes"), start=1):
        write(storage, "2", question, "ب" * 2000, number=number)
    state = step_block(storage, "2").page_state()
    assert "answers" in state["later"]
    assert len(json.dumps(state)) < 8 * 1024
    _status, answer, _events = send(storage, "2", "read_state", {})
    assert answer["answers"]["gap"]["v"] == "ب" * 2000


def test_a_visitor_reads_the_questions(storage):
    block = LearningRuntime(storage, None).block(Plan, "step-1")
    fragment = block.public_view()
    assert "This activity needs JavaScript" in fragment.content
    assert block.settings_for_page()["questions"][0]["id"] == "territory"


def test_a_handler_that_fails_in_the_database_is_no_success(storage):
    storage.failing = True
    with pytest.raises(Exception, match="away"):
        ask(
            step_block(storage, "1"),
            "change_answer",
            {"question": "territory", "value": "x", "writer": "abcd", "number": 1, "base": ""},
        )


def test_the_bounds_are_those_of_the_design():
    assert (answers.ANSWER_CHARACTERS, answers.ACTIONS, answers.ACTION_CHARACTERS) == (2000, 30, 400)
    assert answers.STEP_BYTES == 64 * 1024
