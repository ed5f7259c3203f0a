"""A finding is true or it is not said: what other courses hold passes, a cause is said once, and who follows an advice
has a course without that finding and without a new one.
"""

from __future__ import annotations

import json

import pytest
from rule_cases import (
    GRADERS,
    GROUPS,
    LESSON_1,
    PLAN,
    POLICY,
    PYTHON,
    QUIZ,
    UNIT,
    bank,
    film,
    group,
    lesson,
    numbers,
    poll,
    unit,
)
from small_course import LESSON, PIXEL, PROBLEM, SMALL, policy, swap, write_course

from builder.check import check
from builder.findings import HOUSE, PLATFORM
from builder.registry import RULES
from olx.course import Course

SUBTITLES = "1\n00:00:00,000 --> 00:00:01,000\nA town.\n"
SECOND = PROBLEM.replace("Who must repair", "Who should mend")
ORA = (
    '<openassessment url_name="block-1-lesson-1-ora" submission_due="2029-01-01T00:00:00+00:00">'
    "<title>Peers</title><assessments/><prompts><prompt><description>Say why.</description></prompt></prompts>"
    "<rubric><criterion/></rubric></openassessment>"
)
STUDIO = 'copied_from_block="block-v1:U+S+2026+type@x+block@y" upstream="lb:U:L:x" upstream_version="3" '
STUDIO += 'downstream_customized="[]" upstream_data_hash="a1" '
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
EXPLORER = f'<practice_explorer url_name="block-1-lesson-1-explorer" display_name="x" scored="false" {OPTION}'
MODULES = ["edx_sga", "poll", "practice_explorer", "ubcpi"]


def said(folder, changes, **how) -> list[str]:
    return [finding.text() for finding in check(Course(write_course(folder, changes)), **how)]


SOUND = {
    "what Studio writes into a copied question": swap(QUIZ, "<problem ", f'<problem {STUDIO} x-is-pointer-node="no" '),
    "what Studio writes into a copied unit": swap(UNIT, "<vertical ", f"<vertical {STUDIO}"),
    "a field without value of a copied block": unit(f'{EXPLORER}><option:upstream none="true"/></practice_explorer>')
    | policy(advanced_modules=MODULES),
    "a number that somebody emptied": swap(QUIZ, 'max_attempts="2"', 'max_attempts="null"'),
    "an emptied number of a hand-in": swap(PLAN, 'weight="1.0"', 'weight="null"'),
    "a date in quotes": swap(UNIT, "<vertical ", '<vertical start="&quot;2026-02-02T00:00:00+00:00&quot;" '),
    "an older name of a choice": swap(QUIZ, "<problem ", '<problem rerandomize="true" '),
    "a peer assessment": unit(ORA),
    "a block of others that reads its own elements": unit(
        '<ubcpi url_name="block-1-lesson-1-pi" display_name="x"><title>a</title><options><option>b</option></options>'
        "</ubcpi>"
    )
    | policy(advanced_modules=MODULES),
    "blocks that Studio offers by itself": unit('<survey url_name="block-1-lesson-1-survey" display_name="x"/>'),
    "a question in a bank": bank(SECOND),
    "a bank in a library block": unit(
        '<library_content url_name="block-1-bank"><problem url_name="block-1-quiz-2"/></library_content>'
    )
    | {"problem/block-1-quiz-2.xml": SECOND},
    "a link to a question in a bank": bank(SECOND)
    | {LESSON_1: LESSON.replace("/jump_to_id/block-1-quiz", "/jump_to_id/block-1-quiz-2")},
    "a film with its subtitles": film(
        'transcripts="{&quot;es&quot;: &quot;film-es.srt&quot;}"', '<transcript language="ar" src="film-ar.srt"/>'
    )
    | {"static/film-ar.srt": SUBTITLES},
    "subtitles in the attribute alone": film('transcripts="{&quot;es&quot;: &quot;film-es.srt&quot;}"')
    | {"static/film-es.srt": SUBTITLES},
    "subtitles under an older name": film('sub="abc"') | {"static/subs_abc.srt.sjson": "{}"},
    "a poll with an emoji": unit(poll("[[&quot;a&quot;, &quot;\N{GRINNING FACE}&quot;]]")),
    "a group that the course has": group("{&quot;1234&quot;: [1]}") | policy(user_partitions=[GROUPS]),
    "an enrolment track": group("{&quot;50&quot;: [2]}"),
    "a number with a second right answer": {QUIZ: numbers("20")},
    "pages that Studio leaves empty": {"about/duration.html": "", "info/handouts.html": "\n"},
    "tags that Studio writes": {"tags.csv": "Name,Type\n"},
    "the repository that the course is": {
        ".git/HEAD": "ref: x",
        ".git/hooks/a b": "x",
        ".gitignore": "x",
        ".github/w.yml": "x",
    },
    "a file that a script names": {
        **lesson('<p><a href="/static/show.js" target="_blank" rel="noopener">the script</a></p>'),
        "static/show.js": "load('look.css')",
        "static/look.css": "p {}",
    },
    "a picture in quotes in a style": {"tabs/glossary.html": str(SMALL["tabs/glossary.html"])}
    | lesson("<p>A picture: url('/static/course-image.png')</p>"),
}


