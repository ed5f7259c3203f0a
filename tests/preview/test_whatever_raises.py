"""An exception at every stage of a page: a sentence each time, never a bare error."""

import logging
import re

import pytest

from preview import classes, outline, platform_only
from preview.views import course as course_views

LANGUAGES = ("en", "es", "fr", "pt", "ar")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class BrokenError(Exception):
    """What a test throws."""


def throw(*_arguments, **_options):
    raise BrokenError("secret words of the code")


STAGES = {
    "the class": lambda patch: patch.setattr(classes, "_load", throw),
    "parsing": lambda patch: patch.setattr("xblocks_contrib.html.HtmlBlock.parse_xml", classmethod(throw)),
    "making": lambda patch: patch.setattr("preview.runtime.PreviewRuntime.construct_xblock", throw),
    "rendering": lambda patch: patch.setattr("xblocks_contrib.html.HtmlBlock.student_view", throw),
    "notes": lambda patch: patch.setattr(platform_only, "notes_on", throw),
    "wrapping": lambda patch: patch.setattr("preview.runtime.PreviewRuntime.wrap_xblock", throw),
    "addresses": lambda patch: patch.setattr("preview.rewriting.Rewriter.rewrite", throw),
    "files": lambda patch: patch.setattr("preview.assets.Assets.find", throw),
    "points": lambda patch: patch.setattr("xblocks_contrib.problem.ProblemBlock.max_score", throw),
    "outline": lambda patch: patch.setattr(outline, "is_completable", throw),
    "updates": lambda patch: patch.setattr(course_views, "_updates", throw),
    "about": lambda patch: patch.setattr(course_views, "_file", throw),
    "tabs": lambda patch: patch.setattr("preview.views.context.tabs_of", throw),
    "the tree": lambda patch: patch.setattr("olx.course.read_tree", throw),
}


@pytest.mark.parametrize("stage", STAGES)
def test_whatever_raises_is_a_sentence_and_never_a_bare_error(client, monkeypatch, caplog, stage):
    client.raise_request_exception = False
    classes.load_class.cache_clear()
    with caplog.at_level(logging.ERROR):
        STAGES[stage](monkeypatch)
        pages = {path: client.get(path) for path in ("/", "/unit/lesson", "/progress", "/section/first-learn")}
    monkeypatch.undo()
    classes.load_class.cache_clear()
    for path, page in pages.items():
        if page.status_code == 302:
            continue
        body = page.content.decode()
        assert "<main" in body, (path, "bare")
        shown = text_of(page).split("Details for programmers")[0]
        if stage not in ("the class", "parsing", "the tree"):
            assert "secret words" not in shown, path
    assert caplog.records, "what went wrong is logged"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_in_the_readers_language(client, monkeypatch, language):
    monkeypatch.setattr("xblocks_contrib.html.HtmlBlock.student_view", throw)
    english = "The preview cannot show this html block."
    page = client.get("/unit/lesson", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert (english in page) == (language == "en")


def test_a_handler_that_raises_answers_its_caller_in_json(client, handler, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("xblocks_contrib.problem.ProblemBlock.xmodule_handler", throw)
    monkeypatch.setattr("preview.runtime.PreviewRuntime.handle", throw)
    answer = client.post(
        handler("problem", "lesson-check", "xmodule_handler", "problem_check"),
        {},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("The preview could not make this page.")


def test_a_course_that_cannot_be_read_does_not_promise_that_the_rest_works(client, course):
    (course / "course.xml").write_text("<course")
    text = text_of(client.get("/"))
    assert "the preview cannot show anything of the course" in text
    assert "The rest of the course still works" not in text
    assert "The rest of the course still works" not in text_of(client.get("/unit/lesson"))
