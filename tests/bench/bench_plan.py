"""How small the plan's scripts are, what saving one answer carries and costs, how long a full plan takes to leave.

Run: python tests/bench/bench_plan.py   (prints the figures; ends with 1 when one is over its budget)
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time

import import_paths  # noqa: F401 - puts the folders on the path
from action_plan.document import write_document
from action_plan.outline import make_outline
from action_plan.steps import STEPS
from blocks.learning import Storage
from blocks.planning import author, send, step_block, write
from test_plan_budget import ASKED_FOR, NEEDED, first_view, packed

FIRST_KB, BEYOND_TEXT, EXPORT_S, STEP_BYTES = 20.0, 2048, 1.0, 64 * 1024
ROW = ["w " * 60, "w " * 40, "w " * 20, "low", "w " * 60, "process"]


def full_plan() -> Storage:
    """Return storage with every answer of the plan as long as it may be."""
    storage = Storage()
    for step in STEPS.values():
        author(storage, step.number)
        for number, question in enumerate(step.questions, start=1):
            value = {"text": "word " * 400, "actions": [ROW] * 30, "practices": ["a", "b", "c"]}[question.kind]
            status, answer, _events = write(storage, step.number, question.id, value, number=number)
            assert status == 200, answer
    return storage


def export_seconds(storage: Storage, times: int = 7) -> float:
    """Return the median time of an export, handler and all, in seconds."""
    found = []
    for _time in range(times):
        start = time.perf_counter()
        status, _answer, _events = send(storage, "6", "export_document", {"rtl": True})
        found.append(time.perf_counter() - start)
        assert status == 200
    return statistics.median(found)


def main() -> int:
    """Print the figures; return 1 when one is over its budget."""
    storage = full_plan()
    before = storage.writes
    data = {"question": "gap", "value": "x" * 2000, "writer": "abcdefgh", "number": 9, "base": "abcd.1"}
    _status, answer, _events = write(storage, "2", "gap", "x" * 2000, 9, "abcdefgh", "abcd.1")
    writes = storage.writes - before
    beyond = max(len(json.dumps(data)), len(json.dumps(answer))) - 2000
    largest = max(len(text) for row, text in storage.rows.items() if str(row[-1]).startswith("step_"))
    document = len(write_document(make_outline(step_block(storage, "1").plan({}), str), False, "en"))
    views = [
        (f"script and styles of a first view, {step}, kB gzip -9", first_view(step) / 1000, FIRST_KB)
        for step in sorted(NEEDED, key=first_view)
    ]
    asked = packed(f"plan-{part}.js" for part in ASKED_FOR)
    figures = [
        *views,
        ("scripts loaded when asked for (note, conflict, taking away), kB gzip -9", asked / 1000, 8.0),
        ("saving an answer of 2,000 characters: bytes beyond its text", beyond, BEYOND_TEXT),
        ("saving an answer: rows written", writes, 1),
        ("the largest step of a full plan as stored, bytes", largest, STEP_BYTES),
        ("export of a full plan, seconds", export_seconds(storage), EXPORT_S),
        ("the document of a full plan, kB", document / 1000, 200),
    ]
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for name, value, most in figures:
        print(f"{'ok  ' if value <= most else 'OVER'} {name}: {value:.4g} (at most {most:g})")
    return int(any(value > most for _name, value, most in figures))


if __name__ == "__main__":
    sys.exit(main())
