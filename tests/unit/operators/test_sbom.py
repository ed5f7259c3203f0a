"""The software bill of materials lists what the lock files lock: no more, no less, in these versions."""

import importlib.util
import json

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


def test_what_a_platform_gets_is_listed_with_a_licence(sbom, root):
    listed = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    required = [each for each in listed if each["scope"] == "required"]
    shipped = {each["name"].lower(): each["licenses"][0]["license"]["name"] for each in required}
    assert set(shipped) == sbom.SHIPPED
    assert not {"not named", "not installed here"} & set(shipped.values())
