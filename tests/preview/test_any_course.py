"""Courses that others wrote: odd names, odd nesting, blocks of the platform alone, and whatever may raise."""

import json
import re

import pytest
from xblock.core import XBlock

from preview import classes, foreign

KEY = "course-v1:TEST+SMALL+2026"
QUESTION = """<problem display_name="Whose duty"{more}>
  <multiplechoiceresponse><label>Who repairs the ramp?</label><choicegroup type="MultipleChoice">
    <choice correct="false">A neighbour</choice><choice correct="true">The town hall</choice>
  </choicegroup></multiplechoiceresponse>
</problem>
"""
CODE = """<problem display_name="A sum">
  <script type="loncapa/python">a = 1</script>
  <p>What is $a and one?</p><customresponse cfn="check"><textline/></customresponse>
  <solution><p>Two.</p></solution>
</problem>
"""


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def put(course, path, content):
    file = course / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)


@pytest.fixture
def unit(course):
    """Return a function that fills a unit with markup."""

    def fill(inside: str, **files: str) -> str:
        put(course, "vertical/cloud.xml", f'<vertical display_name="Words">{inside}</vertical>')
        for path, content in files.items():
            put(course, path, content)
        return "/unit/cloud"

    return fill


@pytest.fixture
def policy(course):
    """Return a function that changes the settings of the course."""

    def change(**values):
        path = course / "policies" / "2026" / "policy.json"
        held = json.loads(path.read_text())
        held["course/2026"] |= values
        path.write_text(json.dumps(held))

    return change


# Names


@pytest.mark.parametrize("name", ["who repairs", "a/b", "?", "100%", ""])
def test_a_name_that_no_address_takes_breaks_its_block_alone(client, unit, name):
    page = unit(f'<html url_name="first"><p>First.</p></html><html url_name="{name}"><p>x</p></html>')
    answer = client.get(page)
    assert answer.status_code == 200
    assert "First." in text_of(answer)
    assert {path: client.get(path).status_code for path in ("/", "/progress", "/unit/lesson", "/studio")} == {
        "/": 200, "/progress": 200, "/unit/lesson": 200, "/studio": 403,
    }  # fmt: skip


def test_a_section_with_an_odd_name_opens_or_says_why(client, course):
    put(
        course,
        "chapter/second.xml",
        '<chapter display_name="S"><sequential url_name="a b" display_name="T"/></chapter>',
    )
    home = client.get("/")
    assert home.status_code == 200
    for address in re.findall(r'href="(/section/[^"]+)"', home.content.decode()):
        page = client.get(address, follow=True)
        assert "<main" in page.content.decode(), address


def test_a_course_image_with_a_space_is_shown(client, course, policy):
    (course / "static" / "drawing.svg").rename(course / "static" / "town hall.svg")
    policy(course_image="town hall.svg")
    page = client.get("/").content.decode()
    picture = re.search(r'<img class="cover-image" src="([^"]+)"', page)[1]
    assert client.get(picture).status_code == 200


@pytest.mark.parametrize("link", ["plan of town (1).txt", "plan_of_town__1_.txt", "plan%20of%20town%20(1).txt"])
def test_a_file_is_found_by_its_name_and_by_the_platforms(client, course, unit, link):
    put(course, "static/plan of town (1).txt", "the plan")
    page = client.get(unit(f'<html url_name="t"><p><a href="/static/{link}">plan</a></p></html>')).content.decode()
    address = re.search(r'href="(/assets/courseware/[^"]+plan[^"]+)"', page)[1]
    assert client.get(address).content == b"the plan"


def test_a_file_with_accents_is_served(client, course, unit):
    put(course, "static/résumé.txt", "of the town")
    page = client.get(unit('<html url_name="t"><p><a href="/static/résumé.txt">r</a></p></html>')).content.decode()
    address = re.search(r'href="(/assets/courseware/[^"]+)"', page)[1]
    assert client.get(address).content == b"of the town"


def test_halves_of_characters_in_a_block_do_not_break_the_page(client, unit, monkeypatch):
    monkeypatch.setattr(Loud, "words", "\ud83d\ude00 and \ud83d alone")
    monkeypatch.setattr(classes, "_load", lambda kind, known=classes._load: Loud if kind == "loud" else known(kind))
    classes.load_class.cache_clear()
    text = text_of(client.get(unit('<loud url_name="l"/>')))
    classes.load_class.cache_clear()
    assert "😀 and \ufffd alone" in text


class Loud(XBlock):
    """A block that says what a test wants."""

    words = ""

    def student_view(self, _context=None):
        """Return the words."""
        from web_fragments.fragment import Fragment

        return Fragment(f"<p>{self.words}</p>")


# Nesting


def test_a_question_straight_in_a_subsection_is_a_unit(client, course):
    put(course, "problem/alone.xml", QUESTION.format(more=""))
    put(
        course,
        "sequential/first-learn.xml",
        '<sequential display_name="Learn"><problem url_name="alone"/></sequential>',
    )
    assert client.get("/section/first-learn")["Location"] == "/unit/alone"
    page = client.get("/unit/alone")
    assert "Who repairs the ramp?" in page.content.decode()
    assert client.get(f"/courses/{KEY}/jump_to_id/alone")["Location"] == "/unit/alone"


