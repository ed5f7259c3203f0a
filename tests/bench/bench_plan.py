"""How small the plan's scripts are, what saving one answer carries and costs, how long a full plan takes to leave.

Run: hrl bench plan      (prints a table in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

import docx
from action_plan.document import write_document
from action_plan.outline import make_outline
from action_plan.steps import STEPS
from blocks.learning import Storage
from blocks.planning import author, send, step_block, write
from figures import Beside, Measured, broken, measured_table, verdict
from test_plan_budget import STEPS as VIEWS
from test_plan_budget import asked_for, first_view, packed

ROOT = Path(__file__).resolve().parents[2]

EXPORTS = 15
FIRST, ASKED, DOCUMENT = 20_000, 8_000, 200_000  # bytes
BEYOND_TEXT, STEP_BYTES = 2048, 64 * 1024  # bytes
AS_LIBRARY = 12  # times what python-docx takes to write the same paragraphs without our forms
NOTES = """
- **A full plan** has an answer to every question: texts of 2,000 characters, 30 actions with six cells each.
- **Script and styles** are what a step fetches before the learner acts, each file after gzip -9; what is loaded when
  it is asked for is the note, the answer to a conflict, and taking the plan away.
- **Beyond its text**: the longer of request and answer as JSON, less the 2,000 characters of the answer itself.
- **The export** is by the clock, {exports} times in one process, handler and all."""
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


def export_times(storage: Storage) -> list[float]:
    """Return the milliseconds that an export takes, handler and all, again and again."""
    found = []
    for _time in range(EXPORTS):
        start = time.perf_counter()
        status, _answer, _events = send(storage, "6", "export_document", {"rtl": True})
        found.append(1000 * (time.perf_counter() - start))
        assert status == 200
    return found


def plain_times(document: bytes) -> list[float]:
    """Return the milliseconds that python-docx takes to write the texts of a document, a paragraph each."""
    written = docx.Document(io.BytesIO(document))
    texts = [each.text for each in written.paragraphs]
    texts += [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    found = []
    for _time in range(EXPORTS):
        start = time.perf_counter()
        new = docx.Document()
        for text in texts:
            new.add_paragraph(text)
        new.save(io.BytesIO())
        found.append(1000 * (time.perf_counter() - start))
    return found


def saving(storage: Storage) -> list[Measured]:
    """Return what saving one answer of a full plan carries and writes."""
    before = storage.writes
    data = {"question": "gap", "value": "x" * 2000, "writer": "abcdefgh", "number": 9, "base": "abcd.1"}
    _status, answer, _events = write(storage, "2", "gap", "x" * 2000, 9, "abcdefgh", "abcd.1")
    beyond = max(len(json.dumps(data)), len(json.dumps(answer))) - 2000
    return [
        Measured("saving an answer of 2,000 characters, beyond its text", "bytes", [beyond], BEYOND_TEXT),
        Measured("saving an answer", "rows written", [storage.writes - before], 1),
    ]


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    storage = full_plan()
    rows = [
        Measured(f"script and styles of a first view, {step}", "bytes", [first_view(step)], FIRST)
        for step in sorted(VIEWS, key=first_view)
    ]
    rows += [Measured("scripts loaded when asked for", "bytes", [packed(asked_for())], ASKED), *saving(storage)]
    largest = max(len(text) for row, text in storage.rows.items() if str(row[-1]).startswith("step_"))
    outline = make_outline(step_block(storage, "1").plan({}), str)
    document = write_document(outline, False, "en")
    plain = plain_times(document)
    rows += [
        Measured("the largest step of a full plan as stored", "bytes", [largest], STEP_BYTES),
        Measured("the same paragraphs, by python-docx alone", "ms", plain),
        Measured(
            *("export of a full plan", "ms", export_times(storage)),
            beside=Beside(AS_LIBRARY, "python-docx alone", plain),
        ),
        Measured("the document of a full plan", "bytes", [len(document)], DOCUMENT),
    ]
    print(measured_table(rows))
    print(NOTES.format(exports=EXPORTS))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