@pytest.mark.parametrize("changes", SOUND.values(), ids=list(SOUND))
def test_nothing_is_said_of_what_the_platform_takes(tmp_path, changes):
    assert said(tmp_path, changes) == []


def test_a_textbook_of_the_course_is_no_block(tmp_path):
    changes = swap("course/2026.xml", "  <wiki", '  <textbook title="T" book_url="x"/>\n  <wiki')
    rules = ["nesting", "missing-file", "name-missing", "custom-inline", "unknown-block"]
    assert said(tmp_path, changes, only=rules) == []


def test_a_file_with_blanks_is_found_as_the_platform_finds_it(tmp_path):
    changes = {"static/a plan (1).png": PIXEL} | lesson(
        '<p><img src="/static/a plan (1).png" alt="A plan"/><img src="/static/a_plan__1_.png" alt="A plan"/></p>'
    )
    changes |= policy(course_image="a plan (1).png") | {"policies/assets.json": '{"a_plan__1_.png": {}}'}
    assert said(tmp_path, changes, profile=PLATFORM) == []


CAUSES = {
    "a comma too many": (swap(POLICY, '"language": "en",', '"language": "en",,'), "json-readable"),
    "a mark before the settings": ({POLICY: b"\xef\xbb\xbf" + str(SMALL[POLICY]).encode()}, "json-readable"),
    "settings in another encoding": ({POLICY: str(SMALL[POLICY]).encode("utf-16")}, "json-readable"),
    "settings of another run": (swap(POLICY, "course/2026", "course/2025"), "policy-key"),
    "graders that cannot be read": ({GRADERS: "{,"}, "json-readable"),
    "no course.xml": ({"course.xml": "<course"}, "course-file"),
    "a control character": (swap(QUIZ, "town hall?", "town\x0bhall?"), "control-character"),
}
for _path in (
    "course/2026",
    "chapter/block-1",
    "sequential/section-1-quiz",
    "vertical/block-1-quiz",
    "problem/block-1-quiz-1",
):
    CAUSES[f"{_path} with a bare sign"] = ({f"{_path}.xml": str(SMALL[f"{_path}.xml"]) + "<&"}, "xml-readable")


@pytest.mark.parametrize(("changes", "rule"), CAUSES.values(), ids=list(CAUSES))
def test_a_cause_is_one_finding(tmp_path, changes, rule):
    found = check(Course(write_course(tmp_path, changes)))
    assert [finding.rule for finding in found] == [rule], [finding.text() for finding in found]


def test_a_broken_file_that_nothing_names_is_said_as_broken_only(tmp_path):
    found = check(Course(write_course(tmp_path, {"problem/block-1-quiz-9.xml": "<problem"})))
    assert [finding.rule for finding in found] == ["xml-readable"]


def test_a_lost_file_beside_a_broken_one_is_still_said(tmp_path):
    changes = {
        "vertical/block-1-quiz.xml": '<vertical><problem url_name="block-1-quiz-1"/><',
        "problem/block-1-quiz-9.xml": SECOND,
    }
    found = check(Course(write_course(tmp_path, changes)), only=["orphan-file"])
    assert [finding.path for finding in found] == ["problem/block-1-quiz-9.xml"]


def test_every_finding_names_a_file_that_is_there(tmp_path):
    changes = policy(showanswer="sometimes", end=None) | {"policies/2026/grading_policy.json": '{"GRADER": []}'}
    found = check(Course(write_course(tmp_path, changes)))
    assert len(found) > 1
    assert [finding.path for finding in found if not (tmp_path / finding.path).is_file()] == []


