"""Questions: enough of them, of enough kinds, fair, and explained with a source."""

from __future__ import annotations

import re

import pytest
from outline import BLOCKS, unit_block

from builder.rules.problems import responses

TYPED = {"numericalresponse": "typed", "stringresponse": "typed"}


def problems(course, number, quiz):
    found = []
    for block in course.by_tag("problem"):
        unit = block.ancestor("vertical").url_name
        if unit_block(unit) == number and (unit == f"block-{number}-quiz") is quiz:
            found.append(block)
    return found


def questions(blocks):
    return [response for block in blocks for response in responses(block)]


@pytest.mark.parametrize("number", BLOCKS)
def test_quiz_has_ten_questions_and_two_attempts(course, number):
    quiz = problems(course, number, quiz=True)
    assert len(quiz) == len(questions(quiz)) == 10
    assert {block.element.get("max_attempts") for block in quiz} == {"2"}
    assert {block.element.get("weight", "1") for block in quiz} <= {"1", "1.0"}


@pytest.mark.parametrize("number", BLOCKS)
def test_practice_questions_of_a_block(course, number):
    practice = questions(problems(course, number, quiz=False))
    assert len(practice) >= 12
    assert len({TYPED.get(response.tag, response.tag) for response in practice}) >= 4


@pytest.mark.parametrize("number", BLOCKS)
def test_practice_can_be_repeated(course, number):
    for block in problems(course, number, quiz=False):
        assert block.element.get("max_attempts") in (None, ""), block.path


@pytest.mark.parametrize("number", BLOCKS)
def test_quiz_explanations_name_their_source(course, number):
    for block in problems(course, number, quiz=True):
        solution = " ".join("".join(item.itertext()) for item in block.element.iter("solution"))
        assert re.search(r"\bSources?\b|https://|\blesson\b", solution, re.I), block.path


def test_one_question_a_file(course):
    for block in course.by_tag("problem"):
        assert len(responses(block)) == 1, block.path


def test_right_answers_make_no_pattern(findings):
    patterns = [f.text() for f in findings if f.rule in ("answer-first", "answer-longest")]
    assert patterns == []


def test_no_question_is_asked_twice(course):
    seen = {}
    for block in course.by_tag("problem"):
        label = " ".join("".join("".join(item.itertext()) for item in block.element.iter("label")).lower().split())
        text = " ".join("".join(block.element.itertext()).lower().split())
        assert seen.setdefault((label, text), block.path) == block.path, block.path
