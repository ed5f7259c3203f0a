"""A sample of the hostile files of tests/soak, one of each kind that once broke a tool, and some more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("limits of memory and time need a Unix system", allow_module_level=True)

from hostile_run import problem_with

from cli.testing import environment

RUNNER = Path(__file__).resolve().parents[2] / "soak" / "hostile_run.py"
# Numbers of cases; tests/soak/hostile_cases.py makes the same file of the same number.
SAMPLE = (0, 1, 3, 4, 6, 7, 9, 11, 16, 18, 19, 28, 31, 34, 45, 49, 59)


@pytest.mark.parametrize("number", SAMPLE)
def test_a_hostile_file_is_refused_with_a_sentence(number):
    """It ends, within 500 MB, with nothing written outside, and never in a traceback."""
    command = [sys.executable, "-W", "ignore", str(RUNNER), str(number), str(number + 1)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    outcome = json.loads(done.stdout)
    assert not problem_with(outcome), f"{outcome['target']}, {outcome['case']}: {problem_with(outcome)}: {outcome}"
