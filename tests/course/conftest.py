"""The course under test, read once."""

from __future__ import annotations

import pytest

from builder.check import check
from olx.course import Course


@pytest.fixture(scope="session")
def course(course_folder) -> Course:
    """The course of this repository."""
    return Course(course_folder)


@pytest.fixture(scope="session")
def findings(course):
    """What all rules find in it."""
    return check(course)
