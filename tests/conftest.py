"""Shared by all tests: where the repository and its course are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def course_folder(root: Path) -> Path:
    """Folder of the course."""
    return root / "course"
