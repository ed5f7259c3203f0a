"""What the platform loses without a word: following the advice helps, and sound courses are left in peace."""

from __future__ import annotations

import json

import pytest
from lost_cases import ATLAS, DRAWING, LOST, ONE, TWO, explorer, film, lesson, of_blocks, picture, unit, updates
from rights_atlas.wording import speaking
from small_course import PIXEL, POLICY, policy, swap, write_course

from builder.check import check
from builder.findings import PLATFORM
from builder.registry import RULES
from olx.course import Course
from olx.htmlscan import left_open

RULE_NAMES = sorted({case[0] for case in LOST} - {"json-readable"})
TABS = POLICY["course/2026"]["tabs"]


def rules_that_speak(folder, changes):
    return {finding.rule for finding in check(Course(write_course(folder, changes)), fast=True)}


@pytest.mark.parametrize(
    ("name", "broken", "place", "mended"), LOST, ids=[f"{number}-{case[0]}" for number, case in enumerate(LOST)]
)
def test_who_follows_the_advice_has_a_better_course(tmp_path, name, broken, place, mended):
    before = rules_that_speak(tmp_path / "before", broken)
    after = rules_that_speak(tmp_path / "after", mended)
    assert name in before
    assert after < before, f"still or newly said: {sorted(after)}"


@pytest.mark.parametrize(
    "changes",
    [
        lesson("<!-- a note --><p>a &lt; b, 1 < 2 and <a href='/jump_to_id/block-1-quiz' title='a > b'>c</a></p>"),
        lesson("<p>x<!--></p><p>y<!--->z</p><p>w<!-- a --!></p>"),
        {"about/overview.html": ""},
        {"html/block-1-lesson-1-text.html": '<p><img src="/static/course-image.png" alt="A house"/></p>'},
        lesson("<p>AMANHÃ» e CAFÉ” e SÃO e “IRMÃ” e Â«x»; Đà Nẵng, Łódź, São Paulo, Ærø, ÂNGELA, Ø§</p>"),
        lesson("<pre>Title\n=======\n</pre><p>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD</p>"),
        policy(self_paced="TRUE", due=None, max_attempts=None, graceperiod="", mobile_available=1),
        policy(
            due="", graceperiod="21600 seconds", enrollment_start="2025-01-01T00:00Z", end="2036-12-31T00:00:00+01:00"
        ),
        policy(info_sidebar_name="Handouts", ispublic=True, xml_attributes={}, lti_passports=["a:b:c"]),
        policy(tabs=[{"type": "course_info", "name": "Home"}, *TABS]),
        policy(tabs=[TABS[0], {"type": "course_info", "name": "Home"}, *TABS[1:]]),
        policy(tabs=[TABS[0], {"type": "progress"}, TABS[2], {"type": "discussion"}, {"type": "unheard-of"}]),
        policy(tabs=[]),
        policy(tabs=[*TABS, {"type": "syllabus"}, {"type": "syllabus"}, {"type": "lti_tab", "name": "L"}]),
        swap("course/2026.xml", "<course>", '<course language=\'"en"\' advanced_modules=\'["edx_sga","poll"]\'>'),
        of_blocks(static_tab__glossary={"display_name": "Words"}),
        updates(ONE, {**TWO, "status": "deleted"}),
        film('youtube="1.00:abcdefghijk"'),
        film('youtube="" youtube_id_1_0=""', '<source src="https://example.org/a.mp4"/>'),
        film('youtube=""', '<source src="https://example.org/a.mp4"/>'),
        film('edx_video_id="x"', '<video_asset client_video_id="f" duration="1"/>'),
        unit('<video url_name="block-1-film" youtube_id_1_0="&quot;abcdefghijk&quot;"/>'),
        picture("house.png", b"\xff\xd8\xff\xe0 a JPEG called PNG is shown"),
        picture("house.gif", b"GIF89a plain letters"),
        picture("house.svg", '<?xml version="1.0"?>\n<!DOCTYPE svg>\n' + DRAWING.format('<a href="https://a.org/"/>')),
        picture("house.svg", DRAWING.format('<g fill="url(#a)" style="fill:url(#a)"/>').encode("utf-16")),
        explorer("<!-- first --><option:preset>block: 1\ncountry: GH\nsection: africa</option:preset>"),
        explorer('<option:preset none="true"/>', 'required_opened="0" reflection_prompt="" contact=""'),
    ],
)
def test_what_is_sound_is_left_in_peace(tmp_path, changes):
    found = check(Course(write_course(tmp_path, changes)), only=RULE_NAMES)
    assert [finding.text() for finding in found] == []


