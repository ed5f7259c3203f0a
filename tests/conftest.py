"""Shared by all tests: where the repository and its course are, and how many examples a property is tried on."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# `make soak` sets it: examples of each property. `make test` tries a small sample with a fixed seed.
SOAK = int(os.environ.get("HRL_SOAK", "0"))

if find_spec("hypothesis"):
    from hypothesis import HealthCheck, settings

    settings.register_profile("sample", derandomize=True, deadline=None)
    settings.register_profile("soak", deadline=None, suppress_health_check=list(HealthCheck))
    settings.load_profile("soak" if SOAK else "sample")


def pytest_collection_modifyitems(items):
    """Give each property as many examples as `make soak` asks for, with a new seed at each run."""
    if not SOAK:
        return
    for item in items:
        test = getattr(item, "obj", None)
        test = getattr(test, "__func__", test)  # a method keeps its settings in its function
        chosen = getattr(test, "_hypothesis_internal_use_settings", None)
        if chosen is not None:
            test._hypothesis_internal_use_settings = settings(
                chosen, max_examples=SOAK, derandomize=False, suppress_health_check=list(HealthCheck)
            )
        machine = getattr(item, "cls", None)
        if machine is not None and hasattr(machine, "settings") and hasattr(machine, "runTest"):
            machine.settings = settings(machine.settings, max_examples=max(500, SOAK // 20), derandomize=False)


@pytest.fixture(autouse=True)
def language_left_behind():
    """Django keeps the language of the last request in the thread; the next test begins without one."""
    yield
    translation, conf = sys.modules.get("django.utils.translation"), sys.modules.get("django.conf")
    if translation and conf and conf.settings.configured:
        translation.deactivate()


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def course_folder(root: Path) -> Path:
    """Folder of the course."""
    return root / "course"
