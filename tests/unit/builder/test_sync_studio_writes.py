"""What Studio writes by itself makes no difference where it says nothing, and comes home where it says something."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from course_repository import ROUND, Files, home
from lxml import etree
from studio import Studio

from olx.course import OPTION_NS

QUESTION, LESSON, UNIT = "problem/block-1-quiz-1.xml", "html/block-1-lesson-2-text.xml", "vertical/block-1-quiz.xml"
EXPLORE = "vertical/block-1-explore.xml"
COPIED = "block-v1:UCLG+HRLOCAL+2026+type@problem+block@x"
LINK = {"upstream": "lb:UCLG:RIGHTS:problem:duty", "upstream_version": "3", "upstream_display_name": "Duty"}


@pytest.fixture
def ours(tmp_path) -> Path:
    return shutil.copytree(ROUND, tmp_path / "course")


def with_attributes(files: Files, path: str, **attributes: str) -> None:
    """Let Studio write attributes on the block of a file."""
    element = etree.fromstring(files[path])
    for name, value in attributes.items():
        element.set(name.replace("__", "-"), value)
    files[path] = etree.tostring(element)


@pytest.mark.parametrize("path", [QUESTION, LESSON, UNIT, "sequential/section-1-quiz.xml", "chapter/block-1.xml"])
@pytest.mark.parametrize(
    "noted",
    [
        {"copied_from_block": COPIED},
        {"copied_from_block": COPIED, "upstream": "null", "x__is__pointer__node": "no"},
        {"upstream": "", "upstream_version": "null", "upstream_display_name": "null", "downstream_customized": "[]"},
        {"upstream_version": "3", "top_level_downstream_parent_key": "null"},
        {"xml_attributes": "{}", "markdown_edited": "true"},
        {"relative_weeks_due": "null", "format": "null", "due": "null"},
    ],
)
def test_what_says_nothing_makes_no_difference(ours, files, path, noted):
    if path == "sequential/section-1-quiz.xml":
        noted = {name: value for name, value in noted.items() if name != "format"}  # it has one
    with_attributes(files, path, **noted)
    plan = home(ours, files)
    assert (plan.files, plan.words, plan.lost, plan.unplaced) == ({}, {}, [], [])


def with_option(files: Files, name: str, text: str | None) -> None:
    """Let Studio write a field of the explorer as an element; None for "no value"."""
    unit = etree.fromstring(files[EXPLORE])
    explorer = unit.find("practice_explorer")
    for old in explorer.findall(f"{{{OPTION_NS}}}{name}"):
        explorer.remove(old)
    option = etree.SubElement(explorer, f"{{{OPTION_NS}}}{name}", {} if text is not None else {"none": "true"})
    option.text = text
    files[EXPLORE] = etree.tostring(unit)


def test_a_copied_explorer_makes_no_difference(ours, files):
    """Blocks that are not the platform's say "no value" with an element."""
    files[EXPLORE] = files[EXPLORE].replace(
        b"<practice_explorer ", b'<practice_explorer copied_from_block="block-v1:x" '
    )
    for name in ("upstream", "upstream_version", "upstream_display_name"):
        with_option(files, name, None)
    assert home(ours, files).files == {}


def test_no_value_stays_no_value_and_never_an_empty_text(ours, files):
    """The other way round the block would have an empty text where it had its default or nothing."""
    for name in ("reflection_prompt", "contact"):
        with_option(files, name, None)
        assert set(home(ours, files).files) == {EXPLORE}
        assert f'<option:{name} none="true"/>' in (ours / EXPLORE).read_text()
        assert home(ours, files).files == {}
    with_option(files, "contact", "a@b.org")
    assert set(home(ours, files).files) == {EXPLORE}
    assert "<option:contact>a@b.org</option:contact>" in (ours / EXPLORE).read_text()
    with_option(files, "contact", None)
    home(ours, files)
    assert '<option:contact none="true"/>' in (ours / EXPLORE).read_text()


def test_a_link_to_a_library_comes_home_and_goes_when_it_is_cut(ours, files):
    """An import makes the link anew from these; without them the block gets no update of its library any more."""
    unlinked = dict(files)
    with_attributes(files, QUESTION, copied_from_block=COPIED, upstream_version_declined="null", **LINK)
    assert set(home(ours, files).files) == {QUESTION}
    question = etree.parse(ours / QUESTION).getroot()
    assert {name: value for name, value in question.attrib.items() if "upstream" in name} == LINK
    assert "copied_from_block" not in question.attrib
    assert home(ours, files).files == {}
    with_attributes(unlinked, QUESTION, copied_from_block=LINK["upstream"], upstream="null", upstream_version="null")
    assert set(home(ours, unlinked).files) == {QUESTION}
    assert "upstream" not in (ours / QUESTION).read_text()


def test_what_our_own_course_notes_is_not_taken_away(ours, files):
    text = (ours / QUESTION).read_text()
    (ours / QUESTION).write_text(text.replace("<problem ", '<problem copied_from_block="x" upstream="null" ', 1))
    assert home(ours, files).files == {}


