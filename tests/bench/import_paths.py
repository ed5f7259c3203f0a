"""Puts the folders that the benches import from on the path: each bench runs as a script, without an installation."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / name) for name in (".", "xblocks", "tests/unit", "tests/browser", "frontend")]
