"""What a unit with one of our blocks costs the LMS beside units with its own blocks: time, database queries, bytes.

The whole page of the unit is asked for, as a browser does; the page's own cost is in all rows alike.
python tests/platform/run.py --openedx PATH --service lms -k figures -s     (prints the table)
"""

import statistics
import time

from harness import blocks, places
from harness.units import address

ROUNDS = 15
# A unit of our block may ask the database this many times more than a unit with one html block.
MORE_QUERIES = 12


def unit_with_only(kind):
    """Return a unit of the source whose only block is of a type, else the first unit with one."""
    found = places.source().of_kind(kind)
    alone = [block for block in found if sum(other.unit() is block.unit() for other in found) == 1]
    return (alone or list(found))[0].unit()


def measure(client, course, unit):
    """Return (median milliseconds, queries, bytes) of a unit's page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from edx_django_utils.cache import RequestCache

    where = address(course.usage_key("vertical", unit.name))
    client.get(where)
    times, queries, size = [], 0, 0
    for _ in range(ROUNDS):
        RequestCache.clear_all_namespaces()
        with CaptureQueriesContext(connection) as asked:
            start = time.process_time()
            answer = client.get(where)
            times.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200
        queries, size = len(asked), len(answer.content)
    return statistics.median(times), queries, size


def test_figures_of_units(course, learner_client):
    kinds = ["html", "problem", *(block.kind for block in blocks.installed())]
    rows = {kind: measure(learner_client, course, unit_with_only(kind)) for kind in kinds}
    base = rows["html"]
    print(f"\n{'unit with':<20}{'ms of CPU':>10}{'ratio':>8}{'queries':>9}{'bytes':>9}")
    for kind, (spent, queries, size) in rows.items():
        print(f"{kind:<20}{spent:>10.1f}{spent / base[0]:>8.2f}{queries:>9}{size:>9}")
    for kind in kinds[2:]:
        assert rows[kind][1] <= base[1] + MORE_QUERIES, kind
