"""The editors on the real Studio: forms are saved, and an author saves the atlas as the editor's script does."""

import base64
import gzip
import io
import json
import re

import pytest
from harness import blocks, people

BLOCKS = blocks.installed()
each_block = pytest.mark.parametrize("block", BLOCKS, ids=[block.kind for block in BLOCKS])


def call(client, key, handler, data, **headers):
    """Call a handler as the editor does."""
    address = f"/xblock/{key}/handler/{handler}"
    return client.post(address, json.dumps(data), content_type="application/json", **headers)


def packed(data):
    """Pack a request as the editor does."""
    return {"packed": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()}


def address_of(course, name):
    """The address from which the editor reads a file: `assetPattern` with the name put in."""
    return f"/{course.key.make_asset_key('asset', name)}"


def read(client, course, name):
    """Read a file of the course as the editor does."""
    answer = client.get(address_of(course, name))
    assert answer.status_code == 200, answer.status_code
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8")


def upload(client, course, name, text):
    """Save a file as the editor does."""
    file = io.BytesIO(text.encode("utf-8"))
    file.name, file.content_type = name, "application/json"
    return client.post(f"/assets/{course.key}/", {"file": file}, HTTP_ACCEPT="application/json")


@pytest.fixture
def names(source):
    """The names of the atlas's files."""
    return [name for name in source.static_files() if name.startswith("atlas") and name.endswith(".json")]


@pytest.fixture
def texts(course, author_studio, names):
    """The atlas as it is stored; put back after the test."""
    found = {name: read(author_studio, course, name) for name in names}
    yield found
    for name, text in found.items():
        if read(author_studio, course, name) != text:
            assert upload(author_studio, course, name, text).status_code == 200


@pytest.fixture
def key(course):
    """A block from whose editor the atlas is opened."""
    return course.usage_key(*BLOCKS[0].identity)


@pytest.fixture
def others(course):
    """People who may not change this course: a learner, and the author of another course."""
    from common.djangoapps.student.auth import add_users
    from common.djangoapps.student.roles import CourseInstructorRole
    from opaque_keys.edx.keys import CourseKey

    stranger = people.create_user("stranger")
    other = CourseKey.from_string("course-v1:Other+Course+1")
    add_users(people.create_user("adder-of-stranger", staff=True), CourseInstructorRole(other), stranger)
    return [people.client_of(people.create_user("learner")), people.client_of(stranger)]


@each_block
def test_the_editor_is_given_its_form_and_the_addresses_of_files(course, author_studio, block):
    address = f"/xblock/{course.usage_key(*block.identity)}/studio_view"
    answer = author_studio.get(address, HTTP_ACCEPT="application/json")
    html = answer.json()["html"]
    for words in ("editor-with-buttons", "cancel-button", "assetPattern", f"/assets/{course.key}/", "display_name"):
        assert words in html, words
    assert address_of(course, "NAME") in html


@each_block
@pytest.mark.parametrize("language", ["es-419", "fr", "pt-br", "ar"])
def test_the_editor_gets_all_texts_and_the_preview_those_of_the_learner(course, author_studio, block, language):
    """In the language that the author's browser asks for; one page of Studio may hold both."""
    key = course.usage_key(*block.identity)
    told = {}
    for view, name in (("studio_view", "text.js"), ("author_view", "learner.js")):
        asked = {"HTTP_ACCEPT": "application/json", "HTTP_ACCEPT_LANGUAGE": language}
        page = author_studio.get(f"/xblock/{key}/{view}", **asked).json()["html"]
        path = f"public/js/translations/{language[:2]}/{name}"
        assert f"/{path}?raw" in page, re.findall(r'"catalogue": "[^"]*"', page)
        told[view] = re.search(r'"namespace": "(\w+)"', page)[1]
        assert f'window["{told[view]}"]=' in blocks.text_of(block.kind, path)
    assert told["studio_view"] != told["author_view"]


