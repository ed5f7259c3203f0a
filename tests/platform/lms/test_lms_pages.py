"""The pages around the units: course home, tabs, handouts and the page that presents the course."""

import re

import pytest


@pytest.fixture
def home(course, learner_client):
    """What the course home shows to a learner."""
    answer = learner_client.get(f"/api/course_home/outline/{course.key}")
    assert answer.status_code == 200
    return answer.json()


def test_the_course_home_shows_the_outline(course, source, home):
    shown = home["course_blocks"]["blocks"]
    chapters = source.of_kind("chapter")
    expected = {str(course.usage_key(*b.identity)): b.attributes["display_name"] for b in chapters}
    assert {key: b["display_name"] for key, b in shown.items() if b["type"] == "chapter"} == expected
    sections = {str(course.usage_key(*block.identity)) for block in source.of_kind("sequential")}
    assert {key for key, block in shown.items() if block["type"] == "sequential"} == sections


def test_handouts_stand_on_the_course_home(source, home):
    written = (source.folder / "info" / "handouts.html").read_text(encoding="utf-8")
    first_words = re.sub(r"<[^>]+>", " ", written).split()[:5]
    assert " ".join(first_words) in " ".join(re.sub(r"<[^>]+>", " ", home["handouts_html"]).split())


def test_each_tab_opens(course, source, learner_client):
    """Pages of the course team stand behind their tabs."""
    tabs = sorted(path.stem for path in (source.folder / "tabs").glob("*.html"))
    assert tabs
    answers = {tab: learner_client.get(f"/courses/{course.key}/{tab}/").status_code for tab in tabs}
    assert set(answers.values()) == {200}, answers


def test_the_catalogue_page_presents_the_course(course, client):
    answer = client.get(f"/courses/{course.key}/about")
    assert answer.status_code == 200
    assert b"Human rights at the local level" in answer.content


def test_the_course_is_open_to_learners_now(course, learner):
    """Start dates count here, so a policy that did not arrive would close the course."""
    from lms.djangoapps.courseware.access import has_access
    from xmodule.modulestore.django import modulestore

    assert bool(has_access(learner, "load", modulestore().get_course(course.key)))
