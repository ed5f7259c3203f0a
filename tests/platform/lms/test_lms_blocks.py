"""Our blocks in the LMS: their files, what a learner keeps, what counts, and who may call."""

import json
import re

import pytest
from harness import blocks, units
from harness.units import call, page_of

BLOCKS = blocks.installed()
each_block = pytest.mark.parametrize("block", BLOCKS, ids=[block.kind for block in BLOCKS])
HANDLERS = [(block, name) for block in BLOCKS for name in blocks.handlers_of(block.kind)]
each_handler = pytest.mark.parametrize(
    ("block", "handler"), HANDLERS, ids=[f"{block.kind}-{name}" for block, name in HANDLERS]
)


def stored():
    """Return how much is stored for learners, in each table in which blocks keep something."""
    from lms.djangoapps.courseware import models

    tables = (models.StudentModule, models.XModuleStudentPrefsField, models.XModuleStudentInfoField)
    return {table.__name__: table.objects.count() for table in tables}


@each_block
def test_the_files_of_a_block_are_published(course, learner_client, block):
    """Each script that the page asks for is where a production platform serves it."""
    files, prefix = blocks.published_files(block.kind)
    page = page_of(learner_client, course, block)
    asked = set(re.findall(rf"/static/{re.escape(prefix)}([^\"'?]+)", page))
    assert asked
    assert asked - files == set()


@each_block
def test_nothing_but_the_built_front_end_is_public(course, block):
    """A production platform serves every file of the package to anybody who asks."""
    files, _prefix = blocks.published_files(block.kind)
    assert [path for path in files if path.split("/")[0] not in ("public", "translations")] == []


@each_block
def test_a_learner_can_fetch_the_atlas(course, learner_client, block):
    """The page names the atlas by an address that answers with the data."""
    page = page_of(learner_client, course, block)
    text = page.replace("&#34;", '"').replace("&quot;", '"')
    address = re.search(r"\"atlas\":\s*\"([^\"]+)\"", text).group(1)
    answer = learner_client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert json.loads(content)["practices"]


@each_block
def test_what_a_learner_keeps_is_there_in_every_block(course, learner_client, block):
    """A practice kept in one block is kept in all, after the page is loaded again and in each other type."""
    change = {"op": "add", "id": "a-practice-of-the-tests", "token": "tests1.1"}
    answer = call(learner_client, course, block, "change_shortlist", {"changes": [change]})
    assert answer.status_code == 200, answer.content
    kept = answer.json()["shortlist"]["ids"]
    assert kept == [["a-practice-of-the-tests", "tests1.1"]]
    for other in BLOCKS:
        assert call(learner_client, course, other, "read_state", {}).json()["shortlist"]["ids"] == kept
        assert "a-practice-of-the-tests" in page_of(learner_client, course, other)


@each_handler
def test_a_visitor_who_is_not_signed_in_stores_nothing(course, client, block, handler):
    """By either route, with nothing and with a plausible body: refused, nothing stored, no failure."""
    before = stored()
    protected = units.handler_address(course.usage_key(*block.identity), handler)
    for address in (protected, protected.replace("/handler/", "/handler_noauth/")):
        for data in ({}, {"value": "x", "changes": [], "writer": "tests", "number": 1, "base": ""}):
            answer = client.post(address, json.dumps(data), content_type="application/json")
            assert 300 <= answer.status_code < 500, answer.content
    assert stored() == before


@each_handler
def test_a_handler_answers_only_to_a_request_of_its_own_page(course, learner_client, block, handler):
    """An address in a link, or a form on a page of another site, does nothing."""
    address = units.handler_address(course.usage_key(*block.identity), handler)
    before = stored()
    assert 400 <= learner_client.get(address).status_code < 500
    assert 400 <= learner_client.post(address, {"value": "x"}).status_code < 500
    unprotected = address.replace("/handler/", "/handler_noauth/")
    assert 400 <= learner_client.post(unprotected, {"value": "x"}).status_code < 500
    assert stored() == before


@each_handler
@pytest.mark.parametrize("data", [None, [], "x", {"value": {"a": []}}, {"changes": [None]}, {"number": -1}])
def test_a_handler_never_fails_on_what_it_is_sent(course, learner_client, block, handler, data):
    """What makes no sense is refused with a sentence, never a failure of the server."""
    answer = call(learner_client, course, block, handler, data)
    assert answer.status_code in (200, 400, 403), answer.content
    if answer.status_code != 200:
        assert answer.json()["error"]
