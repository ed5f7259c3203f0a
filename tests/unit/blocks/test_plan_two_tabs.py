"""Two tabs or devices write one plan, on a platform that has no lock: no text that was called saved gets lost unseen.

Storage has the platform's semantics (a field is written whole, requests overlap in any order, some fail). After both
devices have loaded once more, each text that a page called saved can be read back, or was replaced or deleted by
somebody who had it before them, or is shown as a conflict, or is offered. And what was deleted does not come back by
itself.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule

from .device import head
from .learning import Storage
from .planning import PlanDevice, author, send, write

KEYS = [("1", "territory"), ("1", "powers"), ("2", "gap")]
STEPS = ("1", "2")
# On each run; `make soak` runs others, with other seeds (tests/conftest.py).
SEQUENCES = 500

either = strategies.integers(0, 1)


class TwoTabs(RuleBasedStateMachine):
    """Typing, choosing, deleting, loading; requests that overlap and fail."""

    def __init__(self):
        super().__init__()
        self.storage = Storage()
        for step in STEPS:
            author(self.storage, step)
        self.devices = [PlanDevice(self.storage, STEPS), PlanDevice(self.storage, STEPS)]
        self.on_the_way: list[tuple] = []
        # For each version: the versions that whoever made it had before them.
        self.ancestors: dict[str, set[str]] = {"": set()}
        self.own: dict[tuple, list[str]] = {}
        # By browser and question: the last write that its page called saved.
        self.saved: dict[tuple, dict] = {}
        self.deleted: list[tuple] = []
        self.texts = 0

    def note(self, key, made):
        """Remember what a write was made on: its base, and what the same page wrote before, answered or not."""
        token = f"{made['writer']}.{made['number']}"
        before = {made["base"], *self.own.get((made["writer"], key), ())}
        self.own.setdefault((made["writer"], key), []).append(token)
        self.ancestors[token] = self.ancestors.get(token, set()).union(before, *map(self.ancestors.get, before))

    def busy(self, who):
        return any(way[0] == who for way in self.on_the_way)  # one writer at a time in a browser

    def start(self, who, key, begun):
        if begun is None:
            return
        way, made = begun
        self.note(key, made)
        self.on_the_way.append((who, self.devices[who].writer, key, way, made))

    @rule(who=either, key=strategies.sampled_from(KEYS))
    def type_a_text(self, who, key):
        if not self.busy(who):
            self.texts += 1
            self.start(who, key, self.devices[who].type(key, f"text {self.texts}"))

    @rule(who=either, key=strategies.sampled_from(KEYS), mine=strategies.booleans())
    def choose_in_a_conflict(self, who, key, mine):
        device = self.devices[who]
        if key in device.conflicts and not self.busy(who):
            self.texts += 1
            theirs = (device.conflicts[key] or {"v": None})["v"]
            self.saved.pop((who, key), None)  # the learner saw both and chose
            self.start(who, key, device.choose(key, f"chosen {self.texts}" if mine else theirs))

    @rule(who=either)
    def delete_everything(self, who):
        if not self.busy(who):
            way, made = self.devices[who].delete()
            for step, bases in (way.answer or {}).get("bases", {}).items():
                for question, base in bases.items():
                    self.note((step, question), {**made, "base": base})
            self.on_the_way.append((who, self.devices[who].writer, None, way, made))

    @rule(which=strategies.integers(0, 3), fails=strategies.sampled_from([None, None, None, "database", "answer"]))
    def finish(self, which, fails):
        if not self.on_the_way:
            return
        who, page, key, way, made = self.on_the_way.pop(which % len(self.on_the_way))
        answer = way.finish(fails == "database")
        device = self.devices[who]
        if answer is None or fails == "answer" or device.writer != page:
            return  # the page heard nothing, or is gone
        if key is None:
            self.saved = {place: write for place, write in self.saved.items() if place[0] != who}  # wanted gone
            device.told_deleted(made, answer)
            for step, bases in answer["bases"].items():
                self.deleted += [((step, question), base) for question, base in bases.items()]
        elif device.told(key, made, answer):
            self.saved[who, key] = made

    @rule(who=either)
    def load_again(self, who):
        device = self.devices[who]
        device.load()
        for key, made in device.settle():
            self.note(key, made)
            if made["value"] is not None:
                self.saved[who, key] = made

    def teardown(self):
        while self.on_the_way:
            self.finish(0, None)
        for _round in range(2):
            for who in (0, 1):
                self.load_again(who)
        now = PlanDevice(self.storage, STEPS).entries
        for (who, key), made in self.saved.items():
            offered = [write["value"] for write in self.devices[who].offers.get(key, [])]
            if key not in self.devices[who].conflicts and made["value"] not in offered:
                self.check_saved(now.get(key), key, made)
        for key, base in self.deleted:
            assert head(now.get(key)) != base, f"{key} came back after it was deleted"

    def check_saved(self, entry, key, made):
        assert entry is not None, f"{key} {made} is gone"
        token = f"{made['writer']}.{made['number']}"
        there = entry["v"] == made["value"]
        assert there or token in self.ancestors[head(entry)], f"{key} {made} was overwritten unseen by {entry}"


TestTwoTabs = TwoTabs.TestCase
TestTwoTabs.settings = settings(
    max_examples=SEQUENCES, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def storage():
    storage = Storage()
    for step in STEPS:
        author(storage, step)
    return storage


def test_an_older_copy_never_overwrites_a_newer_one(storage):
    old_tab, new_tab = PlanDevice(storage, STEPS), PlanDevice(storage, STEPS)
    key = KEYS[0]
    way, made = new_tab.type(key, "the newer text")
    assert new_tab.told(key, made, way.finish(False))
    way, made = old_tab.type(key, "typed into the old tab")
    assert not old_tab.told(key, made, way.finish(False))
    assert old_tab.conflicts[key]["v"] == "the newer text"
    assert PlanDevice(storage, STEPS).entries[key]["v"] == "the newer text"


def test_two_answers_of_one_step_saved_at_once_are_both_there_after_a_load(storage):
    one, two = PlanDevice(storage, STEPS), PlanDevice(storage, STEPS)
    first, second = one.type(KEYS[0], "one"), two.type(KEYS[1], "two")
    for device, key, (way, made) in ((one, KEYS[0], first), (two, KEYS[1], second)):
        assert device.told(key, made, way.finish(False))
    # Nothing at all is stored of the first: it may have been deleted, so the learner is asked.
    one.load()
    assert one.settle() == []
    assert [write["value"] for write in one.offers[KEYS[0]]] == ["one"]
    way, made = one.keep(KEYS[0])
    assert one.told(KEYS[0], made, way.finish(False))
    now = PlanDevice(storage, STEPS).entries
    assert (now[KEYS[0]]["v"], now[KEYS[1]]["v"]) == ("one", "two")


def test_deleting_twice_does_not_forget_the_first(storage):
    write(storage, "1", "territory", "an old text that should go")
    deleter, other = PlanDevice(storage, STEPS), PlanDevice(storage, STEPS)
    way, made = other.type(KEYS[1], "a text on its way")
    for _time in range(2):
        deleting, sign = deleter.delete()
        deleter.told_deleted(sign, deleting.finish(False))
    other.told(KEYS[1], made, way.finish(False))
    deleter.load()
    deleter.settle()
    assert PlanDevice(storage, STEPS).entries[KEYS[0]]["v"] is None


def test_deleting_that_an_overlapping_save_undid_is_done_again(storage):
    write(storage, "1", "territory", "an old text that should go")
    deleter, other = PlanDevice(storage, STEPS), PlanDevice(storage, STEPS)
    way, made = other.type(KEYS[1], "a text on its way")
    deleting, sign = deleter.delete()
    deleter.told_deleted(sign, deleting.finish(False))
    other.told(KEYS[1], made, way.finish(False))  # writes the whole field as it had read it
    assert PlanDevice(storage, STEPS).entries[KEYS[0]]["v"] == "an old text that should go"
    deleter.load()
    deleter.settle()
    now = PlanDevice(storage, STEPS).entries
    assert (now[KEYS[0]]["v"], now[KEYS[1]]["v"]) == (None, "a text on its way")


def test_an_answer_to_a_question_that_is_gone_and_came_back_by_an_overlapping_save_can_be_deleted_again(storage):
    write(storage, "1", "territory", "an old text that should go")
    author(storage, "1", questions="why: Why here?")
    before = {row: text for row, text in storage.rows.items() if row[-1] == "step_1"}
    assert send(storage, "1", "delete_plan", {"writer": "abcd", "number": 9})[1]["deleted"] == 1
    storage.rows.update(before)  # a save that had read the field before wrote it whole
    assert send(storage, "1", "delete_plan", {"writer": "abcd", "number": 10})[1]["deleted"] == 1
    assert all("an old text" not in storage.rows[row] for row in before)
