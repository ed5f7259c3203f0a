"""An author edits the course while the preview runs; some edits are mistakes."""

import os
import re

import pytest


def write(path, text):
    """Write a file so that its time differs, however fast the test is."""
    path.write_text(text)
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        ("html/lesson-text.html", "A short lesson.", "A longer lesson.", "/unit/lesson"),
        ("problem/lesson-check.xml", "Who bears the duty?", "Who has the duty?", "/unit/lesson"),
        ("vertical/lesson.xml", "A lesson with a check", "A lesson and a check", "/"),
        ("policies/2026/policy.json", "A small course", "A little course", "/"),
        ("tabs/glossary.html", "Duty", "Obligation", "/courses/course-v1:TEST+SMALL+2026/glossary/"),
        ("chapter/second.xml", "Second section", "Last section", "/"),
    ],
)
def test_an_edit_shows_at_the_next_reload(client, course, file, old, new, page):
    if page == "/" and "vertical" in file:
        page = "/unit/opening"
    assert old in client.get(page).content.decode()
    write(course / file, (course / file).read_text().replace(old, new))
    shown = client.get(page).content.decode()
    assert new in shown
    assert old not in shown


def test_a_new_unit_shows_at_the_next_reload(client, course):
    assert client.get("/unit/added").status_code == 404
    (course / "vertical" / "added.xml").write_text('<vertical display_name="Added"/>')
    write(
        course / "sequential" / "first-learn.xml",
        '<sequential display_name="Learn"><vertical url_name="opening"/><vertical url_name="added"/></sequential>',
    )
    assert client.get("/unit/added").status_code == 200


def test_broken_xml_is_a_page_with_file_and_line_and_the_rest_works(client, course):
    write(
        course / "vertical" / "lesson.xml",
        '<vertical display_name="Broken">\n  <html url_name="x">\n</vertical>\n',
    )
    page = client.get("/unit/lesson")
    text = page.content.decode()
    assert page.status_code == 500
    assert "vertical/lesson.xml" in text
    assert "line 3" in text
    assert client.get("/unit/opening").status_code == 200
    assert "cannot be read" in client.get("/").content.decode()
    assert client.get("/progress").status_code == 200


def test_a_missing_file_is_named_with_the_place_that_names_it(client, course):
    (course / "vertical" / "quiz.xml").unlink()
    text = client.get("/section/first-quiz", follow=True).content.decode()
    assert "vertical/quiz.xml" in text
    assert "sequential/first-quiz.xml, line 2" in text


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("problem/lesson-check.xml", '<problem display_name="x" max_attempts="many"/>', "max_attempts"),
        ("problem/lesson-check.xml", "<problem><p>a&nbsp;b</p></problem>", "nbsp"),
        ("html/lesson-text.xml", '<html display_name="x" filename="nowhere"/>', "html/nowhere.html"),
        ("vertical/lesson.xml", '<vertical><acid url_name="a" enabled_fields="{"/></vertical>', "acid"),
    ],
)
def test_a_block_that_cannot_be_read_leaves_the_rest_of_the_unit(client, course, file, content, expected):
    write(course / file, content)
    page = client.get("/unit/lesson")
    assert page.status_code == 200
    text = page.content.decode()
    assert "problem-note" in text
    assert expected in text


def test_a_course_without_its_root_file_is_a_readable_page(client, course):
    (course / "course.xml").unlink()
    page = client.get("/")
    assert page.status_code == 500
    assert "course.xml" in page.content.decode()


def test_an_invalid_policy_is_said_on_the_home_page(client, course):
    write(course / "policies" / "2026" / "policy.json", '{\n "course/2026": {,}\n}')
    text = client.get("/").content.decode()
    assert "policies/2026/policy.json" in text
    assert "line 2" in text
    assert client.get("/unit/opening").status_code == 200


def test_a_tab_without_its_file_is_named(client, course):
    (course / "tabs" / "glossary.html").unlink()
    page = client.get("/courses/course-v1:TEST+SMALL+2026/glossary/")
    assert "tabs/glossary.html" in page.content.decode()


def test_entities_of_a_file_are_not_read(client, course, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    write(
        course / "vertical" / "lesson.xml",
        f'<!DOCTYPE v [<!ENTITY x SYSTEM "file://{secret}">]><vertical display_name="&x;"/>',
    )
    assert "the secret" not in client.get("/").content.decode()
    assert "the secret" not in client.get("/unit/lesson").content.decode()


LANGUAGES = ("es", "fr", "ar", "en", "fr")
# What only a sentence in English says.
ENGLISH = re.compile(r"\b(the|does|named|cannot|line)\b", re.IGNORECASE)


def said(page) -> list[str]:
    """Return the sentences about the course's files on a page, without names of files and the words of parsers."""
    notes = re.findall(r'<div class="problem-note".*?</div>', page.content.decode(), re.DOTALL)
    texts = [re.sub(r"<code>.*?</code>|<[^>]+>|\([^)]*\)|[\w/-]+\.(?:xml|html)", " ", note) for note in notes]
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("file", "content", "address", "named"),
    [
        ("vertical/lesson.xml", "<vertical", "/unit/lesson", "vertical/lesson.xml"),
        ("vertical/lesson.xml", '<vertical><problem url_name="gone"/></vertical>', "/unit/lesson", "problem/gone.xml"),
        ("html/lesson-text.xml", '<html filename="gone"/>', "/unit/lesson", "html/gone.html"),
        ("vertical/lesson.xml", None, "/unit/lesson", "sequential/first-learn.xml"),
        ("vertical/lesson.xml", '<vertical><html url_name="a b"/></vertical>', "/unit/lesson", "a b"),
        ("policies/2026/policy.json", "[]", "/", "policies/2026/policy.json"),
        ("tabs/glossary.html", None, "/courses/course-v1:TEST+SMALL+2026/glossary/", "tabs/glossary.html"),
        ("problem/lesson-check.xml", '<problem max_attempts="many"/>', "/unit/lesson", "max_attempts"),
    ],
)
def test_one_mistake_is_told_to_each_reader_in_their_language(client, course, file, content, address, named):
    """The error is kept while the file stays as it is; its sentence is not."""
    if content is None:
        (course / file).unlink()
    else:
        write(course / file, content)
    seen = {}
    for language in LANGUAGES:
        page = client.get(address, follow=True, HTTP_ACCEPT_LANGUAGE=language)
        sentences = said(page)
        assert sentences, language
        assert named in page.content.decode().replace("&#x27;", "'"), language
        assert bool(ENGLISH.search(" ".join(sentences))) is (language == "en"), (language, sentences)
        assert seen.setdefault(language, sentences) == sentences
    assert len({tuple(sentences) for sentences in seen.values()}) == 4


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_the_place_that_names_a_missing_file_is_told_in_every_language(client, course, language):
    write(course / "vertical" / "lesson.xml", '<vertical>\n <problem url_name="gone"/>\n</vertical>')
    write(course / "html" / "opening-text.xml", '<html display_name="x"\n filename="gone"/>')
    english = client.get("/unit/lesson").content.decode()
    assert "vertical/lesson.xml, line 2" in english
    page = client.get("/unit/lesson", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert "problem/gone.xml" in page
    assert page.count("vertical/lesson.xml") == english.count("vertical/lesson.xml")
