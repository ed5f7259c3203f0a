"""Two devices save at once, on a platform that has no lock: nothing that was told "saved" gets lost.

Storage has the platform's semantics: a field is written whole, each request writes what it made of what it had read,
and requests overlap in any order. After both devices have loaded once more, each text that a page called saved can be
read back, or was replaced by somebody who had seen it, or is shown as a conflict, or is offered: where nothing at all
is stored somebody may have deleted it, and no browser brings it back by itself.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule

from .device import Device, head, is_gone, is_lost, verdict
from .learning import Storage

PRACTICES = ["vienna-centre", "bogota-care-blocks", "utrecht-coalition"]
CASES = json.loads((Path(__file__).parent / "data" / "reconcile_cases.json").read_text(encoding="utf-8"))


class TwoDevices(RuleBasedStateMachine):
    """Edits, overlapping requests, failures and reloads, in any order."""

    def __init__(self):
        super().__init__()
        self.storage = Storage()
        self.devices = [Device(self.storage), Device(self.storage)]
        self.on_the_way: list[tuple] = []
        self.ancestors: dict[str, set[str]] = {"": set()}
        self.saved: dict[tuple[int, str], dict] = {}
        self.texts = 0

    @rule(who=strategies.integers(0, 1), practice=strategies.sampled_from(PRACTICES))
    def start_a_note(self, who, practice):
        self.texts += 1
        value = [f"text {self.texts}", "", "", "", ""]
        begun = self.devices[who].write(practice, value)
        if begun is None or any(way[0] == who and way[2] == "note" for way in self.on_the_way):
            return  # one writer at a time in a browser
        request, write = begun
        token = f"{write['writer']}.{write['number']}"
        self.ancestors[token] = self.ancestors.get(write["base"], set()) | {write["base"]}
        self.on_the_way.append((who, self.devices[who].writer, "note", practice, request, write))

    @rule(
        who=strategies.integers(0, 1),
        practice=strategies.sampled_from(PRACTICES),
        op=strategies.sampled_from(["add", "remove"]),
    )
    def start_a_change_of_the_shortlist(self, who, practice, op):
        begun = self.devices[who].change(practice, op)
        if begun is None or any(way[0] == who and way[2] == "list" for way in self.on_the_way):
            return
        request, change = begun
        self.on_the_way.append((who, self.devices[who].writer, "list", practice, request, change))

    @rule(
        which=strategies.integers(0, 3),
        fails=strategies.sampled_from([None, None, None, "database", "answer"]),
    )
    def finish(self, which, fails):
        if not self.on_the_way:
            return
        who, page, kind, practice, request, sent = self.on_the_way.pop(which % len(self.on_the_way))
        answer = request.finish(self.storage, fails == "database")
        device = self.devices[who]
        if answer is None or fails == "answer" or device.writer != page:
            return  # the page heard nothing, or is gone
        if kind == "list":
            device.told_list(sent, answer)
        elif device.told(practice, sent, answer):
            self.saved[who, practice] = sent

    @rule(who=strategies.integers(0, 1))
    def load_again(self, who):
        self.devices[who].load()
        self.devices[who].settle()
        self._note_what_settling_saved(who)

    def _note_what_settling_saved(self, who):
        for practice, write in self.devices[who].journal.items():
            token = f"{write['writer']}.{write['number']}"
            if token not in self.ancestors:
                self.ancestors[token] = self.ancestors.get(write["base"], set()) | {write["base"]}
            self.saved[who, practice] = write

    def teardown(self):
        while self.on_the_way:
            self.finish(0, None)
        for _round in range(2):
            for who in (0, 1):
                self.load_again(who)
        for (who, practice), write in self.saved.items():
            self._check_note(self.devices[who], practice, write)
        for device in self.devices:
            for change in device.changes.values():
                assert not is_lost(change, Device(self.storage).list) or change in device.list_offers

    def _check_note(self, device, practice, write):
        stored = Device(self.storage).notes.get(practice)
        token = f"{write['writer']}.{write['number']}"
        if practice in device.conflicts or (stored and stored["v"] == write["value"]):
            return
        if write["value"] in [offered["value"] for offered in device.offers.get(practice, [])]:
            return
        assert stored is not None, f"{write} is gone"
        assert token in self.ancestors[head(stored)], f"{write} was overwritten unseen by {stored}"


TestTwoDevices = TwoDevices.TestCase
TestTwoDevices.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("case", CASES["notes"], ids=lambda case: case["name"])
def test_verdict_on_a_write_as_the_script_gives_it(case):
    assert verdict(case["write"], case["stored"]) == case["verdict"]


@pytest.mark.parametrize("case", CASES["shortlist"], ids=lambda case: case["name"])
def test_verdict_on_a_change_of_the_shortlist_as_the_script_gives_it(case):
    assert is_lost(case["change"], case["stored"]) is case["lost"]


@pytest.mark.parametrize("case", CASES["emptied"], ids=lambda case: case["name"])
def test_a_shortlist_that_may_have_been_deleted_is_known_as_the_script_knows_it(case):
    assert is_gone(case["on"], case["stored"]) is case["gone"]


def test_what_was_deleted_on_the_server_is_offered_and_never_sent_unasked():
    storage = Storage()
    device = Device(storage)
    request, write = device.write("vienna-centre", ["ours", "", "", "", ""])
    assert device.told("vienna-centre", write, request.finish(storage, False))
    request, change = device.change("vienna-centre", "add")
    device.told_list(change, request.finish(storage, False))
    device.storage = Storage()  # as after learner_records forget
    for _time in range(2):
        device.load()
        device.settle()
    assert Device(device.storage).notes == {}
    assert Device(device.storage).list == {"ids": [], "gone": []}
    assert [write["value"][0] for write in device.offers["vienna-centre"]] == ["ours"]
    assert [change["id"] for change in device.list_offers] == ["vienna-centre"]
    # The learner begins again: what was deleted still does not come along.
    request, change = device.change("utrecht-coalition", "add")
    device.told_list(change, request.finish(device.storage, False))
    device.load()
    device.settle()
    assert [practice for practice, _token in Device(device.storage).list["ids"]] == ["utrecht-coalition"]


def test_what_was_typed_on_a_text_that_was_deleted_meanwhile_is_asked_for():
    storage = Storage()
    device = Device(storage)
    request, write = device.write("vienna-centre", ["ours", "", "", "", ""])
    assert device.told("vienna-centre", write, request.finish(storage, False))
    device.storage = Storage()  # deleted on the server, the page still open
    request, write = device.write("vienna-centre", ["ours, and more", "", "", "", ""])
    assert not device.told("vienna-centre", write, request.finish(device.storage, False))
    assert Device(device.storage).notes == {}
    assert list(device.conflicts) == ["vienna-centre"]


def test_two_devices_that_keep_at_once_lose_nothing():
    storage = Storage()
    before = Device(storage)
    request, change = before.change("bogota-care-blocks", "add")
    before.told_list(change, request.finish(storage, False))
    one, two = Device(storage), Device(storage)
    first, second = one.change("vienna-centre", "add"), two.change("utrecht-coalition", "add")
    for device, (request, change) in ((one, first), (two, second)):
        device.told_list(change, request.finish(storage, False))
    practices = [practice for practice, _token in Device(storage).list["ids"]]
    assert practices == ["bogota-care-blocks", "utrecht-coalition"]  # the last writer won
    one.load()
    one.settle()
    assert {practice for practice, _token in Device(storage).list["ids"]} == set(PRACTICES)
