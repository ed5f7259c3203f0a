"""What this version or these settings do not know is kept by every write, shown with the plan, and deleted with it."""

from __future__ import annotations

import base64
import io
import json

import pytest
from action_plan import answers
from action_plan.block import ActionPlanXBlock as Plan
from action_plan.steps import STEPS
from docx import Document
from human_rights_mooc import limits
from practice_explorer.block import PracticeExplorerXBlock as Explorer
from rights_map.block import RightsMapXBlock as Map

from .learning import COURSE, LearningRuntime, Storage, ask
from .planning import ROW, author, send, write

HERE = str(COURSE)
ELSEWHERE = "course-v1:Other+Course+1"
WRITE = {"writer": "abcd", "number": 1, "base": ""}
ASKED = {"6": "steps: What will you do first?", "3": "why: Why this one?"}
NO_LONGER = "Answers to questions that are no longer asked"
UNREADABLE = "An answer in a form that this version cannot show. It is kept."


@pytest.fixture
def storage():
    storage = Storage()
    for step in (*STEPS, "overview"):
        author(storage, step)
    return storage


def seed(storage, cls, field, value, name="one"):
    """Store what another version left behind."""
    block = LearningRuntime(storage).block(cls, name)
    block._field_data.set(block, field, value)


def kept_in(storage, field):
    """Return a field as it is stored, as text: order counts."""
    (text,) = [text for row, text in storage.rows.items() if row[-1] == field and row[0] != "authored"]
    return text


def outline(storage, step="overview"):
    return send(storage, step, "read_plan", {})[1]["outline"]


def group(storage, number, step="overview"):
    """Return the parts of a step under the heading of what is no longer asked: (the heading, the parts)."""
    parts = outline(storage, step)["steps"][int(number) - 1]["parts"]
    under = [part for part in parts if part.get("under")]
    return (parts[len(parts) - len(under) - 1]["heading"], under) if under else ("", [])


# The plan: questions come and go


def test_a_table_of_actions_survives_questions_of_the_authors_own(storage):
    write(storage, "6", "actions", [ROW])
    author(storage, "6", questions=ASKED["6"])
    assert write(storage, "6", "steps", "We begin on Monday.", number=2)[0] == 200
    heading, (part,) = group(storage, "6", "6")
    assert (heading, part["heading"]) == (NO_LONGER, "Which actions will you take?")
    assert part["rows"] == [["Open the desk on Mondays", "Registry", "April 2027", "Low", "Desks held (process)"]]
    author(storage, "6", questions="")
    state = send(storage, "6", "read_state", {})[1]
    assert state["answers"]["actions"]["v"] == [ROW]
    assert write(storage, "6", "checks", "Residents check.", number=3)[0] == 200
    heading, (part,) = group(storage, "6", "6")
    assert (heading, part["heading"]) == (NO_LONGER, "A question that is no longer asked")
    assert part["paragraphs"] == ["We begin on Monday."]


def test_chosen_practices_survive_too_with_their_titles_and_references(storage):
    write(storage, "3", "practices", ["vienna-centre"])
    author(storage, "3", questions=ASKED["3"])
    write(storage, "3", "why", "Most gain.", number=2)
    told = {"title": "A centre", "place": "Vienna", "years": "2016", "sources": ["A report."]}
    answer = send(storage, "3", "read_plan", {"practices": {"vienna-centre": told}})[1]
    assert answer["practices"] == ["vienna-centre"]
    (part,) = [part for part in answer["outline"]["steps"][2]["parts"] if part.get("under")]
    assert (part["practices"][0]["title"], part["practices"][0]["references"]) == ("A centre", "1")
    assert answer["outline"]["references"]["items"] == ["A report."]


def test_another_step_does_not_say_of_a_question_that_it_is_gone_which_its_own_step_may_ask(storage):
    author(storage, "6", questions=ASKED["6"])
    write(storage, "6", "steps", "We begin on Monday.")
    for step in ("2", "overview"):
        heading, (part,) = group(storage, "6", step)
        assert (heading, part["heading"]) == (f"{NO_LONGER}, or that only this step asks", "Another answer")
    author(storage, "overview", questions="6.other: Something else?")
    heading, (part,) = group(storage, "6")
    assert (heading, part["heading"]) == (NO_LONGER, "A question that is no longer asked")