def test_our_blocks_speak_for_themselves(tmp_path):
    changes = explorer("<option:preset>theme: housing\nblok: 1</option:preset>", 'required_opened="9999"')
    found = check(Course(write_course(tmp_path, changes)), only=["block-setting"])
    assert [(finding.what, finding.advice) for finding in found] == [
        (
            "Filters set at first, line 2: “blok: 1” is not understood. It has no effect.",
            "Write one filter a line, for example: theme: housing.",
        ),
        ("required_opened is '9999': the block cannot use it.", "Write a whole number from 0 to 50."),
    ]


@pytest.mark.parametrize("language", ["es", "fr", "pt", "ar"])
def test_our_blocks_speak_the_language_of_the_reader(tmp_path, language):
    changes = explorer("<option:preset>blok: 1</option:preset>")
    with speaking(language):
        found = check(Course(write_course(tmp_path, changes)), only=["block-setting"])
    assert len(found) == 1
    assert "blok: 1" in found[0].what
    assert "understood" not in found[0].what
    assert "filter" not in found[0].advice


def test_the_cause_of_a_filter_that_does_nothing_is_named_with_its_line(tmp_path):
    changes = explorer("<option:preset>block: 1\n\ntheme: housingg\nsize: village</option:preset>")
    found = check(Course(write_course(tmp_path, changes)), only=["block-preset"])
    assert [(finding.line, finding.what) for finding in found] == [
        (5, "No practice of the atlas has theme: housingg."),
        (6, "No practice of the atlas has size: village."),
    ]
    assert ATLAS["practices"][0]["themes"] == ["housing"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a <!-- b --> <!-- c", "<!--"),
        ("<p>a <?php echo", "<?"),
        ("<p class=a <b>c</b>", "<p"),
        ('<a href="x>y</a>', "<a"),
        ("<a href='x>y</a><b>", "<a"),
        ("<SCRIPT>if (a < b) {}</scripty>", "<SCRIPT"),
        ("<iframe src='https://a.org/'/>", "<iframe"),
        ("<svg><title/></svg><title/>x", "<title"),
        ("<plaintext>a</plaintext>", "<plaintext"),
    ],
)
def test_what_a_browser_leaves_open_is_found_where_it_starts(text, mark):
    assert left_open(text).mark == mark
    assert text[left_open(text).place :].startswith(mark)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 < 2 <",
        "<p title='\"' lang=de>'</p>",
        '<p a = "x > y" b>z</p>',
        "<script>'<!--' + \"</p\"</script >",
        "<svg><style/><title/></svg>",
        "<!DOCTYPE html><p>x</p></ ><![CDATA[x]]>",
        "İ<TITLE>a</TITLE>",
    ],
)
def test_what_a_browser_closes_is_closed(text):
    assert left_open(text) is None


@pytest.mark.parametrize("sign", ["<", "<!--", "<a ", '<a b="', "<a b=", "</script", "<script>", "<?", "<title></titl"])
def test_a_page_of_nothing_but_beginnings_is_read_once(sign):
    """The work grows with the length: what is not there is not looked for again from each place."""
    left_open(sign * 50_000)


def test_wishes_of_the_house_are_marked_as_such():
    mine = {name: RULES[name].profile for name in RULE_NAMES}
    house = {"policy-block", "nothing-shown", "text-encoding", "picture-script", "weight-zero"}
    assert {name for name, profile in mine.items() if profile != PLATFORM} == house


def test_a_setting_is_found_on_its_own_line(tmp_path):
    settings = {**POLICY["course/2026"], "display_name": "due", "due": "someday"}
    text = json.dumps({"problem/block-1-quiz-1": {"due": None}, "course/2026": settings}, indent=1)
    course = Course(write_course(tmp_path, {"policies/2026/policy.json": text, "static/course-image.png": PIXEL}))
    found = check(course, only=["setting-value"])
    assert [text.split("\n")[finding.line - 1].strip() for finding in found] == ['"due": "someday"']
