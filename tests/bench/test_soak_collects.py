"""`make soak` finds its tests: every property takes the number of examples that is asked for."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest


@pytest.mark.skipif(find_spec("pytest_django") is None, reason="the oldest environment has no preview")
def test_make_soak_collects_everything(root):
    command = [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--collect-only"]
    done = subprocess.run(
        [*command, "tests/unit", "tests/soak"],
        cwd=root, env={**os.environ, "HRL_SOAK": "20"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert "tests/soak/test_hostile_files.py" in done.stdout
    assert "tests/unit/blocks/test_roles_generated.py" in done.stdout
