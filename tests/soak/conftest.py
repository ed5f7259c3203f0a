"""Slow tests: `make soak` runs them; a fast sample with fixed seeds stands in tests/unit."""

import os
import sys
from pathlib import Path

UNIT = Path(__file__).resolve().parents[1] / "unit"
sys.path[:0] = [str(UNIT), str(UNIT / "builder")]
collect_ignore_glob = [] if os.environ.get("HRL_SOAK") else ["test_*.py"]
