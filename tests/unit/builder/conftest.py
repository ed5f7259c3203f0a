"""Fixtures of the builder's tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from course_repository import ROUND, Files, git
from studio import Studio


@pytest.fixture
def repository(tmp_path) -> Path:
    """A repository with the small course and things around it that nobody should touch."""
    folder = tmp_path / "repository"
    shutil.copytree(ROUND, folder / "course")
    (folder / "builder").mkdir()
    (folder / "builder" / "__init__.py").write_text("# ours\n")
    (folder / "Makefile").write_text("all:\n")
    (folder / ".gitignore").write_text("*.local\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "The course")
    return folder


@pytest.fixture
def files() -> Files:
    return Studio(ROUND).export()
