"""A sample of the hostile exports of tests/soak, with fixed numbers."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("links and pipes need a Unix system", allow_module_level=True)

from hostile_homecoming import attempts, template

CASES, PORTION = 60, 10


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return template(tmp_path_factory.mktemp("repository"))


@pytest.mark.parametrize("first", range(0, CASES, PORTION))
def test_a_hostile_export_stays_in_the_course_or_is_refused(first, repository, tmp_path):
    """Nothing outside is written, a refusal is one sentence and changes nothing, a look names what is written."""
    wrong = attempts(first, PORTION, repository, tmp_path)
    assert not wrong, wrong
