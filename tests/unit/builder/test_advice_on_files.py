"""What is advised against a file that cannot be read helps against that fault, and not against another one."""

from __future__ import annotations

import pytest
from rule_cases import POLICY
from small_course import SMALL, write_course

from builder.check import check
from olx.course import Course

QUIZ = "problem/block-1-quiz-1.xml"
LESSON = "html/block-1-lesson-1-text.html"


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        (QUIZ, lambda text: text.replace("</problem>", "</p></problem>"), "Close each tag in its turn."),
        (QUIZ, lambda text: text.replace("town hall", "town & hall"), "Write &amp; for &"),
        (QUIZ, lambda text: text.replace("town hall", "town &nbsp;hall"), "Write &amp; for &"),
        (QUIZ, lambda text: text.replace("town hall", "villé").encode("latin-1"), "Save the file as UTF-8."),
        (QUIZ, lambda text: text.encode("utf-16"), "Save the file as UTF-8."),
        (LESSON, lambda text: text.encode("utf-16-le"), "Save the file as UTF-8."),
        (POLICY, lambda text: text.encode("utf-16"), "Save the file as UTF-8."),
        (POLICY, lambda text: text[:-2], "Add or correct the file."),
    ],
)
def test_the_advice_is_about_the_fault(tmp_path, path, change, said):
    text = SMALL[path]
    found = check(Course(write_course(tmp_path, {path: change(text)})), fast=True)
    assert [(each.path, said in each.advice) for each in found] == [(path, True)]


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"


@pytest.mark.parametrize("path", [POLICY, QUIZ])
def test_signs_of_a_conflict_are_one_finding(tmp_path, path):
    text = CONFLICT.format(SMALL[path], SMALL[path])
    found = check(Course(write_course(tmp_path, {path: text})), fast=True)
    assert [(each.path, each.rule) for each in found] == [(path, "merge-conflict")]


def test_a_wrong_value_of_a_block_in_the_policy_is_one_finding(tmp_path):
    policy = str(SMALL[POLICY]).rstrip()[:-1] + ', "problem/block-1-quiz-1": {"max_attempts": "many"}}'
    found = check(Course(write_course(tmp_path, {POLICY: policy})), fast=True)
    assert [each.rule for each in found] == ["policy-block-value"]