def test_deleting_deletes_what_is_no_longer_asked_and_counts_it(storage):
    write(storage, "6", "actions", [ROW])
    write(storage, "3", "practices", ["vienna-centre"])
    write(storage, "1", "territory", "", number=2)
    author(storage, "6", questions=ASKED["6"])
    author(storage, "3", questions=ASKED["3"])
    status, answer, events = send(storage, "6", "delete_plan", {"writer": "abcd", "number": 9})
    assert (status, answer["deleted"]) == (200, 2)
    assert ("edx.action_plan.plan.deleted", {"answers": 2}) in events
    assert answer["bases"] == {"1": {"territory": "abcd.2"}, "3": {"practices": "abcd.1"}, "6": {"actions": "abcd.1"}}
    assert "vienna" not in kept_in(storage, "step_3")
    assert ROW[0] not in kept_in(storage, "step_6")


# The plan: entries of another release, damaged ones, other courses

ODD_STATES = [
    pytest.param({HERE: {"gap": {"v": {"new": "form"}, "h": [["abcd", 1]]}}}, 1, id="a value of a new form"),
    pytest.param({HERE: {"gap": {"v": "a", "h": [["abcd", 1, "2030"]]}}}, 1, id="a history of a new form"),
    pytest.param({HERE: {"gone": {"v": [[*ROW, "new"]], "h": []}}}, 1, id="rows of seven"),
    pytest.param({HERE: {"gone": {"v": [{"what": "a"}], "h": []}}}, 1, id="rows with names"),
    pytest.param({HERE: {"gone": "no entry", "more": 5, "less": [0]}}, 3, id="no entries"),
    pytest.param({HERE: ["a list"]}, 1, id="a course that is no object"),
    pytest.param(["a list"], 1, id="a field that is no object"),
    pytest.param({HERE: {"gap": {"v": "a text", "h": [["abcd", 1]], "mood": "new"}}}, 1, id="more names"),
]