@each_block
def test_settings_are_saved_and_reset(course, author_studio, block):
    from xmodule.modulestore.django import modulestore

    key = course.usage_key(*block.identity)
    values = {"display_name": "By the team", "weight": 2, "from_a_newer_release": 1}
    assert call(author_studio, key, "submit_studio_edits", {"values": values, "defaults": []}).status_code == 200
    assert modulestore().get_item(key).display_name == "By the team"
    assert call(author_studio, key, "submit_studio_edits", {"values": {}, "defaults": ["weight"]}).status_code == 200
    stored = modulestore().get_item(key)
    assert not stored.fields["weight"].is_set_on(stored)
    assert stored.display_name == "By the team"


@each_block
@pytest.mark.parametrize("body", [{}, {"values": 1}, {"values": {"weight": "many"}}, [], {"values": {"scored": None}}])
def test_nonsense_is_no_error_of_the_server(course, author_studio, block, body):
    answer = call(author_studio, course.usage_key(*block.identity), "submit_studio_edits", body)
    assert answer.status_code in (200, 400)


def test_an_author_saves_the_atlas_and_it_is_live_at_once(course, author_studio, texts, key):
    """Read, change, check, upload: each request is one that the editor's script sends."""
    cards = json.loads(texts["atlas.json"])
    cards["practices"][0]["title"] = "A title by the course team"
    request = packed({"do": "check", "files": {**texts, "atlas.json": json.dumps(cards)}, "first": {}})
    answer = call(author_studio, key, "work_on_atlas", request)
    assert answer.status_code == 200, answer.content[:300]
    checked = answer.json()
    assert [f for f in checked["findings"] if f["level"] == "error"] == []
    changed = {name: text for name, text in checked["texts"].items() if text != texts[name]}
    assert list(changed) == ["atlas.json"]
    saved = upload(author_studio, course, "atlas.json", changed["atlas.json"])
    assert saved.status_code == 200
    assert saved.json()["asset"]["portable_url"] == "/static/atlas.json"
    assert read(author_studio, course, "atlas.json") == changed["atlas.json"]
    # Learners' pages read the same address.
    assert "A title by the course team" in read(people.client_of(None), course, "atlas.json")


def test_nobody_else_saves_the_atlas(course, texts, client, others):
    for other in others:
        assert upload(other, course, "atlas.json", "{}").status_code == 403
    assert upload(client, course, "atlas.json", "{}").status_code == 302
    assert read(others[0], course, "atlas.json") == texts["atlas.json"]


@pytest.mark.parametrize("handler", ["work_on_atlas", "submit_studio_edits"])
def test_nobody_else_is_answered(key, client, others, handler):
    for other in others:
        answer = call(other, key, handler, {"do": "export", "files": {}, "values": {"display_name": "Mine"}})
        assert answer.status_code == 403
    assert call(client, key, handler, {"do": "export", "files": {}}).status_code in (302, 403)


def test_the_spreadsheets_go_out_and_come_back(author_studio, texts, key):
    sheets = call(author_studio, key, "work_on_atlas", packed({"do": "export", "files": texts})).json()["sheets"]
    assert sorted(sheets) == ["cities.csv", "practices.csv"]
    coded = {name: base64.b64encode(text.encode()).decode() for name, text in sheets.items()}
    back = call(author_studio, key, "work_on_atlas", packed({"do": "import", "files": texts, "sheets": coded})).json()
    assert (back["added"], back["changed"], back["removed"]) == ([], [], [])
    assert back["texts"] == texts


def test_checking_stores_nothing(course, author_studio, texts, key):
    cards = {**json.loads(texts["atlas.json"]), "practices": []}
    files = {**texts, "atlas.json": json.dumps(cards)}
    assert call(author_studio, key, "work_on_atlas", packed({"do": "check", "files": files})).status_code == 200
    assert read(author_studio, course, "atlas.json") == texts["atlas.json"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es-419", "Falta el archivo de fichas."),
        ("fr", "Le fichier des fiches manque."),
        ("pt-br", "Falta o arquivo de fichas."),
        ("ar", "ملف البطاقات غير موجود."),
        ("en", "The card file is missing."),
    ],
)
def test_findings_are_in_the_language_of_the_author(author_studio, key, language, sentence):
    asked = packed({"do": "check", "files": {}})
    answer = call(author_studio, key, "work_on_atlas", asked, HTTP_ACCEPT_LANGUAGE=language)
    assert [finding["message"] for finding in answer.json()["findings"]] == [sentence]
