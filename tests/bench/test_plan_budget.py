"""The plan's scripts keep their budget in every view, and the manifest lists what is served.

Which scripts a view fetches before the learner acts is asserted in Chromium, in tests/browser/test_plan.py.
"""

import gzip
import json
from pathlib import Path

import pytest

PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "action_plan" / "public"
MOST = 20_000
# What the first view of a step fetches beside the first script.
NEEDED = {"1": ["territory"], "2": [], "3": ["practices"], "4": [], "5": [], "6": ["actions"], "overview": ["overview"]}
ASKED_FOR = {"conflict", "examples", "note", "take"}


def manifest():
    return json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))


def packed(names):
    return sum(len(gzip.compress((PUBLIC / name).read_bytes(), 9)) for name in names)


def first_view(step):
    """Bytes of the script and styles (they stand in the scripts) of a first view, gzip -9."""
    return packed([*manifest()["first"], *(f"plan-{part}.js" for part in NEEDED[step])])


@pytest.mark.parametrize("step", NEEDED)
def test_the_first_view_of_every_step_keeps_its_budget(step, record_property):
    record_property(step, first_view(step))
    assert first_view(step) <= MOST


def test_what_is_loaded_when_it_is_asked_for_is_small():
    assert packed(f"plan-{part}.js" for part in ASKED_FOR) <= 8_000


def test_the_manifest_lists_every_script():
    listed = {name for names in manifest().values() for name in names}
    assert listed == {path.name for path in PUBLIC.glob("*.js")} | {path.name for path in PUBLIC.glob("*.css")}
    parts = ASKED_FOR | {part for parts in NEEDED.values() for part in parts}
    assert set(manifest()["lazy"]) == {f"plan-{part}.js" for part in parts}
