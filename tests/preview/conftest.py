"""Fixtures of the preview's tests.

A copy of the small course that a test may change, and a browser-less client.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.test import Client

DATA = Path(__file__).parent / "data"
SMALL = "course-v1:TEST+SMALL+2026"


@pytest.fixture
def course(tmp_path, settings):
    """A copy of the small course, shown by the preview. Returns its folder."""
    folder = tmp_path / "course"
    shutil.copytree(DATA / "small-course", folder)
    settings.COURSE_DIR = folder
    return folder


@pytest.fixture
def client(db, course):
    """The first learner's browser, without JavaScript."""
    return Client()


@pytest.fixture
def staff(client):
    """A browser of the course staff."""
    browser = Client()
    browser.post("/learner", {"learner": "3"})
    return browser


@pytest.fixture
def second(client):
    """The second learner's browser."""
    browser = Client()
    browser.post("/learner", {"learner": "2"})
    return browser


@pytest.fixture
def handler():
    """Return the address of a block's handler in the LMS."""

    def address(block_type: str, url_name: str, name: str, suffix: str = "") -> str:
        usage = f"block-v1:TEST+SMALL+2026+type@{block_type}+block@{url_name}"
        return f"/courses/{SMALL}/xblock/{usage}/handler/{name}" + (f"/{suffix}" if suffix else "")

    return address


@pytest.fixture
def answer(handler):
    """Return a function that hands in an answer to a question, as the problem block's script does."""

    def hand_in(client, url_name: str, choices) -> dict:
        name = f"input_{url_name}_2_1" + ("[]" if isinstance(choices, list) else "")
        address = handler("problem", url_name, "xmodule_handler", "problem_check")
        return json.loads(client.post(address, {name: choices}).content)

    return hand_in
