"""The operator's job in Studio's process: it creates the course once, and replaces it only when asked."""

import hashlib

import pytest
from harness import places
from harness.source import COURSE_KEY, another_run


@pytest.fixture
def fresh(tmp_path):
    """Another run of the course, which the platform does not have: (path of its tarball, key)."""
    return another_run(places.tarball(), tmp_path, "job")


def test_the_job_creates_a_course_that_is_not_there_and_then_leaves_it(course, fresh):
    from human_rights_mooc.course_import import run
    from opaque_keys.edx.keys import CourseKey
    from xmodule.modulestore.django import modulestore

    path, key = fresh
    order = {"HRL_COURSE": str(path), "HRL_SHA256": hashlib.sha256(path.read_bytes()).hexdigest()}
    assert run({**order, "HRL_DRY_RUN": "yes"}).startswith(f"Dry run: {key} would be created.")
    assert run(order) == f"{key} was created."
    made = modulestore().get_course(CourseKey.from_string(key))
    assert made.display_name == modulestore().get_course(course.key).display_name
    assert len(made.children) == 8
    assert run(order).startswith(f"{key} exists already: nothing was changed.")
    assert run({**order, "HRL_REPLACE": "yes"}) == f"{key} was replaced."


def test_the_course_of_the_tarball_is_found_to_exist(course):
    from human_rights_mooc.course_import import run

    order = {"HRL_COURSE": str(places.tarball()), "HRL_WITHOUT_SUM": "yes"}
    assert run(order).startswith(f"{COURSE_KEY} exists already")