def test_a_unit_straight_in_a_section_opens_and_says_what_the_platform_makes_of_it(client, course):
    put(
        course,
        "vertical/high.xml",
        '<vertical display_name="High"><html url_name="h"><p>Up here.</p></html></vertical>',
    )
    put(course, "chapter/second.xml", '<chapter display_name="Second"><vertical url_name="high"/></chapter>')
    page = client.get("/section/high", follow=True)
    assert page.status_code == 200
    assert "Up here." in text_of(page)
    assert "Open edX leaves it out of the outline" in text_of(page)
    assert "High" in text_of(client.get("/"))


@pytest.mark.parametrize(
    "inside",
    [
        '<vertical url_name="v2" display_name="V"><html url_name="h"><p>Deep.</p></html></vertical>',
        '<sequential url_name="s2"><vertical url_name="v"><html><p>Deep.</p></html></vertical></sequential>',
        '<chapter url_name="c2"><sequential url_name="s2"><html><p>Deep.</p></html></sequential></chapter>',
    ],
)
def test_containers_in_a_unit_show_what_they_hold(client, unit, inside):
    answer = client.get(unit(inside))
    assert answer.status_code == 200
    assert "Deep." in text_of(answer)


def test_an_empty_subsection_says_so(client, course):
    put(course, "sequential/first-learn.xml", '<sequential display_name="Learn"/>')
    page = client.get("/section/first-learn")
    assert page.status_code == 200
    assert "Nothing stands in this part of the course yet." in text_of(page)


def test_a_block_that_holds_itself_does_not_hang_the_course(client, course):
    put(course, "vertical/cloud.xml", '<vertical display_name="W"><vertical url_name="cloud"/></vertical>')
    assert client.get("/unit/cloud").status_code == 200
    assert client.get("/unit/lesson").status_code == 200


def test_a_long_text_is_shown(client, unit):
    files = {"html/long.xml": '<html filename="long"/>', "html/long.html": f"<p>{'word ' * 60_000}end.</p>"}
    assert "end." in text_of(client.get(unit('<html url_name="long"/>', **files)))


# What works on a platform only


@pytest.mark.parametrize("block", [
    '<openassessment url_name="x"><title>Peers</title></openassessment>',
    '<lti url_name="x" launch_url="https://tool.example.org/launch"/>',
    '<lti_consumer url_name="x" launch_url="https://tool.example.org/launch"/>',
    '<scorm url_name="x"/>', '<ubcpi url_name="x"/>', '<discussion url_name="x" display_name="Talk"/>',
    '<staffgradedxblock url_name="x"/>',
])  # fmt: skip
def test_what_works_on_a_platform_only_says_so(client, unit, block):
    text = text_of(client.get(unit(block)))
    assert "when the course runs on Open edX" in text
    assert "raised" not in text


def test_an_lti_tool_in_a_file_of_its_own_says_where_it_leads(client, unit):
    put_file = '<lti display_name="A tool" launch_url="https://tool.example.org/launch"/>'
    page = unit('<lti url_name="tool"/>', **{"lti/tool.xml": put_file})
    text = text_of(client.get(page))
    assert "A tool" in text
    assert "https://tool.example.org/launch" in text


def test_a_question_with_python_says_what_runs_where_and_shows_its_text(client, unit):
    text = text_of(client.get(unit('<problem url_name="code"/>', **{"problem/code.xml": CODE})))
    assert "This question holds Python code of its author." in text
    assert "What is $a and one?" in text
    assert "Two." not in text
    assert "Could not format" not in text
    assert client.get("/progress").status_code == 200


def test_a_question_that_code_checks_is_shown_with_a_note(client, unit):
    checked = '<problem><customresponse><textline/><answer>correct = ["correct"]</answer></customresponse></problem>'
    text = text_of(client.get(unit('<problem url_name="code"/>', **{"problem/code.xml": checked})))
    assert "Code of its author checks the answer." in text


GROUPS = [
    {"id": 7, "name": "Groups", "scheme": "cohort", "groups": [{"id": 1, "name": "Mayors"}, {"id": 2, "name": "Staff"}]}
]


@pytest.mark.parametrize(
    ("access", "said"),
    [
        ({"7": [1]}, "only learners of these content groups see this: “Mayors”."),
        ({"7": [1, 2]}, "“Mayors”, “Staff”."),
        ({"9": [1]}, "no learner sees this"),
        ({"7": [3]}, "no learner sees this"),
        ({"50": [2]}, "certain enrolment tracks"),
        ({"50": [30]}, "no learner sees this"),
    ],
)
def test_who_sees_a_block_is_said(client, unit, policy, access, said):
    policy(user_partitions=GROUPS)
    more = f" group_access='{json.dumps(access)}'"
    page = unit('<problem url_name="some"/>', **{"problem/some.xml": QUESTION.format(more=more)})
    answer = client.get(page)
    assert said in text_of(answer)
    assert "Who repairs the ramp?" in answer.content.decode()


