"""What a learner earns: right answers are graded and arrive where the grading policy says."""

import pytest
from harness import places, units
from harness.answers import answers

QUIZZES = (
    [b.name for b in places.source().of_kind("sequential") if b.attributes.get("format") == "Quiz"]
    if places.service()
    else []
)


@pytest.fixture
def quiz(source, name):
    """The problems of the subsection `name`."""
    return [b for b in source.of_kind("problem") if b.unit().parent.name == name]


def answer(course, source, client, problem, right):
    """Answer a problem and return what the platform says."""
    key = course.usage_key("problem", problem.name)
    address = units.handler_address(key, "xmodule_handler", "problem_check")
    sent = client.post(address, answers(source, problem, right))
    assert sent.status_code == 200
    return sent.json()


def progress(course, client):
    """Return what the progress page shows: earned and possible points by subsection, and its policies."""
    found = client.get(f"/api/course_home/progress/{course.key}")
    assert found.status_code == 200
    return found.json()


def scores(shown):
    """Return (earned, possible) of each subsection on the progress page."""
    sections = [s for chapter in shown["section_scores"] for s in chapter["subsections"]]
    return {s["block_key"]: (s["num_points_earned"], s["num_points_possible"]) for s in sections}


@pytest.mark.parametrize("name", QUIZZES)
def test_right_answers_give_full_points_in_their_subsection(course, source, learner_client, name, quiz):
    """The points stand on the progress page, in the subsection of the quiz and nowhere else."""
    said = {problem.name: answer(course, source, learner_client, problem, True)["success"] for problem in quiz}
    assert said == dict.fromkeys(said, "correct")
    section = str(course.usage_key("sequential", name))
    earned = {key: pair for key, pair in scores(progress(course, learner_client)).items() if pair[0]}
    assert list(earned) == [section]
    assert earned[section][0] == earned[section][1] > 0


@pytest.mark.parametrize("name", QUIZZES)
def test_wrong_answers_give_no_points_and_another_try(course, source, learner_client, name, quiz):
    """A wrong answer is called wrong, and one try of several is used."""
    said = {problem.name: answer(course, source, learner_client, problem, False) for problem in quiz}
    assert {name: answer["success"] for name, answer in said.items()} == dict.fromkeys(said, "incorrect")
    closed = [name for name, shown in said.items() if "You have used 1 of" not in shown["contents"]]
    assert closed == []
    assert not any(pair[0] for pair in scores(progress(course, learner_client)).values())


def test_the_progress_page_names_the_graders_of_the_policy(course, source, learner_client):
    import json

    path = source.folder / "policies" / source.run / "grading_policy.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    shown = progress(course, learner_client)["grading_policy"]
    assert {p["type"]: p["weight"] for p in shown["assignment_policies"]} == {
        grader["type"]: grader["weight"] for grader in written["GRADER"]
    }
    assert shown["grade_range"] == written["GRADE_CUTOFFS"]


def test_each_graded_subsection_has_points_to_earn(course, source, learner_client):
    """A graded subsection without points would hold every learner below the full grade."""
    possible = scores(progress(course, learner_client))
    graded = [b for b in source.of_kind("sequential") if b.attributes.get("graded") == "true" and b.children]
    empty = [b.name for b in graded if not possible[str(course.usage_key("sequential", b.name))][1]]
    assert empty == []
