"""Questions graded by the platform's own code, completion, and the progress page."""

import json
import re

import pytest

RIGHT = {"quiz-1": "choice_0", "quiz-2": ["choice_0", "choice_1"]}


def percent(page) -> int:
    return int(re.search(r'class="grade-number">(\d+)%', page.content.decode())[1])


def test_a_right_answer_is_graded_and_shows_in_the_progress_page(client, answer):
    assert answer(client, "quiz-1", "choice_0")["success"] == "correct"
    page = client.get("/progress").content.decode()
    assert re.search(r"Question 1</span>: 1 / 1", page)
    assert "1 of 4 points" in page


def test_the_grade_follows_the_grading_policy(client, answer):
    answer(client, "quiz-1", "choice_0")
    # 1 of 4 points in the only quiz: 25 % of a weight of 0.6
    assert percent(client.get("/progress")) == 15
    answer(client, "quiz-2", ["choice_0", "choice_1"])
    page = client.get("/progress")
    assert percent(page) == 60
    assert "Passed." in page.content.decode()


def test_a_wrong_answer_has_its_feedback_and_no_points(client, answer):
    reply = answer(client, "quiz-1", "choice_1")
    assert reply["success"] == "incorrect"
    assert "No." in reply["contents"]
    assert percent(client.get("/progress")) == 0


def test_attempts_are_counted_and_end(client, answer):
    answer(client, "quiz-1", "choice_1")
    assert "You have used 1 of 2 attempts" in client.get("/unit/quiz").content.decode()
    answer(client, "quiz-1", "choice_1")
    closed = answer(client, "quiz-1", "choice_0")
    assert closed["success"] not in ("correct", "incorrect")
    assert percent(client.get("/progress")) == 0


def test_the_answer_shows_when_the_author_allows_it(client, answer, handler):
    show = handler("problem", "quiz-1", "xmodule_handler", "problem_show")
    assert "answers" not in json.loads(client.post(show).content)
    answer(client, "quiz-1", "choice_0")
    shown = json.loads(client.post(show).content)
    assert "The purpose decides the rest." in json.dumps(shown)


def test_hints_come_on_demand(client, handler):
    hint = client.post(handler("problem", "lesson-check", "xmodule_handler", "hint_button"), {"hint_index": 0})
    assert "Think of who decides." in json.loads(hint.content)["msg"]


def test_practice_does_not_count(client, answer):
    answer(client, "lesson-check", "choice_1")
    page = client.get("/progress")
    assert percent(page) == 0
    assert "practice, not in the grade" in page.content.decode()


def viewed(client, block_type, url_name):
    return client.post(f"/preview/viewed/block-v1:TEST+SMALL+2026+type@{block_type}+block@{url_name}")


def done_names(client):
    page = client.get("/unit/lesson").content.decode()
    return set(re.findall(r"Completed: </span></span>\s*<span[^>]*>([^<]+)<", page.replace("Not completed", "Open")))


def test_a_unit_is_complete_when_its_text_was_seen_and_its_question_answered(client, answer):
    assert viewed(client, "html", "lesson-text").status_code == 200
    assert "A lesson with a check" not in done_names(client)
    answer(client, "lesson-check", "choice_0")
    assert "A lesson with a check" in done_names(client)
    viewed(client, "html", "opening-text")
    assert {"What a right is", "Learn"} <= done_names(client)


def test_a_question_is_not_complete_by_being_looked_at(client):
    assert viewed(client, "problem", "lesson-check").status_code == 400


def test_learners_do_not_see_each_other(client, second, answer):
    answer(client, "quiz-1", "choice_0")
    assert percent(second.get("/progress")) == 0
    assert "You have used 0 of 2 attempts" in second.get("/unit/quiz").content.decode()


def test_reset_forgets_one_learner_and_not_the_other(client, second, answer):
    answer(client, "quiz-1", "choice_0")
    answer(second, "quiz-1", "choice_0")
    client.post("/learner/reset")
    assert percent(client.get("/progress")) == 0
    assert "You have used 0 of 2 attempts" in client.get("/unit/quiz").content.decode()
    assert percent(second.get("/progress")) == 15


def test_events_page_lists_what_was_published_in_order(client, answer):
    answer(client, "quiz-1", "choice_0")
    page = client.get("/events").content.decode()
    kinds = re.findall(r'class="kind">([^<]+)<', page)
    assert kinds.index("problem_check") < kinds.index("grade"), "the newest stands first"
    assert "&quot;max_value&quot;: 1" in page


@pytest.mark.parametrize("drop", [0, 1])
def test_a_grader_lacks_subsections_or_drops_the_lowest(client, course, answer, drop):
    path = course / "policies" / "2026" / "grading_policy.json"
    policy = json.loads(path.read_text())
    policy["GRADER"][0] |= {"min_count": 2, "drop_count": drop, "weight": 1.0}
    policy["GRADER"][1]["weight"] = 0.0
    path.write_text(json.dumps(policy))
    answer(client, "quiz-1", "choice_0")
    answer(client, "quiz-2", ["choice_0", "choice_1"])
    assert percent(client.get("/progress")) == (100 if drop else 50)
