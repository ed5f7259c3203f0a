"""What the wheel and the sdist hold: what a platform needs, and nothing that would be published by mistake."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("practice_explorer", "rights_map", "action_plan", "human_rights_mooc", "rights_atlas")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build wheel and sdist from what git tracks; returns (names in the wheel, names in the sdist)."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("What git tracks is packed: this needs git, and a clone.")
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("out")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    code = "import sys; from setuptools import build_meta as b; o = sys.argv[1]; b.build_wheel(o); b.build_sdist(o)"
    subprocess.run([sys.executable, "-c", code, str(out)], cwd=source, check=True, capture_output=True, text=True)
    wheel = zipfile.ZipFile(next(out.glob("*.whl"))).namelist()
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        sdist = [name.partition("/")[2] for name in archive.getnames()]
    return wheel, sdist


def test_the_wheel_holds_the_blocks_and_nothing_else(built):
    wheel, _sdist = built
    tops = {name.split("/")[0] for name in wheel if not name.partition("/")[0].endswith(".dist-info")}
    assert tops == set(PACKAGES)


def test_every_block_brings_its_built_front_end(built):
    wheel, _sdist = built
    for package in PACKAGES[:3]:
        assert f"{package}/public/manifest.json" in wheel


def test_the_notices_of_what_is_inside_the_front_end_travel_with_it(built):
    wheel, sdist = built
    for package in PACKAGES[:3]:
        assert f"{package}/public/licences.txt" in wheel
        assert f"xblocks/{package}/public/licences.txt" in sdist
    assert any(".dist-info" in name and name.endswith("LICENSE") for name in wheel)


def test_nothing_is_published_that_is_not_meant_to_be(built):
    wheel, _sdist = built
    sources = (".ts", ".tsx", ".map", ".csv", ".pyc", ".po")
    assert [name for name in wheel if name.endswith(sources) or "/tests/" in name] == []
    public = [name for name in wheel if "/public/" in name]
    assert public
    assert {Path(name).suffix for name in public} <= {".js", ".css", ".json", ".txt"}
    assert {Path(name).name for name in public if name.endswith(".txt")} == {"licences.txt"}


def test_translations_travel(built):
    wheel, _sdist = built
    for language in ("es", "fr", "pt", "ar"):
        for package in (*PACKAGES[:3], "rights_atlas"):
            assert f"{package}/translations/{language}/LC_MESSAGES/text.mo" in wheel
        for package in PACKAGES[:3]:
            for name in ("text.js", "learner.js"):
                assert f"{package}/public/js/translations/{language}/{name}" in wheel


def test_the_sdist_holds_the_packages_and_nothing_of_the_course_the_tools_and_the_tests(built):
    _wheel, sdist = built
    tops = {name.split("/")[0] for name in sdist if name}
    assert tops <= {"xblocks", "setup.cfg", "setup.py", "pyproject.toml", "MANIFEST.in", "PKG-INFO"} | {
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
    }
    assert [name for name in sdist if name.endswith((".ts", ".tsx", ".csv")) or "/tests/" in name] == []


def test_the_sdist_builds_what_the_wheel_holds(built):
    wheel, sdist = built
    missing = [name for name in wheel if ".dist-info" not in name and f"xblocks/{name}" not in sdist]
    assert missing == []


def test_requirements_are_bounded_below_and_few(built):
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert len(lines) <= 5  # the fifth, anyascii: see docs/decisions/0066-atlas-ids-made-of-names.md
    assert all(">=" in line for line in lines)


def test_the_version_stands_in_one_place(root):
    """All else reads it: a second place would be forgotten. Records of the past and names of files in guides stay."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    declared = re.compile(rf"""version["']?\s*[:=(]+\s*["']{re.escape(version)}["']""")
    found = [
        name
        for name in filter(None, listed.split("\0"))
        if name.endswith((".py", ".toml", ".json", ".mjs", ".cfg", ".yml", ".yaml")) and "lock" not in name
        if name not in ("docs/sbom.json",) and not name.startswith("tests/")
        if (ROOT / name).is_file() and declared.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == ["pyproject.toml"]
