"""The save protocol with two to five devices of one learner, and fifty learners at once, over storage without locks.

Each run is a random sequence from a seed: texts, overlapping requests, failures of the database and of the network,
and pages that are loaded again. At the end every device loads twice more; then each text that a page called saved
is stored, or was replaced by somebody who had seen it, or is shown as a conflict, or is offered by its browser.
"""

from __future__ import annotations

import os
import random

import pytest
from blocks.device import Device, head
from blocks.learning import Storage
from blocks.planning import PlanDevice, author

RUNS = max(20, int(os.environ.get("HRL_SOAK", "0")) // 20)
KEYS = [("1", "territory"), ("1", "powers"), ("2", "gap")]
NOTES = ["vienna-centre", "bogota-care-blocks", "utrecht-coalition"]


class Learner:
    """One learner with some devices, acting at random over one kind of value."""

    def __init__(self, storage, chance, devices, keys, start):
        self.chance, self.devices, self.keys, self.start = chance, devices, keys, start
        self.ways: list[tuple] = []
        self.ancestors: dict[str, set[str]] = {"": set()}
        self.own: dict[tuple, set[str]] = {}
        self.saved: dict[tuple, dict] = {}

    def note(self, key, made):
        """Remember what a write was made on: its base, and what the same page wrote before."""
        token = f"{made['writer']}.{made['number']}"
        before = {made["base"], *self.own.get((made["writer"], key), ())}
        self.own.setdefault((made["writer"], key), set()).add(token)
        self.ancestors[token] = self.ancestors.get(token, set()).union(before, *map(self.ancestors.get, before))

    def act(self):
        """Do one thing: begin a text, finish a request on its way, or load a page again."""
        who = self.chance.randrange(len(self.devices))
        choice = self.chance.random()
        if choice < 0.45 and not any(way[0] == who for way in self.ways):
            key = self.chance.choice(self.keys)
            begun = self.start(self.devices[who], key, f"text {self.chance.random()}")
            if begun:
                self.note(key, begun[1])
                self.ways.append((who, self.devices[who].writer, key, *begun))
        elif choice < 0.9 and self.ways:
            self.finish(self.chance.randrange(len(self.ways)), self.chance.choice(["", "", "", "database", "answer"]))
        elif choice >= 0.9:
            self.load(who)

    def finish(self, which, fails):
        """Let a request end: it may fail, or its answer may be lost."""
        who, page, key, way, made = self.ways.pop(which)
        answer = self.end_of(way, fails == "database")
        device = self.devices[who]
        if answer is not None and fails != "answer" and device.writer == page and device.told(key, made, answer):
            self.saved[who, key] = made

    def load(self, who):
        """Open the page again, and send again what was overwritten."""
        device = self.devices[who]
        device.load()
        for key, value in list(device.pending.items()):
            begun = self.start(device, key, value, raw=True)
            if begun:
                self.note(key, begun[1])
                answer = self.end_of(begun[0], False)
                if answer and device.told(key, begun[1], answer):
                    self.saved[who, key] = begun[1]

    def check(self, entries):
        """Nothing that was called saved is lost unseen."""
        while self.ways:
            self.finish(0, "")
        for _ in range(2):
            for who in range(len(self.devices)):
                self.load(who)
        now = entries()
        for (who, key), made in self.saved.items():
            entry = now.get(key)
            if key in self.devices[who].conflicts or (entry and entry["v"] == made["value"]):
                continue
            if made["value"] in [write["value"] for write in self.devices[who].offers.get(key, [])]:
                continue
            assert entry is not None, f"{made} is gone"
            token = f"{made['writer']}.{made['number']}"
            assert token in self.ancestors[head(entry)], f"{made} was overwritten unseen by {entry}"


class PlanLearner(Learner):
    """Answers of the plan."""

    def __init__(self, chance, devices):
        self.storage = Storage()
        for step in ("1", "2"):
            author(self.storage, step)
        made = [PlanDevice(self.storage, ("1", "2")) for _ in range(devices)]

        def start(device, key, value, raw=False):
            return device.type(key, value)

        super().__init__(self.storage, chance, made, KEYS, start)

    def end_of(self, way, fails):
        """Return the answer of a request."""
        return way.finish(fails)

    def entries(self):
        """What is stored now."""
        return PlanDevice(self.storage, ("1", "2")).entries


class NoteLearner(Learner):
    """Notes on practices."""

    def __init__(self, chance, devices):
        self.storage = Storage()
        made = [Device(self.storage) for _ in range(devices)]

        def start(device, key, value, raw=False):
            return device.write(key, value if raw else [value, "", "", "", ""])

        super().__init__(self.storage, chance, made, NOTES, start)

    def end_of(self, way, fails):
        """Return the answer of a request."""
        return way.finish(self.storage, fails)

    def entries(self):
        """What is stored now."""
        return Device(self.storage).notes


@pytest.mark.parametrize("devices", [2, 3, 4, 5])
@pytest.mark.parametrize("kind", [PlanLearner, NoteLearner])
def test_nothing_that_was_called_saved_is_lost(kind, devices):
    for seed in range(RUNS):
        learner = kind(random.Random(f"{devices} {seed}"), devices)
        for _ in range(60):
            learner.act()
        learner.check(learner.entries)


def test_fifty_learners_at_once_do_not_disturb_each_other():
    chance = random.Random(50)
    learners = [kind(chance, 1) for kind in (PlanLearner, NoteLearner) for _ in range(25)]
    for _ in range(60 * len(learners)):
        chance.choice(learners).act()
    for learner in learners:
        learner.check(learner.entries)
        assert learner.saved
