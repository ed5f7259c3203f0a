"""The pages of the preview, as a reader without JavaScript gets them."""

import re

import pytest

GLOSSARY = "/courses/course-v1:TEST+SMALL+2026/glossary/"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_home_shows_title_about_outline_and_a_start(client):
    page = client.get("/")
    text = text_of(page)
    for words in (
        "A small course",
        "A course for tests.",
        "First section",
        "Learn",
        "Quiz",
        "Second section",
        "Start course",
    ):
        assert words in text
    assert "/assets/courseware/v1/" in page.content.decode(), "the course image has its asset's address"


def test_resume_leads_to_the_unit_read_last(client):
    client.get("/unit/quiz")
    assert "Resume course" in text_of(client.get("/"))
    assert client.get("/resume")["Location"] == "/unit/quiz"


def test_a_unit_has_outline_unit_tabs_previous_and_next(client):
    page = client.get("/unit/lesson").content.decode()
    assert re.search(r'<a class="turn-previous"[^>]*href="/unit/opening"', page)
    assert re.search(r'<a class="turn-next"[^>]*href="/unit/quiz"', page)
    assert re.search(r'<a href="/unit/lesson" aria-current="page">', page)
    assert "Second section" in page


def test_previous_and_next_cross_sections_and_end_at_the_ends(client):
    assert 'href="/unit/talk"' in client.get("/unit/quiz").content.decode()
    assert "turn-previous" not in client.get("/unit/opening").content.decode()
    assert "turn-next" not in client.get("/unit/cloud").content.decode()


def test_lesson_text_keeps_white_space_between_inline_elements(client):
    assert "<em>The</em> <strong>town hall</strong>" in client.get("/unit/opening").content.decode()


def test_addresses_in_lessons_are_rewritten_as_on_the_platform(client):
    page = client.get("/unit/opening").content.decode()
    assert 'href="/courses/course-v1:TEST+SMALL+2026/jump_to_id/quiz"' in page
    assert f'href="{GLOSSARY}#term-duty"' in page
    asset = re.search(
        r'src="(/assets/courseware/v1/[0-9a-f]{32}/asset-v1:TEST\+SMALL\+2026\+type@asset\+block@[^"]+)"',
        page,
    )
    assert client.get(asset[1]).status_code == 200


def test_jump_to_id_leads_to_the_unit_that_holds_the_block(client):
    jump = client.get("/courses/course-v1:TEST+SMALL+2026/jump_to_id/quiz-2")
    assert jump["Location"] == "/unit/quiz"
    assert client.get("/courses/course-v1:TEST+SMALL+2026/jump_to_id/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/handouts", "/updates", GLOSSARY, "/progress", "/events"])
def test_other_pages_answer(client, path):
    assert client.get(path).status_code == 200


def test_blocks_of_the_platform_alone_say_where_they_work(client):
    hand_in = text_of(client.get("/unit/hand-in"))
    assert "20 points" in hand_in
    assert "This works when the course runs on Open edX" in hand_in
    talk = text_of(client.get("/unit/talk"))
    assert "First section, Hard rights" in talk
    assert "The forum is a part of the platform" in talk


def test_a_type_that_is_not_installed_is_named(client, course):
    unit = course / "vertical" / "cloud.xml"
    unit.write_text('<vertical display_name="Words"><spaceship url_name="x"/></vertical>')
    assert "No block of the type “spaceship” is installed here" in text_of(client.get("/unit/cloud"))


def test_every_page_keeps_the_browser_on_this_machine(client):
    for path in ("/", "/unit/lesson", "/progress"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self' 'unsafe-inline'" not in policy


def test_pictures_of_other_servers_are_left_out(client):
    page = client.get("/unit/film").content.decode()
    assert 'id="google-translate-logo"' in page
    assert not re.search(r"""\ssrc=["'](https?:)?//""", page)


def test_only_a_page_with_a_film_may_evaluate_text_as_script(client):
    assert "unsafe-eval" in client.get("/unit/film")["Content-Security-Policy"]
    assert "unsafe-eval" not in client.get("/unit/cloud")["Content-Security-Policy"]


def test_pages_hold_no_inline_script_of_ours(client):
    page = client.get("/unit/quiz").content.decode()
    scripts = [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag]
    assert all("json/xblock-args" in tag for tag in scripts)
    assert not re.search(r"\son(click|load|change)=", page.split('data-content="')[0])


def test_styles_of_blocks_lose_their_foreign_font(client):
    page = client.get("/unit/lesson").content.decode()
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert any("ProblemBlockDisplay.css" in style for style in styles)
    for style in styles:
        response = client.get(style)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"fonts.googleapis" not in body


def test_language_of_the_interface_can_be_switched(client):
    client.post("/language", {"language": "ar", "next": "/"})
    page = client.get("/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr">A small course' in page, "the course keeps its own language"
    client.post("/language", {"language": "fr"})
    assert '<html lang="fr">' in client.get("/").content.decode()


def test_forms_lead_back_to_this_site_only(client):
    answer = client.post("/language", {"language": "fr", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_what_the_author_hides_from_learners_is_for_the_staff(client, staff, course):
    unit = course / "vertical" / "cloud.xml"
    unit.write_text(unit.read_text().replace("<vertical ", '<vertical visible_to_staff_only="true" '))
    assert client.get("/unit/cloud").status_code == 404
    assert staff.get("/unit/cloud").status_code == 200
