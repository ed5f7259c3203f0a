"""Our blocks and their peers: how each is made with once, ten and a hundred times its data, and what it saves.

The data of our blocks is what a learner stored, since nothing else of them grows on the server; the data of a peer is
what its author wrote: choices, answers, things to drag.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from block_runtime import ROOT, BenchRuntime, CountingStorage, post

ATLAS = ROOT / "course" / "static" / "atlas.json"
MANY_PER_REQUEST = 40
VERSION = {"writer": "bench", "base": ""}


@dataclass(frozen=True)
class Block:
    """A block to measure. `save(block, number)` sends what a learner's work sends."""

    name: str
    module: str
    cls: str
    data: str  # what grows, for the reader
    grown: Callable[[int], dict]  # times -> fields that an author sets
    save: Callable
    handler: str
    stored: Callable[[CountingStorage, int], None] = lambda storage, times: None
    fetched: tuple[Path, ...] = field(default=())  # what the script asks for before there is something to see

    def load(self):
        """Return the class."""
        return getattr(importlib.import_module(self.module), self.cls)

    def make(self, storage: CountingStorage):
        """Return the block as one request makes it."""
        return BenchRuntime(storage).block(self.load())

    def prepared(self, times: int) -> CountingStorage:
        """Return storage with the block's settings and `times` its data."""
        storage = CountingStorage()
        fields = self.grown(times)
        if fields:
            BenchRuntime(storage).block(self.load(), **fields)
        self.stored(storage, times)
        storage.restart()
        return storage


def _opener(name: str, handler: str, item: Callable[[int], object]):
    """Return what stores 4, 40 or 400 opened items, as the script sends them."""

    def stored(storage: CountingStorage, times: int) -> None:
        for start in range(0, 4 * times, MANY_PER_REQUEST):
            numbers = range(start, min(start + MANY_PER_REQUEST, 4 * times))
            post(OURS[name].make(storage), handler, {"opened": [item(number) for number in numbers]})

    return stored


def _save_note(block, number: int):
    data = {"id": "item-1", "value": [f"{number} " * 25] * 5, "number": number, **VERSION}
    return post(block, "change_note", data)


def _answer(block, text: str, number: int):
    return post(block, "change_answer", {"question": "territory", "value": text, "number": number, **VERSION})


def _plan_stored(storage: CountingStorage, times: int) -> None:
    _answer(OURS["action_plan"].make(storage), "twenty letters here " * times, 1)


def _problem(times: int) -> dict:
    choices = "".join(f'<choice correct="{str(not n).lower()}">Choice {n}</choice>' for n in range(4 * times))
    group = f'<choicegroup type="MultipleChoice">{choices}</choicegroup>'
    label = "<label>Which statement is the best start of a report?</label>"
    text = f"<problem><multiplechoiceresponse>{label}{group}</multiplechoiceresponse></problem>"
    return {"data": text, "max_attempts": 1_000_000}


def _poll(times: int) -> dict:
    answers = [(f"a{n}", {"label": f"Answer {n}", "img": None, "img_alt": None}) for n in range(4 * times)]
    return {"answers": answers, "private_results": True, "max_submissions": 0}


def _drag(times: int) -> dict:
    data = importlib.import_module("drag_and_drop_v2.default_data").DEFAULT_DATA
    items = [{**data["items"][n % 5], "id": n} for n in range(5 * times)]
    return {"data": {**data, "items": items}, "mode": "assessment"}


def _drop(block, number: int):
    zone = ("top", "middle")[number % 2]
    return post(block, "drop_item", {"val": 0, "zone": zone, "x_percent": 1, "y_percent": 2})


def _check(block, number: int):
    data = f"input_{next(iter(block.lcp.inputs))}=choice_{number % 4}"
    return post(block, "xmodule_handler", data, "problem_check", form=True)


OURS = {
    "practice_explorer": Block(
        "practice_explorer", "practice_explorer.block", "PracticeExplorerXBlock", "practices opened: 4",
        lambda times: {}, _save_note, "change_note",
        _opener("practice_explorer", "open_practices", lambda n: {"n": n + 1, "id": f"item-{n}"}), (ATLAS,),
    ),
    "rights_map": Block(
        "rights_map", "rights_map.block", "RightsMapXBlock", "cities opened: 4",
        lambda times: {}, lambda block, number: post(block, "open_cities", {"opened": [f"city-{number}"]}),
        "open_cities", _opener("rights_map", "open_cities", lambda n: f"item-{n}"), (ATLAS,),
    ),
    "action_plan": Block(
        "action_plan", "action_plan.block", "ActionPlanXBlock", "letters of an answer: 20",
        lambda times: {}, lambda block, number: _answer(block, f"{number} " * 50, number), "change_answer",
        _plan_stored,
    ),
}  # fmt: skip
PEERS = {
    "problem": Block(
        "problem (xblocks-contrib)", "xblocks_contrib.problem", "ProblemBlock", "choices: 4",
        _problem, _check, "problem_check",
    ),
    "poll": Block(
        "xblock-poll", "poll.poll", "PollBlock", "answers: 4",
        _poll, lambda block, number: post(block, "vote", {"choice": f"a{number % 4}"}), "vote",
    ),
    "drag": Block(
        "xblock-drag-and-drop-v2", "drag_and_drop_v2.drag_and_drop_v2", "DragAndDropBlock", "things to drag: 5",
        _drag, _drop, "drop_item",
    ),
}  # fmt: skip
