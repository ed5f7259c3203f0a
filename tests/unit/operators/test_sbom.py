"""The software bill of materials lists what the lock files lock: no more, no less, in these versions."""

import importlib.util
import json
import sys

import pytest


@pytest.fixture
def sbom(root):
    """The module of scripts/sbom.py."""
    spec = importlib.util.spec_from_file_location("sbom", root / "scripts" / "sbom.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bill_is_as_fresh_as_the_lock_files(sbom, root):
    listed = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    locked = sbom.python_components() + sbom.node_components()
    assert [each["purl"] for each in listed] == [each["purl"] for each in locked], "run: python scripts/sbom.py"


def test_the_page_of_licences_is_made_from_the_bill(sbom, root):
    listed = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    assert (root / "docs" / "licences.md").read_text(encoding="utf-8") == sbom.licences_page(listed)


def test_what_reaches_a_platform_is_listed_with_a_licence(sbom, root):
    listed = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    required = [each for each in listed if each["scope"] == "required"]
    shipped = {each["name"]: each["licenses"][0]["license"]["name"] for each in required}
    assert {each["scope"] for each in listed} == {"required", "excluded"}
    assert not {"not named", "not installed here"} & set(shipped.values())
    # What the wheel's requirements bring with them, by hand: this list is no source of the bill.
    brought = {"attrs", "fs", "lxml", "referencing", "rpds-py", "simplejson", "six", "typing-extensions", "webob"}
    assert brought | {"xblock", "jsonschema", "python-docx", "preact"} <= set(shipped)
    assert not {"pytest", "playwright", "django", "tutor", "esbuild", "typescript"} & set(shipped)


def test_the_scope_is_what_the_installed_packages_say(sbom, root):
    listed = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    required = {each["purl"] for each in listed if each["scope"] == "required"}
    here = {each["purl"] for each in sbom.python_components() + sbom.node_components() if each["scope"] == "required"}
    # The bill is of the lock file for 3.11. A later XBlock, locked for 3.12, brings edx-opaque-keys besides.
    assert here == required if sys.version_info[:2] == (3, 11) else required <= here


def test_the_bill_says_what_brings_what(root):
    bill = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))
    brings = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    reached, waiting = set(), [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        reference = waiting.pop()
        reached.add(reference)
        waiting += [each for each in brings.get(reference, []) if each not in reached]
    required = {each["bom-ref"] for each in bill["components"] if each["scope"] == "required"}
    assert reached - {bill["metadata"]["component"]["bom-ref"]} == required