NEW_UNIT = (
    '<sequential url_name="section-1-more" display_name="More"><vertical url_name="block-1-more" display_name="More">'
    '<html url_name="block-1-more-text" display_name="x"><p>Text.</p></html></vertical></sequential>'
)
TEXT = '<html url_name="block-1-lesson-1-b" display_name="b"><p>Hello</p></html>'
LINK = 'target="_blank" rel="noopener"'
# (rule, the course after somebody did what the advice says)
FOLLOWED = [
    ("course-file", {"course.xml": '<course org="ORG" course="NUMBER" url_name="2026"/>'}),
    ("xml-readable", swap(QUIZ, "town hall?", "town hall &amp; its ramp?")),
    ("control-character", swap(QUIZ, "town hall?", "town hall ramp?")),
    ("root-element", {"html/block-1-lesson-1-b.xml": "<html display_name='b'><p>x</p></html>"}
     | unit('<html url_name="block-1-lesson-1-b"/>')),
    ("nesting", swap("chapter/block-1.xml", "</chapter>", f"{NEW_UNIT}</chapter>")),
    ("unknown-block", unit(TEXT)),
    ("unknown-block", unit('<ubcpi url_name="block-1-lesson-1-pi"/>') | policy(advanced_modules=MODULES)),
    ("advanced-module", unit(f"{EXPLORER}/>") | policy(advanced_modules=MODULES)),
    ("loose-text", unit(TEXT)),
    ("orphan-file", {"problem/block-1-quiz-9.xml": SECOND} | unit('<problem url_name="block-1-quiz-9"/>')),
    ("missing-file", bank(SECOND)),
    ("pointer-attributes", swap(QUIZ, "Whose duty", "x")),
    ("custom-inline", unit('<edx_sga url_name="block-1-lesson-1-sga" display_name="x" points="10" weight="1.0"/>')),
    ("custom-children", swap(PLAN, "<solution>", "<solution><p>x</p>")),
    ("custom-children", unit(f"{EXPLORER}><option:introduction>x</option:introduction></practice_explorer>")
     | policy(advanced_modules=MODULES)),
    ("used-twice", unit('<html url_name="block-1-lesson-1-b"/>')
     | {"html/block-1-lesson-1-b.xml": "<html display_name='b'><p>x</p></html>"}),
    ("name-clash", unit('<edx_sga url_name="block-1-lesson-1-sga" display_name="x"/>')),
    ("name-missing", unit(TEXT)),
    ("name-readable", unit('<problem url_name="block-1-check"/>') | {"problem/block-1-check.xml": SECOND}),
    ("html-content", {"html/block-1-lesson-1-text.html": LESSON + "<p>x</p>\n"}),
    ("html-content", unit('<html url_name="block-1-lesson-1-b"/>') | {
        "html/block-1-lesson-1-b.xml": '<html display_name="b" filename="block-1-lesson-1-b"/>',
        "html/block-1-lesson-1-b.html": "<p>Text.</p>\n"}),
    ("attribute-value", swap(UNIT, "<vertical ", '<vertical due="2026-01-31T00:00:00Z" ')),
    ("attribute-value", swap("problem/block-1-quiz-1.xml", 'showanswer="finished"', 'showanswer="always"')),
    ("attribute-empty", swap(QUIZ, 'max_attempts="2"', 'max_attempts="null"')),
    ("attribute-empty", swap(QUIZ, 'max_attempts="2" ', "")),
    ("attribute-newline", unit(f"{EXPLORER}><option:introduction>one\ntwo</option:introduction></practice_explorer>")
     | policy(advanced_modules=MODULES)),
    ("half-letters", unit(poll("[[&quot;a&quot;, &quot;\N{GRINNING FACE}&quot;]]"))),
    ("content-group", SMALL),
    ("content-group", group("{&quot;1234&quot;: [1]}") | policy(user_partitions=[GROUPS])),
    ("film-subtitles", film('transcripts="{&quot;es&quot;: &quot;a.srt&quot;}"') | {"static/a.srt": SUBTITLES}),
    ("film-subtitles", film('transcripts="{}"')),
    ("link-static", lesson('<p><img src="/static/new.png" alt="A plan"/></p>') | {"static/new.png": PIXEL}),
    ("link-unrewritten", lesson('<p><img src="/static/course-image.png" alt="A circle"/></p>')),
    ("link-jump", lesson('<p><a href="/jump_to_id/block-1-quiz">the quiz</a></p>')),
    ("link-course", lesson('<p><a href="/course/glossary/" target="_blank" rel="noopener">the words</a></p>')),
    ("link-scheme", lesson(f'<p><a href="https://example.org/next.html" {LINK}>the next page</a></p>')),
    ("link-target", lesson(f'<p><a href="https://example.org/x" {LINK}>the law</a></p>')),
    ("link-words", lesson('<p><a href="/jump_to_id/block-1-quiz">questions on this lesson</a></p>')),
    ("third-party", lesson('<p><img src="/static/a.png" alt="A town"/></p>') | {"static/a.png": PIXEL}),
    ("asset-collision", lesson('<p><img src="/static/a-b.png" alt="A town"/></p>') | {"static/a-b.png": PIXEL}),
    ("asset-unused", lesson('<p><img src="/static/lonely.png" alt="A town"/></p>') | {"static/lonely.png": PIXEL}),
    ("fact-sourced", lesson("<p>In 1998 the city wrote a charter <sup>[1]</sup>.</p>")),
    ("source-numbers", swap(LESSON_1, "an ordinance", "an ordinance, and kept it")),
    ("html-active", lesson("<p>x</p>")),
    ("problem-answer", {QUIZ: PROBLEM}),
    ("choice-feedback", bank(SECOND)),
    ("inline-space", swap(QUIZ, "<p>The", "<p><em>a</em> and <strong>b</strong> The")),
    ("name-in-file", SMALL),
    ("pointer-chain", SMALL),
    ("hand-in-solution", SMALL),
    ("attribute-unknown", SMALL),
    ("attribute-empty-list", SMALL),
    ("ignored-file", SMALL),
    ("drafts", SMALL),
    ("empty-container", SMALL),
    ("display-name", SMALL),
    ("html-readable", SMALL),
    ("asset-size", SMALL),
    ("asset-name", SMALL),
    ("unsafe-path", SMALL),
    ("problem-solution", SMALL),
    ("problem-question", SMALL),
    ("choice-catch-all", SMALL),
    ("link-address", SMALL),
    ("link-copy-host", SMALL),
    ("link-empty", SMALL),
    ("source-symbol", SMALL),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes"), FOLLOWED, ids=[f"{case[0]}-{at}" for at, case in enumerate(FOLLOWED)])
def test_who_follows_an_advice_has_a_course_without_a_finding(tmp_path, rule, changes):
    assert rule in RULES
    assert said(tmp_path, changes) == []


def test_a_question_that_a_program_checks_is_no_fault(tmp_path):
    found = check(Course(write_course(tmp_path, {QUIZ: PYTHON})))
    assert [finding.rule for finding in found] == ["problem-untried"]
    assert found[0].what == "This question is checked by a program on the platform; it was not tried here."


@pytest.mark.parametrize(
    "response",
    [
        '<imageresponse><imageinput src="/static/course-image.png" width="9" height="9" rectangle="(1,1)-(2,2)"/>'
        "</imageresponse>",
        "<annotationresponse><annotationinput><text>x</text></annotationinput></annotationresponse>",
        '<customresponse cfn="f"><chemicalequationinput/></customresponse>',
        "<schematicresponse><schematic/></schematicresponse>",
        '<choicetextresponse><radiotextgroup><choice correct="true">a</choice></radiotextgroup></choicetextresponse>',
    ],
)
def test_a_picture_a_circuit_or_a_function_is_not_refused(tmp_path, response):
    text = f'<problem display_name="x">{response}</problem>'
    assert said(tmp_path, {QUIZ: text}, only=["problem-loads", "problem-answer", "html-active"]) == []


def test_the_platforms_profile_leaves_out_the_wishes_of_the_house(tmp_path):
    changes = lesson('<p style="color: red">x</p>\n<p><a href="/jump_to_id/nowhere">y</a></p>')
    course = Course(write_course(tmp_path, changes))
    assert [finding.rule for finding in check(course, profile=PLATFORM)] == ["link-jump"]
    assert {finding.rule for finding in check(course, profile=HOUSE)} == {"link-jump", "html-style"}


def test_a_rule_of_the_platform_may_add_a_wish_of_the_house(tmp_path):
    course = Course(
        write_course(tmp_path, unit('<problem url_name="My_Question"/>') | {"problem/My_Question.xml": SECOND})
    )
    assert [finding.rule for finding in check(course)] == ["name-readable"]
    assert check(course, profile=PLATFORM) == []


def test_the_profile_is_chosen_on_the_command_line(tmp_path, capsys):
    from cli.main import command

    main = command("build")

    folder = write_course(tmp_path / "course", lesson('<p style="color: red">x</p>'))
    how = ["--course", str(folder), "--check", "--fast", "--json"]
    assert main([*how, "--profile", "platform"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert main(how) == 1
    assert [item["profile"] for item in json.loads(capsys.readouterr().out)["findings"]] == [HOUSE]


FORUM = "discussion/block-1-discuss-topic.xml"


@pytest.mark.parametrize(
    "changes",
    [policy(discussion_topics=None), policy(discussion_topics={}), swap(FORUM, 'discussion_id="small-block-1" ', "")],
)
def test_what_the_platform_fills_in_for_a_forum_is_a_wish_of_the_house(tmp_path, changes):
    assert said(tmp_path, changes, profile=PLATFORM) == []
    assert len(said(tmp_path, changes)) == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (policy(discussion_topics={"General": {}}), "discussion-topics"),
        (policy(discussion_topics=["General"]), "setting-value"),
        (policy(start="2026-13-40T00:00:00Z"), "setting-value"),
        (swap("policies/2026/policy.json", "course/2026", "course/2025"), "policy-key"),
    ],
)
def test_one_fault_of_the_settings_is_one_finding(tmp_path, changes, rule):
    found = said(tmp_path, changes)
    assert len(found) == 1
    assert rule in str(found)
