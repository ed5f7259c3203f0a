"""The save protocol on the platform's own storage: one learner on two to five devices, and many learners at once.

Each request is taken apart where two workers would come between each other: the platform loads the block with what is
stored and calls the handler; it writes later, after other requests have read and written. So requests overlap in the
worst of orders. All of it runs in one process, one step at a time, on the tests' database.
"""

import json
import random

import pytest
from harness import blocks, people

EXPLORER = next((block for block in blocks.installed() if block.kind == "practice_explorer"), None)
NOTES = ["vienna-centre", "bogota-care-blocks", "utrecht-coalition"]
STEPS = 150
LEARNERS = 50


def load_block(course, user):
    """Return the explorer as the platform loads it for a request of a person."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory
    from edx_django_utils.cache import RequestCache
    from lms.djangoapps.courseware.block_render import get_block_by_usage_id

    RequestCache.clear_all_namespaces()
    request = RequestFactory().post("/")
    request.user, request.session = user, SessionStore()
    key = course.usage_key(*EXPLORER.identity)
    return get_block_by_usage_id(request, str(course.key), str(key))[0]


class Request:
    """A request on its way: it has read; `finish` writes what the handler made of it, unless the database fails.

    Two requests that both make the first row of a field: the platform's database refuses the second, the platform
    answers with an error, and the page keeps the text and sends it again.
    """

    refused = 0

    def __init__(self, course, user, handler, data):
        """Read, and call the handler."""
        from webob import Request as Web

        self.block = load_block(course, user)
        self.block.save = lambda: None
        body = json.dumps(data).encode()
        answer = self.block.handle(handler, Web.blank("/", method="POST", content_type="application/json", body=body))
        del self.block.save
        assert answer.status_code == 200, answer.body
        self.answer = json.loads(answer.body)

    def finish(self, _storage, fails):
        """Return the answer, None where nothing was stored."""
        from django.db import transaction
        from xblock.exceptions import XBlockSaveError

        if fails:
            return None
        try:
            with transaction.atomic():
                self.block.save()
        except XBlockSaveError:
            Request.refused += 1
            return None
        return self.answer


def make_page(course, user):
    """Return one browser of a person, as the script behaves."""
    from blocks.device import Device

    class Page(Device):
        def read(self):
            return Request(course, user, "read_state", {}).answer

        def begin(self, handler, data):
            return Request(course, user, handler, data)

    return Page(None)


def make_learner(course, user, chance, devices):
    """Return a learner who acts at random on some devices."""
    from test_many_devices import Learner

    class PlatformLearner(Learner):
        overlaps = 0

        def end_of(self, request, fails):
            self.overlaps += bool(self.ways)
            return request.finish(None, fails)

        def entries(self):
            return make_page(course, user).notes

    def start(device, key, value, raw=False):
        return device.write(key, value if raw else [value, "", "", "", ""])

    return PlatformLearner(None, chance, [make_page(course, user) for _ in range(devices)], NOTES, start)


@pytest.mark.parametrize("devices", [2, 3, 4, 5])
def test_nothing_that_a_device_called_saved_is_lost(course, learner, devices):
    one = make_learner(course, learner, random.Random(devices), devices)
    for _ in range(STEPS):
        one.act()
    one.check(one.entries)
    assert one.saved
    assert one.overlaps >= 5
    print(f"\n{devices} devices: {one.overlaps} writes came between another request's reading and writing,", end=" ")
    print(f"{Request.refused} first rows were made twice and refused")


def test_fifty_learners_at_once_do_not_disturb_each_other(course):
    """All have read before the first writes; then each writes, in another order."""
    from common.djangoapps.student.models import CourseEnrollment

    pages = []
    for number in range(LEARNERS):
        user = people.create_user(f"learner-{number}")
        CourseEnrollment.enroll(user, course.key)
        pages.append(make_page(course, user))
    chance = random.Random(50)
    for turn in range(2):
        begun = [page.write(NOTES[0], [f"text {turn} of {at}", "", "", "", ""]) for at, page in enumerate(pages)]
        for at in chance.sample(range(LEARNERS), LEARNERS):
            request, write = begun[at]
            assert pages[at].told(NOTES[0], write, request.finish(None, False))
    for at, page in enumerate(pages):
        page.load()
        assert page.notes[NOTES[0]]["v"][0] == f"text 1 of {at}"
        assert not page.conflicts
        assert not page.pending
