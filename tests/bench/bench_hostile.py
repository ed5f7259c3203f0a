"""How long the tools take over hostile files: the sample that `make test` tries.

Run: hrl bench hostile      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench_builder import OUTSIDE
from figures import Beside, Measured, broken, measured_table, repeat, verdict

from builder.check import check
from builder.registry import RULES
from olx.course import Course

ROOT = Path(__file__).resolve().parents[2]

RUNNER = Path(__file__).resolve().parents[2] / "tests" / "soak" / "hostile_run.py"
CASES = 60  # the first of those that `make soak` tries
AS_COURSE, MOST_MB = 4, 500  # times what our own course takes
NOTES = """
- Each of the first {cases} cases in a process of its own: seconds of the processor until the tool has refused or taken
  the file, and the most memory that it held. `make soak` tries five hundred, each within the same limits."""


def own_course() -> None:
    """Read our own course and hold it to our own rules."""
    check(Course(ROOT / "course"), only=[name for name in RULES if name not in OUTSIDE])


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    command = [sys.executable, "-W", "ignore", str(RUNNER), "0", str(CASES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cases = [json.loads(line) for line in done.stdout.splitlines()]
    slowest = max(cases, key=lambda case: case["seconds"])
    course = [each / 1000 for each in repeat(own_course, most=3, least=3)]
    rows = [
        Measured("our own course, read and checked", "s", course),
        Measured("a hostile file", "s", [case["seconds"] for case in cases]),
        Measured(
            f"the slowest: {slowest['target']}, {slowest['case']}",
            "s",
            [slowest["seconds"]],
            beside=Beside(AS_COURSE, "our course", course),
        ),
        Measured("the most memory", "MB", [max(case["megabytes"] for case in cases)], MOST_MB),
    ]
    print(measured_table(rows))
    print(NOTES.format(cases=CASES))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
