"""Every handler of our blocks as another learner and as staff: nothing of the first learner is read or changed."""

import json

import pytest
from harness import blocks, people
from harness.units import call, page_of

BLOCKS = blocks.installed()
HANDLERS = [(block, name) for block in BLOCKS for name in blocks.handlers_of(block.kind)]
each_handler = pytest.mark.parametrize(
    ("block", "handler"), HANDLERS, ids=[f"{block.kind}-{name}" for block, name in HANDLERS]
)
SECRET = "only-the-owner-may-read-this"
BODIES = (
    {},
    {"id": "vienna-centre", "value": None, "writer": "other", "number": 1, "base": "owner.1"},
    {"values": {"display_name": "taken over"}, "defaults": []},
    {"writer": "other", "number": 9, "format": "print", "practices": {}},
)


def rows_of(user):
    """Return everything that blocks keep for a person."""
    from lms.djangoapps.courseware import models

    return (
        list(models.StudentModule.objects.filter(student=user).values_list("module_state_key", "state", "grade")),
        list(models.XModuleStudentPrefsField.objects.filter(student=user).values_list("field_name", "value")),
        list(models.XModuleStudentInfoField.objects.filter(student=user).values_list("field_name", "value")),
    )


@pytest.fixture
def owner(course, learner, learner_client):
    """A learner who has written a note and kept a practice."""
    note = {"id": "vienna-centre", "value": [SECRET, "", "", "", ""], "writer": "owner", "number": 1, "base": ""}
    kept = {"changes": [{"op": "add", "id": SECRET, "token": "owner.2"}]}
    for handler, data in (("change_note", note), ("change_shortlist", kept)):
        answer = call(learner_client, course, BLOCKS[0], handler, data)
        assert answer.status_code == 200, answer.content
    return learner


@pytest.fixture(params=["other learner", "not enrolled", "staff"])
def somebody(request, course):
    """A client signed in as somebody else."""
    from common.djangoapps.student.models import CourseEnrollment

    user = people.create_user("somebody", staff=request.param == "staff")
    if request.param == "other learner":
        CourseEnrollment.enroll(user, course.key)
    return people.client_of(user)


@each_handler
def test_nobody_reads_or_changes_what_another_wrote(course, owner, somebody, block, handler):
    before = rows_of(owner)
    for data in BODIES:
        answer = call(somebody, course, block, handler, data)
        assert answer.status_code < 500, answer.content
        assert SECRET not in answer.content.decode()
        if answer.status_code >= 400 and "json" in answer["Content-Type"]:
            assert json.loads(answer.content)["error"]
    assert rows_of(owner) == before


@pytest.mark.parametrize("block", BLOCKS, ids=[block.kind for block in BLOCKS])
def test_a_page_of_staff_holds_nothing_of_the_learner(course, owner, staff_client, block):
    assert SECRET not in page_of(staff_client, course, block)
