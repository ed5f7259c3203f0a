"""What an analyst gets: the events of our blocks in the tracking log, and the xAPI statements made of them.

The statements need edx-event-routing-backends in the platform's environment, as Aspects installs it; without it only
the events are tested. `RECORD_STATEMENTS=1` writes what was seen into tests/unit/operators/data/statements.
"""

import copy
import json
import logging
import os
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from harness import places
from harness.units import call

DATA = Path(__file__).resolve().parents[2] / "unit" / "operators" / "data"
STORY = json.loads((DATA / "story.json").read_text(encoding="utf-8"))
OURS = ("edx.practice_explorer.", "edx.rights_map.", "edx.action_plan.")
needs_routing = pytest.mark.skipif(find_spec("event_routing_backends") is None, reason="not in this environment")


class Backend:
    """A backend of the platform's tracker that keeps what blocks published, as transformers get it."""

    def __init__(self):
        self.events = []

    def send(self, event):
        """Keep an event of ours."""
        if event["name"].startswith(OURS):
            self.events.append(copy.deepcopy(event))


class Statements(logging.Handler):
    """Keeps the statements that edx-event-routing-backends logs."""

    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        """Keep a statement."""
        self.found.append(json.loads(record.getMessage()))


def block_for(line):
    """Return the block of the source that a line of the story is about."""
    for block in places.source().of_kind(line["block"]):
        if line.get("step") in (None, block.attributes.get("step")):
            return block
    raise LookupError(line)


@pytest.fixture
def seen(course, learner_client, monkeypatch):
    """Live the whole story as a learner; returns (events in the tracker, statements)."""
    from eventtracking import tracker
    from openedx.core.djangoapps.external_user_ids.models import ExternalIdType

    # A migration of the platform makes this row; its test settings run no migrations.
    ExternalIdType.objects.get_or_create(name="xapi", defaults={"description": "xAPI"})
    backend, statements = Backend(), Statements()
    monkeypatch.setitem(tracker.get_tracker().backends, "recorder", backend)
    log = logging.getLogger("xapi_tracking")
    monkeypatch.setattr(log, "disabled", False)
    level = log.level
    log.addHandler(statements)
    log.setLevel(logging.INFO)
    try:
        for line in STORY:
            answer = call(learner_client, course, block_for(line), line["handler"], line["data"])
            assert answer.status_code == 200, (line, answer.content)
    finally:
        log.removeHandler(statements)
        log.setLevel(level)
    return backend.events, statements.found


def told_once(events, name):
    """Return the first event of a name."""
    return next(event for event in events if event["name"] == name)


def stable(thing):
    """Return an event or statement without what differs between two runs: times, ids, addresses of the machine."""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True, default=str)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?", "2026-11-25T12:00:00.123456+00:00", text)
    text = re.sub(
        r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "00000000-0000-5000-8000-000000000000",
        text,
    )
    text = re.sub(r'(/session-id": )"[^"]*"', r'\1"0123456789abcdef"', text)
    text = re.sub(r"event-routing-backends@[\d.]+", "event-routing-backends@9.3.8", text)
    found = json.loads(text)
    context = found.get("context", {})
    for key in ("session", "agent", "host", "ip", "client_id", "accept_language", "referer"):
        if key in context:
            context[key] = ""
    if "user_id" in context:
        context["user_id"] = 4
    return found


def test_every_event_of_the_list_is_published_and_no_other(seen):
    from human_rights_mooc.plugin_settings import EVENT_NAMES

    events, _statements = seen
    assert {event["name"] for event in events} == set(EVENT_NAMES)


def test_the_event_says_who_where_and_in_which_block(course, learner, seen):
    events, _statements = seen
    for line in STORY:
        event = told_once(events, line["event"])
        assert event["context"]["user_id"] == learner.id
        assert event["context"]["course_id"] == str(course.key)
        assert event["context"]["module"]["usage_key"] == str(course.usage_key(*block_for(line).identity))


@needs_routing
def test_each_event_becomes_the_recorded_statement(seen):
    """The router finds the statements by itself; they are told from the platform's own by their ids."""
    from event_routing_backends.processors.xapi.transformer_processor import XApiProcessor

    events, statements = seen
    sent = {statement["id"]: statement for statement in statements}
    for line in STORY:
        event = told_once(events, line["event"])
        identity = XApiProcessor().transform_event(copy.deepcopy(event))[0]["id"]
        found = {"event": stable(event), "statement": stable(sent[identity])}
        path = DATA / "statements" / f"{line['event'].removeprefix('edx.')}.json"
        if os.environ.get("RECORD_STATEMENTS"):
            path.write_text(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        assert found == json.loads(path.read_text(encoding="utf-8")), line["event"]
