"""Two thousand hostile exports: none writes outside the course, ends in a traceback or leaves half of itself."""

from __future__ import annotations

import os

import pytest
from hostile_homecoming import attempts, template

PORTION = 50
CASES = max(2_000, int(os.environ.get("HRL_SOAK") or 0) // 10)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return template(tmp_path_factory.mktemp("repository"))


@pytest.mark.parametrize("first", range(0, CASES, PORTION))
def test_a_hostile_export_stays_in_the_course_or_is_refused(first, repository, tmp_path):
    wrong = attempts(first, PORTION, repository, tmp_path)
    assert not wrong, wrong
