"""docs/events.md says what the blocks publish: every event, every key of its payload, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from action_plan.block import ActionPlanXBlock
from human_rights_mooc.events import SHARED
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "events.md").read_text(encoding="utf-8")
SECTIONS = {
    "Shared by all three": SHARED,
    "Only `practice_explorer`": PracticeExplorerXBlock.EVENTS,
    "Only `rights_map`": RightsMapXBlock.EVENTS,
    "Only `action_plan`": ActionPlanXBlock.EVENTS,
}


def documented(section: str) -> dict[str, set[str]]:
    """Return {event: keys} of a section's table."""
    part = TEXT.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `([a-z.]+)` \| (.*) \|$", part, re.MULTILINE)
    return {name: set(re.findall(r"`([a-z_]+)`:", payload)) for name, payload in rows}


@pytest.mark.parametrize("section", SECTIONS)
def test_events_are_documented_as_they_are(section):
    assert documented(section) == {name: set(checks) for name, checks in SECTIONS[section].items()}


@pytest.mark.parametrize("block", [PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock])
def test_events_of_the_script_are_events_of_the_block(block):
    assert set(block.CLIENT_EVENTS) <= set(SHARED) | set(block.EVENTS)
