"""Installing changes no version that the platform pins; without the package its courses still open."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from harness import blocks
from harness.units import address, call, page_of

OURS = "human-rights-mooc"
# What the platform does not have at all: the learner's plan as a Word document.
NEW = {"python-docx", "anyascii"}


def plain(name):
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(name, seen):
    """Return the names of all that a distribution needs here, itself included."""
    if plain(name) in seen:
        return seen
    seen.add(plain(name))
    for line in metadata.requires(name) or []:
        if "extra ==" in line:
            continue
        needed = re.match(r"[\w.-]+", line)[0]
        try:
            metadata.version(needed)
        except metadata.PackageNotFoundError:
            continue  # for another Python or system
        required(needed, seen)
    return seen


def test_what_we_need_is_installed_as_the_platform_pins_it():
    from django.conf import settings

    text = (Path(settings.REPO_ROOT) / "requirements/edx/base.txt").read_text(encoding="utf-8")
    pins = {plain(name): version for name, version in re.findall(r"(?m)^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", text)}
    needed = required(OURS, set()) - {OURS, "setuptools", "pip"}
    assert {name: metadata.version(name) for name in needed if name in pins} == {
        name: pins[name] for name in needed if name in pins
    }
    assert {name for name in needed if name not in pins} == NEW


@pytest.fixture
def uninstalled(monkeypatch):
    """Let the platform find none of our block types, as after `pip uninstall`."""
    blocks.hide(monkeypatch)


@pytest.mark.parametrize("block", blocks.in_source(), ids=lambda block: block.name)
def test_after_uninstalling_the_unit_opens_without_the_block(course, learner_client, uninstalled, block):
    page = page_of(learner_client, course, block)
    assert 'data-init="Hrl' not in page
    assert "xblock-student_view-html" in page
    answer = call(learner_client, course, block, "read_state", {})
    assert answer.status_code == 404
    other = address(course.usage_key("vertical", "block-1-lesson-1"))
    assert learner_client.get(other).status_code == 200
