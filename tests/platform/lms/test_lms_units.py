"""An enrolled learner opens each unit of the course."""

import re

import pytest
from harness import places, units

# The source is read while tests are collected, so that each unit is a test of its own.
UNITS = [unit.name for unit in places.source().of_kind("vertical")] if places.service() else []
# Texts by which the platform shows that a block failed, to a learner or to staff.
ERROR_MARKERS = (
    "is an unknown component type",
    "We're having trouble rendering",
    "There has been an error",
    "error-block",
    "Traceback (most recent call last)",
)
# Addresses that the platform writes anew in the LMS; one that stands as in the source leads nowhere.
UNCHANGED_ADDRESS = re.compile(r"[\"'](/(?:static(?!/)|jump_to_id|course)/[^\"']*)[\"']")
ASSET = re.compile(r"/assets/courseware/[^\"'&]+?/(asset-v1:[^\"'&\s]+)")


def page_of(course, client, name):
    """Return the answer and the text of a unit's page."""
    answer = client.get(units.address(course.usage_key("vertical", name)))
    return answer, answer.content.decode("utf-8")


@pytest.mark.parametrize("name", UNITS)
def test_a_learner_sees_the_whole_unit(course, source, learner_client, name):
    """The page answers 200, shows no error, and holds every block that the source has in this unit."""
    unit = next(block for block in source.of_kind("vertical") if block.name == name)
    answer, page = page_of(course, learner_client, name)
    assert answer.status_code == 200
    assert [marker for marker in ERROR_MARKERS if marker in page] == []
    expected = [str(course.usage_key(*child.identity)) for child in unit.children]
    assert [key for key in units.blocks_on(page) if key in expected] == expected


@pytest.mark.parametrize("name", UNITS)
def test_links_and_files_of_a_unit_lead_somewhere(course, learner_client, name):
    """Links inside the course and its files answer when a learner follows them."""
    _answer, page = page_of(course, learner_client, name)
    assert UNCHANGED_ADDRESS.findall(page) == []
    assets = {f"/{asset}" for asset in ASSET.findall(page)}
    links = set(re.findall(rf"href=[\"'](/courses/{re.escape(str(course.key))}/[^\"'#]*)", page))
    answers = {address: learner_client.get(address).status_code for address in assets | links}
    assert {address: code for address, code in answers.items() if code not in (200, 302)} == {}


def test_a_stranger_does_not_see_a_unit(course, source, client):
    """Somebody who is not signed in gets no content."""
    first = source.of_kind("vertical")[0]
    answer, _page = page_of(course, client, first.name)
    assert answer.status_code in (302, 404)
