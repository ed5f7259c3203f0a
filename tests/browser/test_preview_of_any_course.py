"""What an author of any course puts into a unit, as a browser shows it: formulas, a film with subtitles, stand-ins."""

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "preview" / "data" / "small-course"
SRT = "1\n00:00:00,000 --> 00:00:09,000\nBonjour la ville\n"
UNIT = r"""<vertical display_name="Everything">
  <html url_name="t"><p>A share: \( \frac{a}{b} \), and [mathjaxinline]x^2[/mathjaxinline].</p>
    <p>\[ \int_0^1 x\,dx = \frac12 \]</p>
    <iframe src="https://films.example.org/1" title="A film of the town"></iframe></html>
  <problem url_name="sum"/>
  <video url_name="f" display_name="The town" youtube_id_1_0="" transcripts="{&quot;fr&quot;: &quot;f-fr.srt&quot;}">
    <source src="/static/town.webm"/></video>
  <openassessment url_name="o"><title>Read two others</title></openassessment>
  <html url_name="not one"><p>x</p></html>
</vertical>
"""
PROBLEM = r"""<problem display_name="A sum"><numericalresponse answer="2"><label>What is \( \sqrt{4} \)?</label>
<formulaequationinput/></numericalresponse></problem>"""


@pytest.fixture
def address(serve_course, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    (course / "vertical" / "cloud.xml").write_text(UNIT)
    (course / "problem" / "sum.xml").write_text(PROBLEM)
    (course / "static" / "f-fr.srt").write_text(SRT)
    return serve_course(course) + "/unit/cloud"


def test_formulas_are_shown_in_texts_and_in_questions_that_load_themselves(page, address):
    page.goto(address)
    page.locator(".problem mjx-container svg").first.wait_for()
    assert page.locator("#unit mjx-container").count() >= 4
    shown = page.locator("#unit").inner_text()
    assert "\\(" not in shown
    assert "mathjaxinline" not in shown


def test_a_film_shows_its_subtitles(page, address):
    page.goto(address)
    page.locator(".video .subtitles li", has_text="Bonjour la ville").first.wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_each_block_that_is_no_other_has_its_sentence(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.locator(".problem mjx-container svg").first.wait_for()
    assert page.locator(".elsewhere a").get_attribute("href") == "https://films.example.org/1"
    assert "Read two others" in page.locator(".stand-in").inner_text()
    assert "not one" in page.locator(".problem-note").inner_text()
    room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert room[0] <= room[1]
