"""What an author changes in Studio is what an enrolled learner then sees in the LMS: by requests of real pages."""

import json
import re

import pytest
from harness import places
from harness.source import COURSE_KEY
from harness.units import address
from harness.visitor import arguments_of
from opaque_keys.edx.keys import CourseKey

COURSE = CourseKey.from_string(COURSE_KEY)
EXPLORER = ("block-2-explorer", "block-2-explore")
LESSON = ("block-1-lesson-1-text", "block-1-lesson-1")
STEP = ("block-2-plan-step", "block-2-plan")


def usage(kind, name):
    """Return the key of a block."""
    return COURSE.make_usage_key(kind, name)


def unit(learner, name):
    """Return the page of a unit as the learner has it."""
    answer = learner.get(address(usage("vertical", name)))
    assert answer.status_code == 200
    return answer.text


def change(author, key, data):
    """Save a block by Studio's own request."""
    answer = author.send(f"/xblock/{key}", data)
    assert answer.status_code == 200, answer.text[:300]


def publish(author, name):
    """Publish a unit."""
    change(author, usage("vertical", name), {"publish": "make_public"})


def save_settings(author, key, values):
    """Save settings as the block's editor does."""
    answer = author.send(f"/xblock/{key}/handler/submit_studio_edits", {"values": values, "defaults": []})
    assert answer.status_code == 200, answer.text[:300]


def read(visitor, name="atlas.json"):
    """Read a file of the course as the editor does."""
    answer = visitor.get(f"/{COURSE.make_asset_key('asset', name)}")
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def atlas(author):
    """The atlas as it is stored, by file name; put back after the test."""
    names = [name for name in places.source().static_files() if re.fullmatch(r"atlas(-[a-z-]+)?\.json", name)]
    texts = {name: read(author, name) for name in names}
    yield texts
    for name, text in texts.items():
        if read(author, name) != text:
            assert author.upload(COURSE, name, text).status_code == 200


def learners_atlas(learner):
    """Return the address of the atlas in a learner's page, and what it holds."""
    where = arguments_of(unit(learner, EXPLORER[1]), "practice_explorer")["atlas"]
    answer = learner.get(where)
    assert answer.status_code == 200
    return where, answer.json()


def test_settings_are_seen_once_the_unit_is_published(author, learner):
    before = arguments_of(unit(learner, EXPLORER[1]), "practice_explorer")["settings"]
    values = {"display_name": "Find what fits", "required_opened": 2}
    save_settings(author, usage("practice_explorer", EXPLORER[0]), values)
    assert arguments_of(unit(learner, EXPLORER[1]), "practice_explorer")["settings"] == before
    publish(author, EXPLORER[1])
    after = arguments_of(unit(learner, EXPLORER[1]), "practice_explorer")["settings"]
    assert (after["title"], after["required"]) == ("Find what fits", 2)
    assert after == {**before, "title": "Find what fits", "required": 2}


def test_a_changed_lesson_is_seen_once_it_is_published(author, learner):
    key = usage("html", LESSON[0])
    stored = author.get(f"/xblock/{key}", headers={"Accept": "application/json"}).json()["data"]
    sentence = "A sentence that the course team wrote in Studio."
    change(author, key, {"data": stored.replace("</p>", f" {sentence}</p>", 1)})
    assert sentence not in unit(learner, LESSON[1])
    publish(author, LESSON[1])
    assert sentence in unit(learner, LESSON[1])


def test_questions_of_the_plan_are_seen_in_the_team_s_words(author, learner):
    words = "Which right is not real here yet?"
    save_settings(author, usage("action_plan", STEP[0]), {"questions": f"own_1: {words}"})
    publish(author, STEP[1])
    assert words in json.dumps(arguments_of(unit(learner, STEP[1]), "action_plan"))


def test_a_saved_atlas_is_seen_at_once_without_publishing(author, learner, atlas):
    """Each request is one that the editor's script sends, and then one of the learner's page."""
    old_address, seen = learners_atlas(learner)
    cards = json.loads(atlas["atlas.json"])
    assert seen == cards
    cards["practices"][0]["title"] = "A title by the course team"
    request = {"do": "check", "files": {**atlas, "atlas.json": json.dumps(cards)}, "first": {}}
    answer = author.pack(f"/xblock/{usage('practice_explorer', EXPLORER[0])}/handler/work_on_atlas", request)
    assert answer.status_code == 200, answer.text[:300]
    checked = answer.json()
    assert [finding for finding in checked["findings"] if finding["level"] == "error"] == []
    assert author.upload(COURSE, "atlas.json", checked["texts"]["atlas.json"]).status_code == 200
    new_address, seen = learners_atlas(learner)
    titles = {practice["id"]: practice["title"] for practice in seen["practices"]}
    assert titles[cards["practices"][0]["id"]] == "A title by the course team"
    # The address changes with the content, so no cache between the platform and the learner holds the old one.
    assert new_address != old_address
    moved = learner.get(old_address)
    assert ([answer.status_code for answer in moved.history], moved.json()) == ([301], seen)


def test_the_atlas_is_refused_to_everybody_else(author, learner, others, atlas):
    """With the platform's own check of forms at work, as in a browser."""
    wrong = json.dumps({**json.loads(atlas["atlas.json"]), "practices": []})
    answers = {name: other.upload(COURSE, "atlas.json", wrong).status_code for name, other in others.items()}
    print("\nanswers to an upload:", answers)
    assert (answers["stranger"], answers["learner"]) == (403, 403)
    assert answers["nobody"] in (302, 403)
    assert author.upload(COURSE, "atlas.json", wrong, token="another site's").status_code == 403
    assert learners_atlas(learner)[1] == json.loads(atlas["atlas.json"])
