"""Every outcome is taught, practised and assessed, and the course map says so."""

import re

import pytest

from builder.course_map import BLOCKS, MapError, blocks_by_name, course_map, outcomes_of


@pytest.fixture
def outcomes(course_folder):
    """Folder of the outcomes."""
    return course_folder.parent / "docs/outcomes"


def test_the_map_is_fresh(course, course_folder, outcomes):
    written = (course_folder.parent / "docs/course-map.md").read_text(encoding="utf-8")
    assert written == course_map(course, outcomes), "Run `make course-map`."


@pytest.mark.parametrize("number", BLOCKS)
def test_each_quiz_question_serves_one_outcome(course, outcomes, number):
    quiz = {
        name for tag, name in blocks_by_name(course) if tag == "problem" and name.startswith(f"block-{number}-quiz-")
    }
    named = [name for outcome in outcomes_of(outcomes, number) for name in outcome["quiz"]]
    assert set(named) == quiz
    assert len(quiz) == 10


@pytest.mark.parametrize("number", BLOCKS)
def test_learners_read_the_outcomes_in_the_opening(course_folder, outcomes, number):
    opening = (course_folder / f"html/block-{number}-opening-text.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"\s*<sup>.*?</sup>|<[^>]+>", "", opening).split())
    for outcome in outcomes_of(outcomes, number):
        assert " ".join(outcome["text"].split()) in words


def test_an_outcome_without_a_question_is_refused(course, outcomes, tmp_path):
    for path in outcomes.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("block-2-quiz-3", "block-2-quiz-33"), encoding="utf-8")
    with pytest.raises(MapError, match=r"2\.2 names the quiz question block-2-quiz-33"):
        course_map(course, tmp_path)