@pytest.mark.parametrize("emptied", ["null", ""])
@pytest.mark.parametrize("name", ["max_attempts", "weight"])
def test_an_emptied_number_takes_ours_away(ours, files, name, emptied):
    assert f' {name}="' in (ours / QUESTION).read_text()
    with_attributes(files, QUESTION, **{name: emptied})
    assert set(home(ours, files).files) == {QUESTION}
    assert name not in (ours / QUESTION).read_text()
    assert home(ours, files).files == {}


def test_an_emptied_number_stays_where_the_course_sets_one(ours, files):
    """Then it says: not the number of the course."""
    settings = json.loads(files["policies/2026/policy.json"])
    settings["course/2026"]["max_attempts"] = 2
    files["policies/2026/policy.json"] = json.dumps(settings).encode()
    with_attributes(files, QUESTION, max_attempts="null")
    home(ours, files)
    assert 'max_attempts="null"' in (ours / QUESTION).read_text()
    assert home(ours, files).files == {}


def test_settings_of_the_course_that_studio_adds_make_no_difference(ours, files):
    settings = json.loads(files["policies/2026/policy.json"])
    settings["course/2026"] |= {"copied_from_block": None, "upstream": None, "upstream_version": None}
    files["policies/2026/policy.json"] = json.dumps(settings).encode()
    assert home(ours, files).files == {}


def test_settings_of_other_blocks_in_the_file_of_the_course_stay(ours, files):
    """A course that was written by hand has them there."""
    path = "policies/2026/policy.json"
    for place in (files, None):
        text = files[path].decode() if place is not None else (ours / path).read_text()
        settings = json.loads(text) | {"chapter/block-1": {"showanswer": "attempted"}}
        if place is not None:
            files[path] = json.dumps(settings).encode()
        else:
            (ours / path).write_text(json.dumps(settings))
    assert home(ours, files).files == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Name","Type","ID"\n"Course","course","course-v1:A+B+C"\n', []),
        ('"Name","Type","ID","rights"\n"Course","course","c",""\n', []),
        (
            '"Name","Type","ID","rights"\n"Quiz","vertical","block-1-quiz","Housing; Water"\n',
            ["tags.csv: tags stay in Studio. A block that gets another name here has to be tagged again"],
        ),
    ],
)
def test_tags_are_named_when_there_are_some(ours, files, text, said):
    files["tags.csv"] = text.encode()
    plan = home(ours, files)
    assert plan.files == {}
    assert plan.unplaced == said


def test_empty_pages_about_the_course_make_no_difference(ours, files):
    for name in ("duration", "title", "subtitle", "description", "entrance_exam_enabled"):
        files[f"about/{name}.html"] = b""
    assert home(ours, files).files == {}


def test_a_program_in_a_question_keeps_its_lines(ours, files):
    """Written as CDATA here, escaped in the export; its white space is the program."""
    program = "\nimport random\ndef check(a):\n    if a > 2 and a < 5:\n        return a\n"
    path = "problem/block-1-quiz-1.xml"
    text = (ours / path).read_text()
    start = text.index(">") + 1
    (ours / path).write_text(
        f'{text[:start]}\n  <script type="loncapa/python"><![CDATA[{program}]]></script>{text[start:]}'
    )
    files = Studio(ours).export()
    assert home(ours, files).files == {}
    files[path] = files[path].replace(b"a &gt; 2", b"a &gt; 3")
    assert set(home(ours, files).files) == {path}
    script = etree.parse(ours / path).getroot().find("script")
    assert script.text.strip() == program.replace("a > 2", "a > 3").strip()


def test_a_table_of_characters_in_a_lesson_keeps_its_lines(ours, files):
    page = "html/block-1-lesson-2-text.html"
    (ours / page).write_text((ours / page).read_text() + "<pre>\na   b\n  c   d\n</pre>\n")
    files[page] = (ours / page).read_bytes().replace(b"  c   d", b"  c   e") + b"<p>One more.</p>"
    home(ours, files)
    assert "<pre>\na   b\n  c   e\n</pre>" in (ours / page).read_text()


def test_spaces_that_do_not_break_are_one_thing_however_they_are_written(ours, files):
    page = "html/block-1-lesson-2-text.html"
    text = (ours / page).read_text()
    for written in ("&nbsp;", "&#160;", "&#xA0;", "&#xa0;", "\u00a0"):
        (ours / page).write_text(text + f"<p>Two{written}words&#xA0;</p>\n")
        files[page] = (text + "<p>Two\u00a0words\u00a0</p>\n").encode()
        assert home(ours, files).files == {}, written


def test_a_text_of_any_size_is_compared(ours, files):
    page = "html/block-1-lesson-2-text.html"
    (ours / page).write_text("<p>Word for word.</p>\n" * 12_000)
    files[page] = (ours / page).read_bytes()
    plan = home(ours, files)
    assert (plan.files, plan.words) == ({}, {})
