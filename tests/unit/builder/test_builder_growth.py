"""What a large file costs the builder: it is refused by its size, and what is read is read once."""

from __future__ import annotations

import random
import re

import pytest
from small_course import write_course

from builder.check import check
from builder.rules import sources
from olx.course import MAX_TEXT_BYTES, Course
from olx.markup import Lines, pieces, without_comments
from olx.values import wrong_value

LESSON = "html/block-1-lesson-1-text.html"
PARAGRAPHS = "<p>Cities respect <em>rights.</p>\n" * 100_000  # each of them is an error to other rules
SIGNS = [
    "<",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!",
    ">",
    '"',
    "'",
    "a",
    " ",
    "\n",
    "=",
    "</",
    "<a ",
    '="',
]
# What `pieces` stands for: right, but slow where something does not end.
PIECE = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>"
    r"""|</?[A-Za-z][\w:.-]*(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|<""",
    re.S,
)


@pytest.mark.parametrize("fast", [True, False])
def test_a_lesson_of_three_megabytes_is_refused_by_its_size_and_read_by_nobody(tmp_path, fast):
    found = check(Course(write_course(tmp_path, {LESSON: PARAGRAPHS})), fast=fast)
    assert [(finding.rule, finding.path, finding.line) for finding in found] == [("text-size", LESSON, 1)]
    assert found[0].what == "The file has 3400 kB; at most 200 kB fit."


def test_the_largest_lesson_that_fits_is_read(tmp_path):
    text = "<h3>Title</h3>\n".ljust(MAX_TEXT_BYTES[".html"] - 10) + "<p>a & b\n"
    assert {finding.rule for finding in check(Course(write_course(tmp_path, {LESSON: text})), fast=True)} == {
        "html-ampersand",
        "html-balance",
    }


def test_an_export_is_read_whatever_its_size(tmp_path):
    course = Course(write_course(tmp_path, {LESSON: PARAGRAPHS}), follow_all=True)
    assert course.text(LESSON) == PARAGRAPHS


@pytest.mark.parametrize("seed", range(20))
def test_markup_is_cut_as_the_pattern_cut_it(seed):
    chance = random.Random(seed)
    for _ in range(100):
        text = "".join(chance.choices(SIGNS, k=chance.randint(1, 25)))
        assert list(pieces(text)) == PIECE.findall(text)
        blank = re.sub(r"(?s)<!--.*?-->", lambda found: re.sub(r"[^\n]", " ", found.group()), text)
        assert without_comments(text) == blank
        lines = Lines(text)
        assert [lines.at(place) for place in range(len(text))] == [
            text.count("\n", 0, place) + 1 for place in range(len(text))
        ]


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("", True),
        ("  ", True),
        ("2 days 3 hours", True),
        ("1 day5 minutes", True),
        (" 1 day", False),
        ("10:20:30", True),
        ("3 hours 2 days", False),
        ("5 seconds ", False),
        (" " * 100_000 + "x", False),
    ],
)
def test_a_time_is_read_as_the_platform_reads_it(value, fits):
    assert (wrong_value("timedelta", value) is None) is fits


@pytest.mark.parametrize(("kind", "sign"), [("list", "["), ("dict", '{"a":')])
def test_json_in_an_attribute_that_is_nested_without_end_is_a_wrong_value(kind, sign):
    assert wrong_value(kind, sign * 100_000) is not None


@pytest.mark.parametrize("number", ["1-999999999", "9" * 5_000])
def test_a_source_number_that_nobody_means_is_one_finding_after_another_not_a_breakdown(tmp_path, number):
    found = check(Course(write_course(tmp_path, {LESSON: f"<p>x<sup>[{number}]</sup></p>\n"})), only=["source-numbers"])
    assert 1 <= len(found) <= 1_001


def test_what_a_box_says_is_looked_up_once_for_all_that_stands_in_it(tmp_path, monkeypatch):
    """Each paragraph of a box asked for the whole text of the box: time that grew with its square."""
    asked = []
    said = sources._Said.in_text

    def counted(self, pattern, element):
        if (pattern, element) not in self._known:
            asked.append(element)
        return said(self, pattern, element)

    monkeypatch.setattr(sources._Said, "in_text", counted)
    text = '<div class="hrl-case">\n' + "<p>In 1999 it was.</p>\n" * 500 + "</div>\n"
    assert len(check(Course(write_course(tmp_path, {LESSON: text})), only=["fact-sourced"])) == 500
    assert len(asked) <= 2
