"""The explorer in the LMS: opening practices completes it, counts, is remembered, and is told."""

import pytest
from harness import blocks, logs
from harness.units import call, page_of

EXPLORERS = [block for block in blocks.installed() if block.kind == "practice_explorer"]
pytestmark = pytest.mark.parametrize("block", EXPLORERS, ids=[block.name for block in EXPLORERS])


@pytest.fixture
def open_practices(course, learner_client, block):
    """Open practices `first` to `last`, as the script reports it."""

    def do(first, last):
        opened = [{"n": number, "id": f"practice-{number}"} for number in range(first, last + 1)]
        answer = call(learner_client, course, block, "open_practices", {"opened": opened})
        assert answer.status_code == 200, answer.content
        return answer.json()["opened"]

    return do


def completion(learner, key):
    """Return the completion stored for a block, 0 to 1; None when there is none."""
    from completion.models import BlockCompletion

    found = BlockCompletion.objects.filter(user=learner, block_key=key).first()
    return found and found.completion


def score(learner, course, key):
    """Return the share of a block's points that a learner has."""
    from lms.djangoapps.grades.course_grade_factory import CourseGradeFactory

    found = CourseGradeFactory().update(learner, course_key=course.key).problem_scores[key]
    return found.earned / found.possible


def test_opening_what_is_asked_completes_and_counts(course, learner, block, open_practices):
    key = course.usage_key(*block.identity)
    asked = int(block.attributes.get("required_opened", "3"))
    open_practices(1, asked - 1)
    assert completion(learner, key) == pytest.approx((asked - 1) / asked, abs=0.001)
    assert score(learner, course, key) == pytest.approx((asked - 1) / asked, abs=0.001)
    open_practices(asked, asked)
    assert (completion(learner, key), score(learner, course, key)) == (1.0, 1.0)


def test_what_was_opened_is_there_at_the_next_visit(course, learner_client, block, open_practices):
    assert open_practices(901, 902) == [901, 902]
    assert open_practices(902, 903) == [901, 902, 903]
    assert "[901, 902, 903]" in page_of(learner_client, course, block).replace("&#34;", '"')


def test_the_tracking_log_has_the_event(course, learner, block, open_practices):
    with logs.tracked() as events:
        open_practices(7, 7)
    told = next(event for event in events if event["event_type"] == "edx.practice_explorer.practice.opened")
    assert told["event"] == {"practice": "practice-7", "first_time": True}
    assert told["context"]["user_id"] == learner.id
    assert told["context"]["course_id"] == str(course.key)
