"""xAPI: one statement for each event that a block publishes, as the specification and Aspects want it.

The golden files hold events as a real platform's tracker had them, and the statements that it made of them
(tests/platform/lms/test_lms_xapi.py records and checks them there).
"""

import importlib
import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from blocks.learning import LearningRuntime, Storage, ask
from human_rights_mooc import events
from human_rights_mooc.plugin_settings import EVENT_NAMES, plugin_settings

DATA = Path(__file__).parent / "data"
STORY = json.loads((DATA / "story.json").read_text(encoding="utf-8"))
GOLDEN = {name: json.loads((DATA / f"statements/{name.removeprefix('edx.')}.json").read_text()) for name in EVENT_NAMES}
SCHEMA = json.loads((DATA / "xapi-1.0.3.schema.json").read_text(encoding="utf-8"))
CLASSES = {
    "practice_explorer": "PracticeExplorerXBlock",
    "rights_map": "RightsMapXBlock",
    "action_plan": "ActionPlanXBlock",
}
# Every verb of the ADL vocabulary: https://w3id.org/xapi/adl
ADL = "http://adlnet.gov/expapi/verbs/"
ADL_VERBS = {
    "answered",
    "asked",
    "attempted",
    "attended",
    "commented",
    "completed",
    "exited",
    "experienced",
    "failed",
    "imported",
    "initialized",
    "interacted",
    "launched",
    "mastered",
    "passed",
    "preferred",
    "progressed",
    "registered",
    "responded",
    "resumed",
    "scored",
    "shared",
    "suspended",
    "terminated",
    "voided",
}
# Where that has none: verbs of the registries that the platform's own statements and xAPI profiles use.
OTHER_VERBS = {
    "http://activitystrea.ms/schema/1.0/remove",
    "http://id.tincanapi.com/verb/downloaded",
    "https://w3id.org/xapi/acrossx/verbs/searched",
    "https://w3id.org/xapi/dod-isd/verbs/deleted",
}
# What the views of Aspects read as grades, problems, enrolments, navigation, videos or completion
# (github.com/openedx/aspects-dbt, models/): ours must not be counted among them.
TAKEN_BY_ASPECTS = {
    ADL + "asked",
    ADL + "completed",
    ADL + "failed",
    ADL + "initialized",
    ADL + "passed",
    ADL + "progressed",
    ADL + "registered",
    ADL + "terminated",
    "http://id.tincanapi.com/verb/earned",
    "http://id.tincanapi.com/verb/unregistered",
    "https://w3id.org/xapi/acrossx/verbs/evaluated",
    "https://w3id.org/xapi/dod-isd/verbs/navigated",
    "https://w3id.org/xapi/video/verbs/paused",
    "https://w3id.org/xapi/video/verbs/played",
    "https://w3id.org/xapi/video/verbs/seeked",
}


def class_of(block_type):
    return getattr(importlib.import_module(f"{block_type}.block"), CLASSES[block_type])


@pytest.fixture(scope="module")
def published():
    """Live the story in the blocks: {event name: payload} of what they published."""
    storage, found = Storage(), {}
    for line in STORY:
        runtime = LearningRuntime(storage)
        fields = {"step": line["step"]} if "step" in line else {}
        block = runtime.block(class_of(line["block"]), f"{line['block']}-{line.get('step', '')}", **fields)
        status, answer = ask(block, line["handler"], line["data"])
        assert status == 200, (line, answer)
        block.save()
        found |= {name: payload for name, payload in runtime.published if name.startswith("edx.")}
    return found


def test_the_list_names_every_event_that_the_blocks_publish_and_no_other(published):
    assert set(published) == set(EVENT_NAMES)
    assert len(EVENT_NAMES) == len(set(EVENT_NAMES))


@pytest.mark.parametrize("block_type", CLASSES)
def test_what_a_block_specifies_is_on_the_list_or_cannot_be_published(block_type):
    cls = class_of(block_type)
    for name in {**events.SHARED, **cls.EVENTS}:
        if f"edx.{block_type}.{name}" not in EVENT_NAMES:
            block = LearningRuntime(Storage()).block(cls)
            status, _answer = ask(block, "record_event", {"name": name, "payload": {}})
            assert status == 400
            assert name not in cls.CLIENT_EVENTS


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_the_golden_event_is_what_the_block_publishes_here(name, published):
    assert GOLDEN[name]["event"]["data"] == published[name]
    assert GOLDEN[name]["event"]["name"] == name


@pytest.fixture(scope="module")
def made():
    """Statements that the transformers make of the golden events: {event name: statement}."""
    pytest.importorskip("tincan")
    command = [sys.executable, str(DATA.parent / "make_statements.py"), str(DATA / "statements")]
    environment = {**os.environ, "PYTHONPATH": str(DATA.parents[3] / "xblocks"), "DJANGO_SETTINGS_MODULE": ""}
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_the_statement_made_of_the_event_is_the_golden_one(name, made):
    statement, golden = dict(made[name]), dict(GOLDEN[name]["statement"])
    assert uuid.UUID(statement.pop("id")).version == 5
    del golden["id"]
    assert statement == golden


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_the_statement_is_valid_by_the_specification(name):
    jsonschema.validate(GOLDEN[name]["statement"], SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_the_verb_is_known_and_no_view_of_aspects_misreads_it(name):
    verb = GOLDEN[name]["statement"]["verb"]["id"]
    assert verb.removeprefix(ADL) in ADL_VERBS or verb in OTHER_VERBS
    assert verb not in TAKEN_BY_ASPECTS


def test_nothing_that_a_learner_wrote_is_in_a_statement():
    """Notes, answers, the reflection and the territory stay on the platform; a search text is told."""
    texts = json.dumps(list(GOLDEN.values()), ensure_ascii=False)
    for written in ("by-law", "The council", "market women", "rural district", "Lakeside", "31.25", "Ask the clerk"):
        assert written in json.dumps(STORY, ensure_ascii=False)
        assert written not in texts


def test_an_activity_is_always_of_one_type():
    """A record store keeps one definition for an id."""
    types = {}
    for golden in GOLDEN.values():
        thing = golden["statement"]["object"]
        assert types.setdefault(thing["id"], thing["definition"]["type"]) == thing["definition"]["type"]


class TestAllowList:
    """The events pass the router's lists, whichever app adds its settings first."""

    @staticmethod
    def router(settings):
        common = pytest.importorskip("event_routing_backends.settings.common")
        common.plugin_settings(settings)

    @pytest.mark.parametrize("ours_first", [True, False])
    def test_both_lists_have_our_events(self, ours_first):
        settings = SimpleNamespace(LMS_ROOT_URL="https://lms.example.org", EVENT_TRACKING_BACKENDS={})
        steps = [plugin_settings, self.router]
        for step in steps if ours_first else reversed(steps):
            step(settings)
        options = settings.EVENT_TRACKING_BACKENDS["event_transformer"]["OPTIONS"]
        outer = options["processors"][0]["OPTIONS"]["whitelist"]
        inner = options["backends"]["xapi"]["OPTIONS"]["processors"][0]["OPTIONS"]["whitelist"]
        assert set(EVENT_NAMES) <= set(outer)
        assert set(EVENT_NAMES) <= set(inner)
        assert "edx.course.enrollment.activated" in inner
        assert len(inner) == len(set(inner))

    def test_a_platform_without_the_router_is_left_in_peace(self):
        settings = SimpleNamespace()
        plugin_settings(settings)
        assert set(settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS) == set(EVENT_NAMES)
