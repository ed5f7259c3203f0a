"""What a page of one of our blocks costs the server, beside the platform's own html block, in one process."""

import json
import statistics
import time

import pytest
from harness import blocks, units

OURS = blocks.installed()
ROUNDS = 40
WARM_UP = 5
MORE_MS = 2.0
MORE_QUERIES = {"practice_explorer": 1, "rights_map": 1, "action_plan": 2}
HTML_BYTES = 2048
STATE_BYTES = 8192


@pytest.fixture
def render(course, learner, rf):
    """Load a block as the LMS does for a page and render its learner's view."""
    from lms.djangoapps.courseware.block_render import load_single_xblock

    def do(usage):
        request = rf.get("/")
        request.user = learner
        request.session = {}
        block = load_single_xblock(request, learner.id, str(course.key), str(usage))
        return block.render("student_view", {})

    return do


def cost(render, usage):
    """Return the queries and the milliseconds of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        render(usage)
        took = 1000 * (time.perf_counter() - started)
    return len(queries), took


@pytest.mark.parametrize("block", OURS, ids=[block.kind for block in OURS])
def test_a_page_costs_little_more_than_a_page_of_text(course, source, render, block):
    ours = course.usage_key(*block.identity)
    text = course.usage_key(*source.of_kind("html")[0].identity)
    costs = {ours: [], text: []}
    for _round in range(ROUNDS + WARM_UP):
        for usage in costs:
            costs[usage].append(cost(render, usage))
    queries = {usage: found[-1][0] for usage, found in costs.items()}
    took = {usage: statistics.median(ms for _n, ms in found[WARM_UP:]) for usage, found in costs.items()}
    print(
        f"\n{block.kind}: {took[ours]:.1f} ms and {queries[ours]} queries; "
        f"html: {took[text]:.1f} ms and {queries[text]} queries"
    )
    assert queries[ours] - queries[text] <= MORE_QUERIES[block.kind]
    assert took[ours] - took[text] <= MORE_MS


@pytest.mark.parametrize("block", OURS, ids=[block.kind for block in OURS])
def test_a_page_is_small(course, learner_client, block):
    page = units.page_of(learner_client, course, block)
    parts = page.split('class="xblock-json-init-args">')[1:]
    found = [json.loads(part.split("</script>", 1)[0]) for part in parts]
    arguments = next(each for each in found if each.get("block") == block.kind)
    state = len(json.dumps(arguments["state"]))
    settings = len(json.dumps(arguments["settings"]))
    around = len(json.dumps({**arguments, "state": None, "settings": None}))
    print(f"\n{block.kind}: state {state} bytes, settings {settings}, around them {around}")
    assert state <= STATE_BYTES
    assert around <= HTML_BYTES
