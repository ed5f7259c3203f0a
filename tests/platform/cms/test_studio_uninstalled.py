"""Where the package is not installed, its course still imports and opens, and what we wrote is kept."""
import tarfile
from collections import Counter

import pytest
from harness import blocks, importing, places

SUCCEEDED = 4


@pytest.fixture
def uninstalled(monkeypatch):
    """Let the platform find none of our block types, as after `pip uninstall`."""
    blocks.hide(monkeypatch)


@pytest.fixture
def another_run(tmp_path):
    """Return the tarball of another run of the course, and its key."""
    from opaque_keys.edx.keys import CourseKey

    with tarfile.open(places.tarball()) as archive:
        archive.extractall(tmp_path, filter="data")
    root = next(tmp_path.glob("*/course.xml")).parent
    (root / "course.xml").write_text('<course url_name="bare" org="UCLG" course="HRLOCAL"/>\n', encoding="utf-8")
    (root / "course/2026.xml").rename(root / "course/bare.xml")
    (root / "policies/2026").rename(root / "policies/bare")
    policy = root / "policies/bare/policy.json"
    policy.write_text(policy.read_text(encoding="utf-8").replace('"course/2026"', '"course/bare"'), encoding="utf-8")
    path = tmp_path / "bare.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(root, "course")
    return path, CourseKey.from_string("course-v1:UCLG+HRLOCAL+bare")


def types_in(key):
    """Return how many blocks of each type a course has."""
    from xmodule.modulestore.django import modulestore

    return Counter(block.scope_ids.usage_id.block_type for block in modulestore().get_items(key))


def test_the_course_imports_without_the_package_and_loses_none_of_the_other_blocks(
    course, staff, uninstalled, another_run
):
    path, key = another_run
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
