"""Each rule: a small course broken in one place makes it speak, at the right file and line."""

from __future__ import annotations

import json
import re

import pytest
from rule_cases import CASES
from small_course import write_course

from builder.check import check
from builder.findings import ERROR, WARNING
from builder.registry import RULES
from olx.course import Course

WARNERS = {
    "asset-unused",
    "link-words",
    "answer-first",
    "answer-longest",
    "atlas-advice",
    "attribute-empty",
    "drafts",
    "problem-untried",
}


def test_small_course_is_clean(tmp_path):
    found = check(Course(write_course(tmp_path)))
    assert [finding.text() for finding in found] == []


@pytest.mark.parametrize(("name", "changes", "place"), CASES, ids=[f"{case[0]}@{case[2]}" for case in CASES])
def test_rule_speaks(tmp_path, name, changes, place):
    found = check(Course(write_course(tmp_path, changes)), only=[name])
    places = [f"{finding.path}:{finding.line}" for finding in found if finding.rule == name]
    assert place in places, f"{name} found {[finding.text() for finding in found]}"


def test_every_rule_has_a_case():
    assert set(RULES) - {case[0] for case in CASES} - {"atlas-advice"} == set()


def test_atlas_advice_speaks_at_the_record(tmp_path, course_folder):
    """The warnings of the atlas's own checks reach the author with file and line."""
    names = sorted(path.name for path in (course_folder / "static").glob("atlas*.json"))
    changes = {f"static/{name}": (course_folder / "static" / name).read_text(encoding="utf-8") for name in names}
    body = json.loads(changes[f"static/{names[0]}"])["bodies"][0]
    text = json.dumps(body["problem"], ensure_ascii=False)
    praise = text[:-1] + ' It is the largest in the world."'
    changes[f"static/{names[0]}"] = changes[f"static/{names[0]}"].replace(text, praise)
    found = check(Course(write_course(tmp_path, changes)), only=["atlas-advice"])
    lines = changes[found[0].path].split("\n")
    assert body["id"] in lines[found[0].line - 1]
    assert body["id"] in found[0].what


def test_only_the_named_rules_warn():
    levels = {rule.name: rule.level for rule in RULES.values()}
    assert {name for name, level in levels.items() if level == WARNING} == WARNERS
    assert {level for name, level in levels.items() if name not in WARNERS} == {ERROR}


def test_every_rule_says_why_in_a_sentence():
    for rule in RULES.values():
        assert re.search(r"\w{3,} \w+.*[.?:]$", rule.why), rule.name
        assert len(rule.why.split()) >= 8, f"{rule.name}: {rule.why}"


def test_every_finding_says_what_and_what_to_do(tmp_path):
    for number, (name, changes, _) in enumerate(CASES):
        for finding in check(Course(write_course(tmp_path / str(number), changes)), only=[name]):
            assert re.search(r"[.!?]$", finding.what), finding
            assert re.search(r"[.!?)]$", finding.advice), finding
            assert "\n" not in finding.text(), finding


def test_two_breaks_are_both_reported_in_one_run(tmp_path):
    changes = {
        "problem/block-1-quiz-1.xml": "<problem display_name='x'>a & b</problem>",
        "html/block-1-lesson-1-text.html": "<h1>Big</h1>\n<section><p>In 1999 it was.</p></section>",
    }
    names = {finding.rule for finding in check(Course(write_course(tmp_path, changes)))}
    assert {"xml-readable", "heading-level", "html4-elements", "fact-sourced"} <= names


def test_findings_are_sorted_and_said_once(tmp_path):
    found = check(Course(write_course(tmp_path, {"static/a b.png": b"x", "static/z~": b"x", "static/c/d.png": b"x"})))
    assert found == sorted(set(found))
