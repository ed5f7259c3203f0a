"""Handing in the plan (edx_sga): a learner hands in a file, staff give points, and the grade counts."""

import io

import pytest
from harness import places, units

HAND_INS = [block.name for block in places.source().of_kind("edx_sga")] if places.service() else []
STAFF_PART = 'id="sga-grading-tmpl"'
pytestmark = pytest.mark.parametrize("name", HAND_INS)


@pytest.fixture
def page_at(course, source):
    """Fetch the page of the unit that holds the block `name`, as a client sees it."""

    def fetch(client, name):
        unit = next(block for block in source.of_kind("edx_sga") if block.name == name).unit()
        answer = client.get(units.address(course.usage_key("vertical", unit.name)))
        assert answer.status_code == 200
        return answer.content.decode("utf-8")

    return fetch


def plan_file():
    """Return a file to hand in."""
    file = io.BytesIO(b"My plan for my territory")
    file.name = "plan.docx"
    return file


def test_a_learner_sees_the_hand_in_and_no_staff_part(page_at, learner_client, name):
    page = page_at(learner_client, name)
    assert "Upload your assignment" in page
    assert STAFF_PART not in page


def test_staff_see_the_part_in_which_they_give_points(page_at, staff_client, name):
    assert STAFF_PART in page_at(staff_client, name)


def test_a_plan_that_was_handed_in_is_graded(course, source, learner, learner_client, staff_client, name):
    """The points that staff give arrive in the learner's grade, in the subsection that holds the hand-in."""
    from lms.djangoapps.grades.course_grade_factory import CourseGradeFactory

    key = course.usage_key("edx_sga", name)
    points = int(next(b for b in source.of_kind("edx_sga") if b.name == name).attributes["points"])
    state = learner_client.post(units.handler_address(key, "upload_assignment"), {"assignment": plan_file()})
    assert state.json()["uploaded"] == {"filename": "plan.docx"}
    learner_client.post(units.handler_address(key, "finalize_uploaded_assignment"))
    rows = staff_client.get(units.handler_address(key, "get_staff_grading_data")).json()["assignments"]
    row = next(row for row in rows if row["username"] == learner.username)
    staff_client.post(
        units.handler_address(key, "enter_grade"),
        {"grade": points // 2, "module_id": row["module_id"], "submission_id": row["submission_id"]},
    )
    grade = CourseGradeFactory().update(learner, course_key=course.key)
    score = grade.problem_scores[key]
    assert score.earned / score.possible == pytest.approx(0.5, abs=0.01)
