"""All code runs on Python 3.11.0: nothing is used that a later 3.11 brought, which Debian 12 (3.11.2) has not."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("xblocks", "builder", "preview", "scripts", "frontend", "tests")
# Source: "Changed in version 3.11.x" and "Added in version 3.11.x" in the library's reference.
LATER_ARGUMENTS = {
    ("extract", "filter"): "3.11.4",
    ("extractall", "filter"): "3.11.4",
    ("unpack_archive", "filter"): "3.11.4",
    ("getaddresses", "strict"): "3.11.10",
    ("parseaddr", "strict"): "3.11.10",
}
LATER_NAMES = {
    **dict.fromkeys(("data_filter", "tar_filter", "fully_trusted_filter", "extraction_filter"), "3.11.4"),
    "FilterError": "3.11.4",
    **dict.fromkeys(("SetReparseDeferralEnabled", "GetReparseDeferralEnabled"), "3.11.9"),
}


def later(text: str, name: str = "x.py") -> list[str]:
    """Return a line for each use of what came after 3.11.0."""
    found = []
    for node in ast.walk(ast.parse(text, name, feature_version=(3, 11))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for keyword in node.keywords:
                if since := LATER_ARGUMENTS.get((called, keyword.arg or "")):
                    found.append(f"{name}:{node.lineno}: {called}({keyword.arg}=) came with Python {since}")
        elif isinstance(node, ast.Attribute) and node.attr in LATER_NAMES:
            found.append(f"{name}:{node.lineno}: {node.attr} came with Python {LATER_NAMES[node.attr]}")
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_used_that_a_later_python_brought(folder):
    paths = [path for path in sorted((ROOT / folder).rglob("*.py")) if "node_modules" not in path.parts]
    assert paths
    found = [line for path in paths for line in later(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))]
    assert found == []


def test_the_guard_knows_what_it_looks_for():
    assert later("archive.extractall(folder, filter='data')") == ["x.py:1: extractall(filter=) came with Python 3.11.4"]
    assert later("import tarfile\ntarfile.data_filter") == ["x.py:2: data_filter came with Python 3.11.4"]
    assert later("archive.extractall(folder)\nfilter(None, [])") == []
