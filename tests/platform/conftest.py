"""Tests that run inside an Open edX process. Without one they are left out, and one test says so."""

import importlib

import pytest
from harness import places

FOLDERS = ("cms", "lms", "together")
collect_ignore = [name for name in FOLDERS if name != places.service()]
if places.service() is not None:
    collect_ignore.append("test_platform_given.py")


def pytest_collection_modifyitems(items):
    """Give every test of the platform the process's databases; what a test writes is rolled back after it."""
    if places.inside():
        for item in items:
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="session")
def source():
    """The course as its OLX says it."""
    return places.source()


@pytest.fixture(scope="session")
def tarball():
    """The built tarball."""
    return places.tarball()


@pytest.fixture(scope="session")
def course_key():
    """The key under which the course is imported."""
    from harness.source import COURSE_KEY
    from opaque_keys.edx.keys import CourseKey

    return CourseKey.from_string(COURSE_KEY)


@pytest.fixture(scope="session", autouse=True)
def _page_loader():
    """Load what the first full page of a real platform loads, and what a unit's page takes for granted."""
    if places.inside():
        importlib.import_module("webpack_loader.utils")


@pytest.fixture(autouse=True)
def _fresh_request_cache():
    """Forget what the platform remembers for the length of a request."""
    if places.inside():
        from edx_django_utils.cache import RequestCache

        RequestCache.clear_all_namespaces()
