"""A release, made on a clone: all files, the same bytes twice, and a stop with a sentence where something is wrong."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WHO = {f"GIT_{role}_{what}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
HEADING = "## 1.0.0 - 2026-12-24"


def git(clone, *words):
    """Run git in the clone; returns what it prints."""
    done = subprocess.run(["git", *words], cwd=clone, env={**os.environ, **WHO}, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a clone with the files as they are here, a heading for the version, and a tag."""
    folder = tmp_path_factory.mktemp("release") / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), folder], check=True)
    for name in filter(None, git(ROOT, "ls-files", "-z").split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    log = folder / "CHANGELOG.md"
    log.write_text(log.read_text(encoding="utf-8").replace("## Unreleased\n", f"## Unreleased\n\n{HEADING}\n", 1))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Version 1.0.0")
    git(folder, "tag", "v1.0.0")
    return folder


def release(clone, out, *words):
    """Make a release of the clone; returns (exit code, what it says, what it complains)."""
    command = [sys.executable, "scripts/release.py", "--without-tests", "--out", out, *words]
    done = subprocess.run(list(map(str, command)), cwd=clone, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def made(clone, tmp_path_factory):
    """Return two releases of the same commit, the second made later, under another umask and in another time zone."""
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    assert release(clone, first)[0] == 0
    old = os.umask(0o077)
    zone = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Kiritimati"
    try:
        code, _said, error = release(clone, second)
    finally:
        os.umask(old)
        os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
    assert code == 0, error
    return first, second


def test_a_release_has_everything_that_is_published(made):
    names = {path.name for path in made[0].iterdir()}
    assert names == {
        "human_rights_mooc-1.0.0-py3-none-any.whl",
        "human_rights_mooc-1.0.0.tar.gz",
        "UCLG-HRLOCAL-2026.tar.gz",
        "UCLG-HRLOCAL-2026.tar.gz.sha256",
        "human-rights-mooc-1.0.0.cdx.json",
        "licences.md",
        "LICENSE",
        "notes.md",
        "SHA256SUMS",
    }


def test_the_same_commit_gives_the_same_bytes(made):
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in made)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_sums_are_those_of_the_files(made):
    sums = dict(line.split()[::-1] for line in (made[0] / "SHA256SUMS").read_text().splitlines())
    assert sums.keys() == {path.name for path in made[0].iterdir()} - {"SHA256SUMS"}
    for name, told in sums.items():
        assert hashlib.sha256((made[0] / name).read_bytes()).hexdigest() == told


def test_times_in_the_packages_are_those_of_the_commit(made, clone):
    at = int(git(clone, "log", "-1", "--format=%ct"))
    with tarfile.open(made[0] / "human_rights_mooc-1.0.0.tar.gz") as sdist:
        assert {entry.mtime for entry in sdist} == {at}
    with zipfile.ZipFile(made[0] / "human_rights_mooc-1.0.0-py3-none-any.whl") as wheel:
        assert len({entry.date_time for entry in wheel.infolist()}) == 1


def test_the_notes_are_the_changes_of_the_version(made):
    notes = (made[0] / "notes.md").read_text(encoding="utf-8")
    assert notes.startswith("# Human rights at the local level 1.0.0\n")
    assert "Three XBlocks" in notes
    assert "`UCLG-HRLOCAL-2026.tar.gz`" in notes


def test_a_tag_that_is_not_the_version_stops_it(clone, tmp_path):
    code, said, error = release(clone, tmp_path / "out", "--tag", "v1.0.1")
    assert code == 1
    assert "The tag v1.0.1 is not v1.0.0." in error
    assert "packages:" not in said


def test_what_is_not_committed_and_a_missing_heading_stop_it(clone, tmp_path):
    log = clone / "CHANGELOG.md"
    before = log.read_text(encoding="utf-8")
    try:
        log.write_text(re.sub(r"## 1\.0\.0 - .+", "## Some day", before), encoding="utf-8")
        assert "not committed" in release(clone, tmp_path / "one")[2]
        git(clone, "commit", "-q", "-a", "-m", "No heading")
        code, _said, error = release(clone, tmp_path / "two")
        assert code == 1
        assert "CHANGELOG.md has no heading '## 1.0.0 - " in error
    finally:
        git(clone, "reset", "-q", "--hard", "v1.0.0")


def test_files_of_an_earlier_release_are_not_mixed_with_new_ones(clone, made):
    code, _said, error = release(clone, made[0])
    assert code == 1
    assert "is not empty" in error


def test_the_version_stands_in_one_place_and_the_front_end_does_not_disagree():
    import importlib.util
    import json

    spec = importlib.util.spec_from_file_location("release", ROOT / "scripts/release.py")
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    spec.loader.exec_module(script)
    told = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8")).get("version")
    assert told in (None, "0.0.0", script.version_of(ROOT))
