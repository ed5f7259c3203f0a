"""Times: what each page says it takes is plausible, and adds up to what the block's opening promises."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from outline import BLOCKS

from builder.texts import word_count

# A reader who is careful, and for whom English is a second language; with the feedback, in minutes a question.
WORDS_A_MINUTE = 140
MINUTES_A_QUESTION = 1.5
DOUBT = 3  # minutes by which a lesson's own figure may differ from this reckoning


def said(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    assert found, f"no time of the form {pattern!r}"
    return int(found.group(1))


def units(course, number):
    """Return {lesson or unit: its verticals}, with the pages of one lesson together."""
    found = defaultdict(list)
    for vertical in course.by_tag("vertical"):
        if vertical.url_name.startswith(f"block-{number}-"):
            found[re.sub(r"(lesson-\d)[b-z]$", r"\1", vertical.url_name)].append(vertical)
    return found


def pages(course, verticals):
    return [
        course.html(f"html/{child.url_name}.html")
        for vertical in verticals
        for child in vertical.children
        if child.tag == "html"
    ]


def reckoned(course, verticals):
    texts = pages(course, verticals)
    questions = sum(child.tag == "problem" for vertical in verticals for child in vertical.children)
    own_work = sum(int(minutes) for doc in texts for minutes in re.findall(r"\((\d+) minutes\)", doc.text))
    return sum(map(word_count, texts)) / WORDS_A_MINUTE + questions * MINUTES_A_QUESTION + own_work


@pytest.mark.parametrize("number", BLOCKS)
def test_each_lesson_says_how_long_it_takes(course, number):
    for name, verticals in units(course, number).items():
        if "-lesson-" in name:
            stated = said(pages(course, verticals)[0].text, r"About (\d+) minutes")
            assert abs(stated - reckoned(course, verticals)) <= DOUBT, name


@pytest.mark.parametrize("number", BLOCKS)
def test_the_times_add_up_to_what_the_opening_promises(course, number):
    found = units(course, number)
    opening = pages(course, found[f"block-{number}-opening"])[0].text
    lessons = [
        said(pages(course, verticals)[0].text, r"About (\d+) minutes")
        for name, verticals in found.items()
        if "-lesson-" in name
    ]
    quiz = said(pages(course, found[f"block-{number}-quiz"])[0].text, r"About (\d+) minutes")
    parts = [
        said(opening, r"This page takes (\d+) minutes"),
        *lessons,
        said(opening, r"the quiz (\d+) minutes"),
        said(opening, r"the page to remember (\d+) minutes"),
    ]
    promise = said(opening, r"About (\d+) minutes for the pages, the questions and the quiz")
    assert quiz == said(opening, r"the quiz (\d+) minutes")
    assert promise == sum(parts), parts
    assert 60 <= promise <= 90
