"""Files of the course: who may replace one, by the requests that a browser sends in Studio."""

import io
import json

import pytest
from harness import people

NAME = "a-file-of-the-tests.json"


@pytest.fixture
def address(course):
    """The address to which Studio's pages upload. The file is removed after the test."""
    from xmodule.contentstore.django import contentstore

    yield f"/assets/{course.key}/"
    contentstore().delete(location(course))


def location(course):
    """Return the key of the file as an asset of the course."""
    from xmodule.contentstore.content import StaticContent

    return StaticContent.compute_location(course.key, NAME)


def upload(client, address, value, **headers):
    """Upload a JSON file."""
    file = io.BytesIO(json.dumps(value).encode("utf-8"))
    file.name = NAME
    return client.post(address, {"file": file}, HTTP_ACCEPT="application/json", **headers)


def stored(course):
    """Return what the file holds, None when there is none."""
    from xmodule.contentstore.django import contentstore

    found = contentstore().find(location(course), throw_on_not_found=False)
    return found and json.loads(found.data)


def test_an_author_uploads_a_file_and_replaces_it(course, author_studio, address):
    """The course's team replaces the data of the blocks with its own rights; the address stays."""
    first = upload(author_studio, address, {"version": 1})
    assert first.status_code == 200
    assert first.json()["asset"]["portable_url"] == f"/static/{NAME}"
    assert upload(author_studio, address, {"version": 2}).status_code == 200
    assert stored(course) == {"version": 2}


def test_somebody_outside_the_team_cannot(course, address):
    """A learner, and the author of nothing here, is refused."""
    assert upload(people.client_of(people.create_user("learner")), address, {}).status_code == 403
    assert stored(course) is None


def test_somebody_who_is_not_signed_in_cannot(course, client, address):
    assert upload(client, address, {}).status_code == 302
    assert stored(course) is None


def test_a_page_of_another_site_cannot(course, author, address):
    """Without the token of a form the request is refused, whoever is signed in."""
    strict = people.client_of(author, enforce_csrf_checks=True)
    assert upload(strict, address, {}).status_code == 403
    assert stored(course) is None