@pytest.mark.parametrize(("state", "count"), ODD_STATES)
def test_what_another_release_stored_stays_is_named_and_is_deleted(storage, state, count):
    seed(storage, Plan, "step_2", state)
    other = {ELSEWHERE: {"gap": {"v": "there", "h": [["efgh", 1]]}}}
    if isinstance(state, dict):
        seed(storage, Plan, "step_2", {**other, **state})
    assert write(storage, "2", "bearers", "The council.")[0] == 200
    after = json.loads(kept_in(storage, "step_2"))
    here = after[HERE]
    assert here["bearers"]["v"] == "The council."
    before = state.get(HERE) if isinstance(state, dict) else None
    if isinstance(before, dict):
        assert {ident: here[ident] for ident in before} == before
    else:
        assert (here["?"] if isinstance(state, dict) else after["?"]) == (before or state)
    text = json.dumps(outline(storage))
    assert UNREADABLE in text or "a text" in text or "no entry" in text
    status, answer, _events = send(storage, "4", "delete_plan", {"writer": "abcd", "number": 9})
    assert (status, answer["deleted"]) == (200, count + 1)
    after = json.loads(kept_in(storage, "step_2"))
    assert all(entry == {"v": None, "h": entry["h"]} for entry in after[HERE].values())
    assert {course: value for course, value in after.items() if course != HERE} == (
        other if isinstance(state, dict) else {}
    )
    assert send(storage, "4", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 0


def test_an_answer_over_one_that_cannot_be_read_sets_it_aside(storage):
    odd = {"v": {"new": "form"}, "h": [["efgh", 7]]}
    seed(storage, Plan, "step_2", {HERE: {"gap": odd}})
    part = outline(storage)["steps"][1]["parts"][0]
    assert part["open"] == UNREADABLE
    _status, answer, _events = write(storage, "2", "gap", "Mine.")
    assert answer["answer"] == {"v": "Mine.", "h": [["abcd", 1]]}
    assert json.loads(kept_in(storage, "step_2"))[HERE]["gap"] == {"v": "Mine.", "h": [["abcd", 1]], "?": odd}
    write(storage, "2", "gap", "Mine, longer.", number=2, base="abcd.1")
    assert json.loads(kept_in(storage, "step_2"))[HERE]["gap"]["?"] == odd
    parts = outline(storage)["steps"][1]["parts"]
    assert [(part["heading"], part["open"]) for part in parts[:2]] == [
        (parts[0]["heading"], ""),
        (parts[0]["heading"], UNREADABLE),
    ]
    assert send(storage, "2", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 1
    assert "new" not in kept_in(storage, "step_2")


def test_a_page_gets_no_more_of_an_entry_than_before(storage):
    seed(storage, Plan, "step_2", {HERE: {"gap": {"v": "a", "h": [["abcd", 1]], "mood": "new", "?": 5}}})
    state = send(storage, "2", "read_state", {})[1]
    assert state["answers"] == {"gap": {"v": "a", "h": [["abcd", 1]]}}
    write(storage, "2", "gap", "b", number=2, base="abcd.1")
    assert json.loads(kept_in(storage, "step_2"))[HERE]["gap"] == {"v": "b", "h": [["abcd", 2]], "mood": "new", "?": 5}


def test_more_entries_than_this_version_takes_stay_and_one_of_them_may_be_changed(storage):
    many = {f"q_{number}": {"v": "a", "h": [["abcd", 1]]} for number in range(40)} | {"gap": {"v": "b", "h": []}}
    seed(storage, Plan, "step_2", {HERE: many})
    status, answer, _events = write(storage, "2", "bearers", "One more")
    assert (status, "no more room" in answer["error"]) == (400, True)
    assert write(storage, "2", "gap", "changed")[0] == 200
    assert json.loads(kept_in(storage, "step_2"))[HERE] == {**many, "gap": {"v": "changed", "h": [["abcd", 1]]}}
    assert send(storage, "2", "delete_plan", {"writer": "efgh", "number": 9})[1]["deleted"] == 41
    assert write(storage, "2", "bearers", "One more", number=3)[0] == 200


def test_a_full_step_keeps_what_it_does_not_know_and_lets_through_what_is_shorter(storage):
    odd = {"v": ["new" * 10] * 2100, "h": []}
    seed(storage, Plan, "step_2", {HERE: {"gone": odd, "gap": {"v": "long " * 100, "h": [["abcd", 1]]}}})
    assert len(kept_in(storage, "step_2")) > answers.STEP_BYTES
    assert write(storage, "2", "bearers", "One more", number=2)[0] == 400
    assert write(storage, "2", "gap", "long " * 101, number=3, base="abcd.1")[0] == 400
    assert write(storage, "2", "gap", "long " * 99, number=4, base="abcd.1", writer="efgh")[0] == 200
    assert json.loads(kept_in(storage, "step_2"))[HERE]["gone"] == odd
    assert send(storage, "2", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 2
    assert len(kept_in(storage, "step_2")) < 200


def test_a_wrong_deletion_deletes_nothing(storage):
    seed(storage, Plan, "step_2", {HERE: {"gone": "no entry"}})
    before = dict(storage.rows)
    assert send(storage, "2", "delete_plan", {"writer": "X", "number": 0})[0] == 400
    assert storage.rows == before


def test_points_of_the_check_that_are_no_longer_asked_are_kept_and_told(storage):
    seed(storage, Plan, "step_check", {HERE: {"gender": {"v": "partly", "h": []}, "money": {"v": 3, "h": []}}})
    write(storage, "overview", "rights", "yes")
    kept = outline(storage)["kept"]
    assert kept["heading"] == NO_LONGER
    assert [(part["paragraphs"], part["open"]) for part in kept["parts"]] == [(["Partly"], ""), ([], UNREADABLE)]
    assert send(storage, "1", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 3


def test_the_document_holds_what_is_no_longer_asked(storage):
    write(storage, "6", "actions", [ROW])
    write(storage, "3", "practices", ["vienna-centre"])
    seed(storage, Plan, "step_check", {HERE: {"gender": {"v": "no", "h": []}}})
    author(storage, "overview", questions="\n".join(f"{step}.{line}" for step, line in ASKED.items()))
    answer = send(storage, "overview", "export_document", {})[1]
    document = Document(io.BytesIO(base64.b64decode(answer["base64"])))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert [style for style, text in lines if text == NO_LONGER] == ["Heading 2", "Heading 2", "Heading 1"]
    assert ("Heading 3", "Which actions will you take?") in lines
    assert ("Heading 4", "vienna-centre") in lines
    assert ("Normal", "Not yet") in lines
    assert any(ROW[0] in cell.text for table in document.tables for row in table.rows for cell in row.cells)


# Notes, shortlist, territory, reflection, what was opened


def explorer(storage, handler, data):
    return ask(LearningRuntime(storage).block(Explorer), handler, data)


def note(practice, value, **more):
    return {"id": practice, "value": value, **WRITE, **more}


def test_the_sixth_part_of_a_note_survives_writing_other_notes_and_the_note_itself(storage):
    six = {"v": ["a", "b", "c", "d", "e", "sixth"], "h": [["newer", 3]]}
    odd = {"v": {"parts": {"why": "text"}}, "h": [["newer", 4]]}
    seed(
        storage, Explorer, "hrl_notes", {ELSEWHERE: ["odd"], HERE: {"vienna-centre": six, "graz-at": odd, "Odd key": 1}}
    )
    assert explorer(storage, "change_note", note("utrecht-coalition", ["x", "", "", "", ""]))[0] == 200
    here = json.loads(kept_in(storage, "hrl_notes"))[HERE]
    assert (here["vienna-centre"], here["graz-at"], here["Odd key"]) == (six, odd, 1)
    assert explorer(storage, "read_state", {})[1]["notes"]["vienna-centre"] == {"v": list("abcde"), "h": [["newer", 3]]}
    change = note("vienna-centre", ["new", "", "", "", ""], base="newer.3")
    status, answer = explorer(storage, "change_note", change)
    assert (status, answer["note"]) == (200, {"v": ["new", "", "", "", ""], "h": [["abcd", 1], ["newer", 3]]})
    assert json.loads(kept_in(storage, "hrl_notes"))[HERE]["vienna-centre"]["v"] == ["new", "", "", "", "", "sixth"]
    status, answer = explorer(storage, "change_note", note("vienna-centre", None, number=2, base="abcd.1"))
    assert (status, answer["note"]["v"]) == (200, None)
    assert json.loads(kept_in(storage, "hrl_notes"))[HERE]["vienna-centre"]["v"] == ["", "", "", "", "", "sixth"]
    write(storage, "3", "practices", ["vienna-centre", "graz-at"])
    vienna, graz = outline(storage)["steps"][2]["parts"][1]["practices"]
    assert vienna["notes"] == [["Another part of the note", "sixth"]]
    assert graz["notes"] == [
        ["Another part of the note", "A note in a form that this version cannot show. It is kept."]
    ]


def test_a_note_may_be_shortened_where_another_release_left_more_than_fits(storage):
    many = {f"p-{number}": {"v": ["text " * 60, "", "", "", ""], "h": [["newer", 1]]} for number in range(300)}
    seed(storage, Explorer, "hrl_notes", {HERE: many})
    assert explorer(storage, "change_note", note("vienna-centre", ["x", "", "", "", ""]))[0] == 400
    assert explorer(storage, "change_note", note("p-1", ["text " * 61, "", "", "", ""], base="newer.1"))[0] == 400
    assert explorer(storage, "change_note", note("p-1", ["short", "", "", "", ""], base="newer.1"))[0] == 200
    assert explorer(storage, "change_note", note("p-2", None, base="newer.1"))[0] == 200
    here = json.loads(kept_in(storage, "hrl_notes"))[HERE]
    assert {key: here[key] for key in many if key not in ("p-1", "p-2")} == {
        key: many[key] for key in many if key not in ("p-1", "p-2")
    }


def test_the_shortlist_keeps_what_it_cannot_read_in_its_place(storage):
    ids = [["a", "abcd.1", "new"], *([f"p-{number}", "abcd.2"] for number in range(25)), {"id": "b"}]
    gone = [["c", "abcd.3", "new"], *([f"g-{number}", "abcd.4"] for number in range(25))]
    stored = {"order": "new", "ids": ids, "gone": gone}
    seed(storage, Explorer, "hrl_shortlist", {ELSEWHERE: 5, HERE: stored})

    def change(op, ident, token):
        return explorer(storage, "change_shortlist", {"changes": [{"op": op, "id": ident, "token": token}]})

    assert change("add", "vienna-centre", "abcd.9")[0] == 400
    status, answer = change("remove", "p-24", "abcd.2")
    assert (status, len(answer["shortlist"]["ids"]), len(answer["shortlist"]["gone"])) == (200, 20, 20)
    after = json.loads(kept_in(storage, "hrl_shortlist"))
    assert after[ELSEWHERE] == 5
    assert after[HERE]["order"] == "new"
    assert after[HERE]["ids"] == [pair for pair in ids if pair != ["p-24", "abcd.2"]]
    assert after[HERE]["gone"] == [gone[0], *gone[2:], ["p-24", "abcd.2"]]


@pytest.mark.parametrize("odd", [["a"], "text", 7, {"ids": "odd"}])
def test_a_shortlist_of_another_form_is_set_aside(storage, odd):
    seed(storage, Explorer, "hrl_shortlist", {HERE: odd})
    change = {"changes": [{"op": "add", "id": "vienna-centre", "token": "abcd.1"}]}
    assert explorer(storage, "change_shortlist", change)[1]["shortlist"]["ids"] == [["vienna-centre", "abcd.1"]]
    assert json.dumps(odd["ids"] if isinstance(odd, dict) else odd) in kept_in(storage, "hrl_shortlist")


def test_a_territory_keeps_what_a_newer_release_asks_for_until_it_is_deleted(storage):
    seed(storage, Explorer, "hrl_territory", {"v": {"people": 5000, "name": "Old"}, "h": [["newer", 1]], "by": "new"})
    change = {"value": {"name": "New"}, **WRITE, "base": "newer.1"}
    assert explorer(storage, "change_territory", change)[1]["territory"]["v"]["name"] == "New"
    after = json.loads(kept_in(storage, "hrl_territory"))
    assert after == {"v": {"people": 5000, "name": "New"}, "h": [["abcd", 1], ["newer", 1]], "by": "new"}
    explorer(storage, "change_territory", {"value": None, **WRITE, "number": 2, "base": "abcd.1"})
    assert json.loads(kept_in(storage, "hrl_territory")) == {"v": None, "h": [["abcd", 2], ["newer", 1]]}


@pytest.mark.parametrize(
    ("field", "handler", "change"),
    [
        ("hrl_territory", "change_territory", {"value": {"name": "New"}, **WRITE}),
        ("reflection", "change_reflection", {"value": "New", **WRITE}),
        ("hrl_notes", "change_note", note("vienna-centre", ["New", "", "", "", ""])),
        ("opened", "open_practices", {"opened": [{"n": 7, "id": "vienna-centre"}]}),
    ],
)
@pytest.mark.parametrize("odd", [{"new": ["form"]}, ["new", "form"], "new form", {"v": ["new form"], "h": []}])
def test_a_field_of_another_form_is_set_aside_by_the_first_write(storage, field, handler, change, odd):
    seed(storage, Explorer, field, odd)
    status, _answer = explorer(storage, handler, change)
    assert status == 200
    assert json.dumps(odd)[:-1] in kept_in(storage, field)


def test_what_was_opened_keeps_what_it_cannot_read(storage):
    seed(storage, Explorer, "opened", [3, "new", 3, [4, "2030"]])
    assert explorer(storage, "open_practices", {"opened": [{"n": 7, "id": "a"}]})[1] == {"opened": [3, 7]}
    assert json.loads(kept_in(storage, "opened")) == [3, "new", 3, [4, "2030"], 7]
    cities = Storage()
    seed(cities, Map, "opened", ["graz-at", {"new": 1}, 5])
    assert ask(LearningRuntime(cities).block(Map), "open_cities", {"opened": ["gwangju-kr"]})[1] == {
        "opened": ["graz-at", "gwangju-kr"]
    }
    assert json.loads(kept_in(cities, "opened")) == ["graz-at", {"new": 1}, 5, "gwangju-kr"]
    assert limits.OPENED_ITEMS == 500
