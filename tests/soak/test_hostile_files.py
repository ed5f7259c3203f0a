"""Five hundred hostile files against the builder, the way home, the atlas, its spreadsheets and the import job."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_run import problem_with

from cli.testing import environment

CASES = 500
PORTION = 25
SECONDS = 5  # of the processor
RUNNER = Path(__file__).with_name("hostile_run.py")


@pytest.mark.parametrize("first", range(0, CASES, PORTION))
def test_hostile_files_are_refused_with_a_sentence(first):
    """Within 5 s of the processor and 500 MB, nothing written outside, never a traceback."""
    command = [sys.executable, "-W", "ignore", str(RUNNER), str(first), str(first + PORTION)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(outcomes) == PORTION
    problems = [(o, problem_with(o, SECONDS)) for o in outcomes]
    wrong = [f"{o['number']} {o['target']}, {o['case']}: {problem}" for o, problem in problems if problem]
    assert not wrong, "\n".join(wrong)
