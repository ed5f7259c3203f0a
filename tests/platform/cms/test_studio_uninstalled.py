"""Where the package is not installed, its course still imports and opens, and what we wrote is kept."""

from collections import Counter

import pytest
from harness import blocks, importing, places
from harness.source import another_run

SUCCEEDED = 4


@pytest.fixture
def uninstalled(monkeypatch):
    """Let the platform find none of our block types, as after `pip uninstall`."""
    blocks.hide(monkeypatch)


@pytest.fixture
def bare(tmp_path):
    """Return the tarball of another run of the course, and its key."""
    from opaque_keys.edx.keys import CourseKey

    path, key = another_run(places.tarball(), tmp_path, "bare")
    return path, CourseKey.from_string(key)


def types_in(key):
    """Return how many blocks of each type a course has."""
    from xmodule.modulestore.django import modulestore

    return Counter(block.scope_ids.usage_id.block_type for block in modulestore().get_items(key))


def test_the_course_imports_without_the_package_and_loses_none_of_the_other_blocks(course, staff, uninstalled, bare):
    path, key = bare
    done = importing.upload_in_studio(staff, key, path)
    assert (done.status, done.message) == (SUCCEEDED, "")
    found, expected = types_in(key), types_in(course.key)
    assert {kind: found[kind] for kind in expected if kind not in blocks.OURS} == {
        kind: count for kind, count in expected.items() if kind not in blocks.OURS
    }


@pytest.mark.parametrize("block", blocks.in_source(), ids=lambda block: block.name)
def test_the_unit_opens_in_studio_without_the_package(course, studio, uninstalled, block):
    unit = course.usage_key(*block.unit().identity)
    answer = studio.get(f"/xblock/{unit}/container_preview", HTTP_ACCEPT="application/json")
    assert answer.status_code == 200
    assert "Traceback" not in answer.json()["html"]
