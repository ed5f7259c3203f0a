"""How much a view asks of its runtime: a platform makes a service anew, and looks for its files, each time."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from action_plan.block import ActionPlanXBlock
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock

from .learning import LearningRuntime, Storage

VIEWS = {
    "explorer": (PracticeExplorerXBlock, {}),
    "map": (RightsMapXBlock, {}),
    **{f"plan {step}": (ActionPlanXBlock, {"step": step}) for step in ("1", "3", "6", "overview")},
}


class CountingRuntime(LearningRuntime):
    """Counts how often each service is asked for."""

    def __init__(self, storage):
        super().__init__(storage, services={"i18n": SimpleNamespace(gettext=lambda text: text.upper())})
        self.asked: Counter = Counter()

    def service(self, block, service_name):
        self.asked[service_name] += 1
        return super().service(block, service_name)


@pytest.mark.parametrize("view", ["student_view", "author_view", "studio_view"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_asks_for_each_service_a_few_times_however_many_texts_it_has(name, view):
    cls, fields = VIEWS[name]
    runtime = CountingRuntime(Storage())
    block = runtime.block(cls, **fields)
    runtime.asked.clear()
    assert getattr(block, view)().json_init_args["sorry"].isupper()
    assert runtime.asked["i18n"] == 1
    del runtime.asked["field-data"]  # the runtime's own, asked for by each field
    assert max(runtime.asked.values()) <= 4, runtime.asked
