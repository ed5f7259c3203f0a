"""What is kept of a learner can be shown and deleted, and goes when the platform retires the account."""

import json
from pathlib import Path

import pytest
from harness import people, places
from harness.units import call

STORY = json.loads((Path(__file__).resolve().parents[2] / "unit/operators/data/story.json").read_text(encoding="utf-8"))
WRITTEN = ("Yes, by a by-law", "market women", "rural district", "Lakeside")


@pytest.fixture
def worked(course, learner, learner_client):
    """A learner who has done everything in our blocks, but deleted nothing."""
    for line in STORY:
        if line["event"].endswith(("plan.deleted", "practice.removed")):
            continue
        block = next(
            block
            for block in places.source().of_kind(line["block"])
            if line.get("step") in (None, block.attributes.get("step"))
        )
        assert call(learner_client, course, block, line["handler"], line["data"]).status_code == 200
    return learner


def test_all_that_a_learner_wrote_is_in_the_record(worked, capsys):
    from human_rights_mooc.learner_records import main

    main("show", worked.username)
    shown = capsys.readouterr().out
    json.loads(shown)
    for text in (*WRITTEN, "practice-7", "city-3"):
        assert text in shown


def test_forgetting_deletes_it_and_nothing_of_anybody_else(worked, course):
    from human_rights_mooc.learner_records import forget, records_of
    from lms.djangoapps.courseware.models import StudentModule, XModuleStudentInfoField

    other = people.create_user("somebody-else")
    XModuleStudentInfoField.objects.create(student=other, field_name="hrl_notes", value="{}")
    key = course.usage_key("problem", "block-1-quiz-1")
    StudentModule.objects.create(
        student=worked, course_id=course.key, module_state_key=key, module_type="problem", state="{}"
    )
    assert forget(worked) > 7
    assert records_of(worked) == {}
    assert records_of(other) == {"hrl_notes": {}}
    assert StudentModule.objects.filter(student=worked).count() == 1


def test_retiring_the_account_forgets_it(worked):
    from human_rights_mooc.learner_records import records_of
    from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

    assert records_of(worked)
    USER_RETIRE_LMS_MISC.send(sender=None, user=worked)
    assert records_of(worked) == {}