@pytest.mark.parametrize("access", ["{", "[]", '{"7": 3}', '{"x": [1]}', "null"])
def test_a_group_setting_that_means_nothing_breaks_nothing(client, unit, access):
    page = unit('<problem url_name="some"/>', **{"problem/some.xml": QUESTION.format(more=f" group_access='{access}'")})
    assert client.get(page).status_code == 200


def test_a_bank_shows_all_and_says_how_many_a_learner_gets(client, unit):
    questions = {f"problem/q{number}.xml": QUESTION.format(more="") for number in (1, 2, 3)}
    inside = "".join(f'<problem url_name="q{number}"/>' for number in (1, 2, 3))
    answer = client.get(unit(f'<itembank url_name="b" max_count="2">{inside}</itembank>', **questions))
    assert answer.content.decode().count("Who repairs the ramp?") == 3
    assert "a learner gets 2 of these 3" in text_of(answer)
    text = text_of(client.get(unit(f'<itembank url_name="b" max_count="-1">{inside}</itembank>', **questions)))
    assert "a learner gets" not in text


def test_a_bank_of_a_library_that_is_not_here_says_so(client, unit):
    assert "They are not in the files of the course." in text_of(
        client.get(unit('<library_content url_name="b" max_count="1"/>'))
    )


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('<split_test url_name="s"><html url_name="a"><p>A.</p></html></split_test>', "each learner gets one of these"),
        (
            '<conditional url_name="s"><show sources="x"/><html url_name="a"><p>A.</p></html></conditional>',
            "its condition",
        ),
    ],
)
def test_what_the_platform_chooses_is_shown_and_said(client, unit, block, said):
    text = text_of(client.get(unit(block)))
    assert said in text
    assert "A." in text


def test_frames_of_other_sites_are_named_with_a_link(client, unit):
    frame = '<iframe src="https://films.example.org/1?a=1&amp;b=2" title="A film of the town"></iframe>'
    page = client.get(unit(f'<html url_name="t"><p>See:</p>{frame}</html>')).content.decode()
    assert "A page of another site stands here." in page
    assert "A film of the town" in page
    assert 'href="https://films.example.org/1?a=1&amp;b=2"' in page
    assert "<iframe" not in page
    assert foreign.named('<iframe src="/static/a.html"></iframe>') == '<iframe src="/static/a.html"></iframe>'


# Films

SRT = "1\n00:00:01,000 --> 00:00:02,500\nBonjour\n\n2\n00:00:03,000 --> 00:00:04,000\nla ville\n"


NAMED = 'transcripts="{&quot;fr&quot;: &quot;f-fr.srt&quot;}"'
SOURCE = '<source src="/static/town.webm"/>'


@pytest.mark.parametrize("film", [
    f'<video url_name="f" youtube_id_1_0="" {NAMED}>{SOURCE}</video>',
    f'<video url_name="f" youtube_id_1_0="">{SOURCE}<transcript language="fr" src="f-fr.srt"/></video>',
])  # fmt: skip
def test_a_film_of_the_course_plays_with_its_subtitles(client, unit, handler, film):
    page = client.get(unit(film, **{"static/f-fr.srt": SRT})).content.decode()
    assert "data-metadata" in page
    source = re.search(r"/assets/courseware/v1/[^&\"]+town\.webm", page)
    assert source, "the film's address is the asset's"
    found = client.get(handler("video", "f", "transcript", "translation/fr"))
    assert found.status_code == 200
    assert json.loads(found.content) == {"start": [1000, 3000], "end": [2500, 4000], "text": ["Bonjour", "la ville"]}
    assert json.loads(client.get(handler("video", "f", "transcript", "available_translations")).content) == ["fr"]


def test_a_film_of_another_site_says_where_it_is_and_shows_its_subtitles(client, unit):
    film = '<video url_name="f" youtube_id_1_0="abcdefghijk" transcripts="{&quot;fr&quot;: &quot;f-fr.srt&quot;}"/>'
    text = text_of(client.get(unit(film, **{"static/f-fr.srt": SRT})))
    assert "https://www.youtube.com/watch?v=abcdefghijk" in text
    assert "Bonjour" in text
    assert "raised" not in text


def test_subtitles_that_are_not_there_are_named(client, unit):
    film = '<video url_name="f" youtube_id_1_0="abcdefghijk" transcripts="{&quot;fr&quot;: &quot;gone.srt&quot;}"/>'
    assert "there is no file gone.srt in the folder static" in text_of(client.get(unit(film)))


# Formulas


def test_formulas_have_their_engine_on_this_machine(client):
    page = client.get("/unit/lesson").content.decode()
    engine = re.search(r'data-engine="([^"]+)"', page)[1]
    assert engine.startswith("/static/")
    assert client.get(engine).status_code == 200
