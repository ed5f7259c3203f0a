"""Slow tests: `make soak` runs them; a fast sample with fixed seeds stands in tests/unit."""

import os

collect_ignore_glob = [] if os.environ.get("HRL_SOAK") else ["test_*.py"]
