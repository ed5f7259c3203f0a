"""What the package needs fits the versions that the platform publishes as its own, without changing one of them."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[3]
PINS = sorted((Path(__file__).parent / "data" / "pins").glob("*.txt"))
# What no platform has: the learner's plan as a Word document, and ids made of names in any script.
NEW = ("python-docx", "anyascii")


def needed():
    """Return the requirements of the package, and those of what comes new with them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = [Requirement(line) for line in project["dependencies"]]
    brought = [line for name in NEW for line in metadata.requires(name) or [] if "extra ==" not in line]
    return ours + [Requirement(line) for line in brought]


def pins(path):
    """Return {name: version} of a list of pins, and the Python it is for."""
    text = path.read_text(encoding="utf-8")
    found = {name: Version(version) for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", text)}
    return found, re.search(r"Python (3\.\d+)", text)[1]


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_every_requirement_is_met_by_the_version_that_the_platform_pins(path):
    pinned, python = pins(path)
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    checked = []
    for requirement in needed():
        if requirement.marker and not requirement.marker.evaluate(environment):
            continue
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in pinned:
            assert requirement.specifier.contains(pinned[name]), requirement
            checked.append(name)
        else:
            assert name in NEW or (name == "xblock" and "XBlock from a git branch" in path.read_text(encoding="utf-8"))
    assert {"jsonschema", "lxml", "typing-extensions"} <= set(checked)


def test_the_lists_are_of_teak_and_of_the_time_of_the_current_release():
    assert [path.stem for path in PINS] == ["main-2026-01", "main-2026-04", "teak"]
