"""The plan's scripts keep their budget in every view, and the manifest lists what is served.

Which scripts a view fetches before the learner acts is asserted in Chromium, in tests/browser/test_plan.py.
"""

import gzip
import json
from pathlib import Path

import pytest
from action_plan.block import ActionPlanXBlock
from blocks.learning import Storage
from blocks.planning import author, step_block
from human_rights_mooc import fragments

ROOT = Path(__file__).resolve().parents[2]

PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "action_plan" / "public"
MOST = 20_000
STEPS = ("1", "2", "3", "4", "5", "6", "overview")
ASKED_FOR = ("choice", "examples", "note", "taking")


def packed(names):
    """Return the bytes of files of `public/` after gzip -9."""
    return sum(len(gzip.compress((PUBLIC / name).read_bytes(), 9)) for name in names)


def needed(step):
    """Return the files of a step's first view: its script, and the modules that the view names."""
    module = ActionPlanXBlock.__module__
    storage = Storage()
    author(storage, step)
    names = step_block(storage, step).student_view().json_init_args["modules"]
    return [fragments.manifest(module)["first"][0], *names]


def first_view(step):
    """Bytes of the script and styles (they stand in the scripts) of a first view, gzip -9."""
    return packed(needed(step))


def asked_for():
    """Return the files of what is loaded when it is asked for, without those that some first view has."""
    parts = fragments.parts(ActionPlanXBlock.__module__)
    return {name for part in ASKED_FOR for name in parts[part]} - {name for step in STEPS for name in needed(step)}


@pytest.mark.parametrize("step", STEPS)
def test_the_first_view_of_every_step_keeps_its_budget(step, record_property):
    record_property(step, first_view(step))
    assert first_view(step) <= MOST


def test_what_is_loaded_when_it_is_asked_for_is_small():
    assert packed(asked_for()) <= 8_000


def test_the_manifest_lists_every_script_and_every_part_is_used():
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    parts = manifest.pop("parts")
    listed = {name for names in manifest.values() for name in names}
    assert listed == {path.name for path in PUBLIC.glob("*.js")} | {path.name for path in PUBLIC.glob("*.css")}
    shown = {name for step in STEPS for name in needed(step)} | {name for part in ASKED_FOR for name in parts[part]}
    acting = {name for part in ("saving", "keep-focus") for name in parts[part]}  # when the learner begins to act
    assert {name for names in parts.values() for name in names} - acting <= shown
