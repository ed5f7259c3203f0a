"""The plan's script keeps its budget, and the manifest lists what is served."""

import gzip
import json
from pathlib import Path

PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "action_plan" / "public"


def packed(names):
    return sum(len(gzip.compress((PUBLIC / name).read_bytes(), 9)) for name in names)


def test_the_first_view_keeps_its_budget(record_property):
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    record_property("first", packed(manifest["first"]))
    assert packed(manifest["first"]) <= 20_000
    assert packed(manifest["lazy"]) <= 12_000


def test_the_manifest_lists_every_script():
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    listed = {name for names in manifest.values() for name in names}
    assert listed == {path.name for path in PUBLIC.glob("*.js")} | {path.name for path in PUBLIC.glob("*.css")}
