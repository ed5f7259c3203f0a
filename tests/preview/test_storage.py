"""Learner state: the platform's rows, and its weaknesses. A field is written whole; the last writer wins."""

import json

import pytest
from xblock.core import XBlock
from xblock.fields import Dict, Integer, Scope, String

from preview import classes, learners, models, site
from preview.olx import CourseLoader

UNIT = (
    '<vertical display_name="Words">'
    '<notebook url_name="n1"/><notebook url_name="n2"/><sketch url_name="s1"/>'
    "</vertical>"
)


class NotebookBlock(XBlock):
    """One field of each learner scope, and a handler for each kind of write."""

    pages = Dict(scope=Scope.user_state)
    count = Integer(scope=Scope.user_state, default=0)
    style = Dict(scope=Scope.preferences)
    hrl_shared = Dict(scope=Scope.user_info)
    votes = Integer(scope=Scope.user_state_summary, default=0)
    title = String(scope=Scope.settings, default="no title")

    @XBlock.json_handler
    def add(self, data, _suffix=""):
        """Add to the Dict field that is named."""
        value = dict(getattr(self, data["field"]))
        value.update(data["values"])
        setattr(self, data["field"], value)
        return value

    @XBlock.json_handler
    def rename(self, data, _suffix=""):
        """Try to write what an author wrote."""
        self.title = data["title"]
        return {}

    @XBlock.json_handler
    def vote(self, _data, _suffix=""):
        """Count for all learners."""
        self.votes += 1
        return self.votes


class SketchBlock(NotebookBlock):
    """Another type with fields of the same names."""


@pytest.fixture
def notebooks(client, course, monkeypatch):
    """A unit with two notebooks and a sketch; returns a runtime maker for a learner."""
    (course / "vertical" / "cloud.xml").write_text(UNIT)
    known = classes.load_class

    def load(block_type):
        return {"notebook": NotebookBlock, "sketch": SketchBlock}.get(block_type) or known(block_type)

    for module in ("preview.parsing", "preview.runtime", "preview.outline", "preview.grading"):
        monkeypatch.setattr(f"{module}.load_class", load)

    def block(name, learner=learners.LEARNERS[0], block_type="notebook"):
        request = type("Request", (), {"learner": learner})()
        current = CourseLoader(course).load()
        runtime = site.runtime(request, current)
        return runtime.get_block(current.key.make_usage_key(block_type, name))

    return block


def test_user_state_is_one_row_a_learner_and_block(notebooks):
    first, other = notebooks("n1"), notebooks("n2")
    first.pages, first.count = {"a": 1}, 2
    first.save()
    other.count = 5
    other.save()
    rows = {row.usage.rsplit("@", 1)[1]: json.loads(row.state) for row in models.LearnerState.objects.all()}
    assert rows == {"n1": {"pages": {"a": 1}, "count": 2}, "n2": {"count": 5}}
    assert notebooks("n1", learners.LEARNERS[1]).count == 0


def test_preferences_are_shared_by_type_and_user_info_by_name(notebooks):
    block = notebooks("n1")
    block.style, block.hrl_shared = {"ink": "blue"}, {"town": "Utrecht"}
    block.save()
    assert notebooks("n2").style == {"ink": "blue"}
    assert notebooks("s1", block_type="sketch").style == {}
    assert notebooks("s1", block_type="sketch").hrl_shared == {"town": "Utrecht"}
    assert notebooks("n2", learners.LEARNERS[1]).hrl_shared == {}


def test_two_overlapping_writes_of_one_field_lose_one_of_them(notebooks):
    tab1, tab2 = notebooks("n1"), notebooks("n1")
    assert tab1.pages == tab2.pages == {}
    tab1.pages = {**tab1.pages, "a": 1}
    tab2.pages = {**tab2.pages, "b": 2}
    tab1.save()
    tab2.save()
    assert notebooks("n1").pages == {"b": 2}


def test_overlapping_writes_of_two_fields_do_not_disturb_each_other(notebooks):
    tab1, tab2 = notebooks("n1"), notebooks("n1")
    assert (tab1.count, tab2.count) == (0, 0)
    tab1.pages = {"a": 1}
    tab2.count = 7
    tab1.save()
    tab2.save()
    stored = notebooks("n1")
    assert (stored.pages, stored.count) == ({"a": 1}, 7)


def test_two_overlapping_writes_of_shared_fields_lose_one_of_them(notebooks):
    tab1, tab2 = notebooks("n1"), notebooks("n2")
    assert tab1.hrl_shared == tab2.hrl_shared == {}
    tab1.hrl_shared, tab2.hrl_shared = {"a": 1}, {"b": 2}
    tab1.save()
    tab2.save()
    assert notebooks("n1").hrl_shared == {"b": 2}


def test_summary_is_shared_by_all_learners(notebooks, client, second, handler):
    for browser in (client, second):
        browser.post(handler("notebook", "n1", "vote"), "{}", content_type="application/json")
    assert notebooks("n1").votes == 2


def test_a_handler_cannot_write_what_the_author_wrote(notebooks, client, handler):
    client.raise_request_exception = False
    reply = client.post(handler("notebook", "n1", "rename"), '{"title": "x"}', content_type="application/json")
    assert reply.status_code == 500
    assert notebooks("n1").title == "no title"


def test_learner_state_in_the_files_of_a_course_is_not_read(notebooks, course):
    text = UNIT.replace('url_name="n1"', 'url_name="n1" count="9" title="Given"')
    (course / "vertical" / "cloud.xml").write_text(text)
    assert (notebooks("n1").count, notebooks("n1").title) == (0, "Given")
