"""What the map weighs: all that a first view fetches beside the atlas, land included."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "rights_map" / "public"


@pytest.mark.parametrize(("kind", "most"), [("first", 40_000), ("lazy", 13_000)])
def test_the_scripts_keep_to_their_budget(kind, most, record_property):
    names = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))[kind]
    size = sum(len(gzip.compress((PUBLIC / name).read_bytes(), 9)) for name in names)
    record_property(kind, size)
    assert names
    assert size <= most
