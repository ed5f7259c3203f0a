"""Our blocks in Studio: the author sees them, opens their editor, and sets them up."""

import json

import pytest
from harness import blocks, people

BLOCKS = blocks.installed()
pytestmark = pytest.mark.parametrize("block", BLOCKS, ids=[block.kind for block in BLOCKS])


def view(client, key, name):
    """Return a view of a block as Studio's pages fetch it."""
    answer = client.get(f"/xblock/{key}/{name}", HTTP_ACCEPT="application/json")
    assert answer.status_code == 200, answer.content[:500]
    return answer.json()["html"]


def setting(key, name):
    """Return the value of a field as it is stored now."""
    from xmodule.modulestore.django import modulestore

    return getattr(modulestore().get_item(key), name)


def save(client, key, values):
    """Save settings by the handler that the editor calls."""
    address = f"/xblock/{key}/handler/submit_studio_edits"
    body = json.dumps({"values": values, "defaults": []})
    return client.post(address, body, content_type="application/json")


def test_an_author_sees_what_learners_see(course, author_studio, block):
    html = view(author_studio, course.usage_key(*block.identity), "container_preview")
    assert f'data-hrl-block="{block.kind}"' in html


def test_the_editor_opens(course, author_studio, block):
    assert "save-button" in view(author_studio, course.usage_key(*block.identity), "studio_view")


def test_the_editor_s_page_of_the_authoring_front_end_opens(course, author_studio, block):
    answer = author_studio.get(f"/xblock/{course.usage_key(*block.identity)}/action/edit")
    assert answer.status_code == 200


def test_an_author_changes_the_title(course, author_studio, block):
    key = course.usage_key(*block.identity)
    assert save(author_studio, key, {"display_name": "A new title"}).status_code == 200
    assert setting(key, "display_name") == "A new title"


def test_somebody_outside_the_team_changes_nothing(course, block):
    key = course.usage_key(*block.identity)
    before = setting(key, "display_name")
    save(people.client_of(people.create_user("learner")), key, {"display_name": "Mine now"})
    assert setting(key, "display_name") == before


def test_a_wrong_value_is_refused_with_a_sentence(course, author_studio, block):
    key = course.usage_key(*block.identity)
    before = setting(key, "weight")
    answer = save(author_studio, key, {"weight": "many"})
    assert answer.status_code == 400, answer.content[:500]
    assert setting(key, "weight") == before
