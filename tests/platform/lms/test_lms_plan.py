"""The plan in the LMS: the six steps save, share the shortlist with the explorer, count, and leave as a document."""

import base64
import io
import json

import pytest
from harness import blocks, logs, places
from harness.units import call, page_of

LONG_ENOUGH = "An answer that is longer than the forty characters that are asked for."
ROW = ["Open the desk on Mondays", "Registry", "April 2027", "low", "Desks held", "process"]


def plans():
    """Return the plan's blocks in the source, by step."""
    if places.service() is None or not any(block.kind == "action_plan" for block in blocks.installed()):
        return {}
    return {block.attributes["step"]: block for block in places.source().of_kind("action_plan")}


PLANS = plans()
STEPS = [step for step in "123456" if step in PLANS]
pytestmark = pytest.mark.skipif(len(STEPS) < 6 or "overview" not in PLANS, reason="The source has no whole plan.")


@pytest.fixture
def ask(course, learner_client):
    """Call a handler of a step as the learner, and return the answer."""

    def do(step, handler, data, block=None):
        answer = call(learner_client, course, block or PLANS[step], handler, data)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return do


@pytest.fixture
def write(ask):
    """Write one answer."""

    def do(step, question, value, number=1, base="", writer="abcd"):
        data = {"question": question, "value": value, "writer": writer, "number": number, "base": base}
        return ask(step, "change_answer", data)

    return do


def questions(step):
    """Return the required questions of a step with an answer that counts."""
    from action_plan.steps import STEPS as OURS

    value = {"text": LONG_ENOUGH, "practices": ["vienna-centre"], "actions": [ROW]}
    return [(question.id, value[question.kind]) for question in OURS[step].questions if question.required]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_saves_completes_and_counts(course, learner, learner_client, write, step):
    from completion.models import BlockCompletion
    from lms.djangoapps.grades.course_grade_factory import CourseGradeFactory

    for number, (question, value) in enumerate(questions(step), start=1):
        assert write(step, question, value, number)["answer"]["v"] == value
    key = course.usage_key(*PLANS[step].identity)
    assert BlockCompletion.objects.get(user=learner, block_key=key).completion == 1.0
    found = CourseGradeFactory().update(learner, course_key=course.key).problem_scores[key]
    assert found.earned == found.possible > 0
    page = page_of(learner_client, course, PLANS[step]).replace("&#34;", '"')
    assert (LONG_ENOUGH in page) or ROW[0] in page
    assert f"jump_to_id/block-{step}-plan" in page


def test_the_shortlist_is_the_explorers(course, ask, write):
    explorer = places.source().of_kind("practice_explorer")[0]
    change = {"changes": [{"op": "add", "id": "vienna-centre", "token": "abcd.1"}]}
    ask("3", "change_shortlist", change, block=explorer)
    note = {"id": "vienna-centre", "value": ["We may decide it.", "", "", "", ""]}
    ask("3", "change_note", {**note, "writer": "abcd", "number": 1, "base": ""}, block=explorer)
    state = ask("3", "read_state", {})
    assert state["shortlist"]["ids"] == [["vienna-centre", "abcd.1"]]
    write("3", "practices", ["vienna-centre"])
    outline = ask("overview", "read_plan", {})["outline"]
    practice = outline["steps"][2]["parts"][1]["practices"][0]
    assert (practice["id"], practice["notes"][0][1]) == ("vienna-centre", "We may decide it.")


def test_the_plan_leaves_as_a_document_from_any_step(ask, write):
    from docx import Document

    write("2", "gap", LONG_ENOUGH)
    write("6", "actions", [ROW])
    with logs.tracked() as events:
        file = ask("overview", "export_document", {"date": "25 November 2026"})
    assert file["filename"] == "action-plan.docx"
    document = Document(io.BytesIO(base64.b64decode(file["base64"])))
    assert LONG_ENOUGH in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[-1].rows[1].cells[1].text == ROW[0]
    told = next(event for event in events if event["event_type"] == "edx.action_plan.plan.exported")
    assert told["event"] == {"format": "docx", "complete_steps": 0}


def test_an_older_copy_is_shown_what_is_newer(write):
    write("1", "territory", "newer", writer="tabtwo")
    answer = write("1", "territory", "older", writer="tabone")
    assert (answer["conflict"], answer["answer"]["v"]) == (True, "newer")


def test_delete_takes_the_plan_and_nothing_else(ask, write):
    write("1", "territory", LONG_ENOUGH)
    write("5", "people", LONG_ENOUGH)
    ask("3", "change_shortlist", {"changes": [{"op": "add", "id": "vienna-centre", "token": "abcd.1"}]})
    assert ask("overview", "delete_plan", {"writer": "abcd", "number": 9})["deleted"] == 2
    assert LONG_ENOUGH not in json.dumps(ask("2", "read_plan", {}))
    assert ask("3", "read_state", {})["shortlist"]["ids"]


def test_saving_one_answer_is_one_row_of_the_plan(write):
    from lms.djangoapps.courseware.models import XModuleStudentPrefsField

    write("2", "gap", LONG_ENOUGH)
    before = {row.field_name: row.modified for row in XModuleStudentPrefsField.objects.all()}
    write("2", "gap", LONG_ENOUGH + " More.", 2, "abcd.1")
    after = {row.field_name: row.modified for row in XModuleStudentPrefsField.objects.all()}
    assert set(after) == set(before)
    assert [name for name in after if after[name] != before[name]] == ["step_2"]


def test_somebody_elses_plan_is_not_read(course, staff_client, write):
    write("2", "gap", LONG_ENOUGH)
    answer = call(staff_client, course, PLANS["2"], "read_plan", {})
    assert LONG_ENOUGH not in answer.content.decode()
