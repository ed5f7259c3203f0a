#!/usr/bin/env python3
"""Make what a release consists of, but publish nothing: make release   (or scripts/release.py --out FOLDER)

One step after the other, and a stop at the first that fails: the tree is committed; the version has a heading with a
date in CHANGELOG.md; a tag of this commit is that version; all tests pass; wheel, sdist and the course's tarball are
made from what git holds; SBOM and licences are those of the lock files; notes and sums are written.
The same commit gives the same bytes: every time in a file is that of the commit (SOURCE_DATE_EPOCH).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATED = r"\S+ - \d{4}-\d\d-\d\d"
BUILD = "import sys; from setuptools import build_meta as b; o = sys.argv[1]; b.build_wheel(o); b.build_sdist(o)"


class ReleaseError(Exception):
    """What keeps the release from being made, as a sentence that says what to do."""


def run(*command: str | Path, folder: Path = ROOT, **environment: str) -> str:
    """Run a program and return what it prints. Raises ReleaseError with its last lines where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise ReleaseError(f"{' '.join(words[:4])} failed:\n{said}")
    return done.stdout


@dataclass
class Release:
    """A release in the making: the folder for its files, a copy of the commit's tree, and the commit's time."""

    out: Path
    tree: Path
    tag: str = ""
    epoch: int = 0
    version: str = ""
    notes: str = ""

    def committed(self) -> None:
        """The tree is what git holds; take a copy of it."""
        if run("git", "status", "--porcelain", "--untracked-files=no").strip():
            raise ReleaseError("There are changes that are not committed. Commit or undo them, then try again.")
        self.epoch = int(run("git", "log", "-1", "--format=%ct"))
        packed = self.tree.parent / "tree.tar"
        run("git", "archive", "--output", packed, "HEAD")
        self.tree.mkdir(parents=True, exist_ok=True)
        run("tar", "-x", "-f", packed, "-C", self.tree)

    def versioned(self) -> None:
        """The version stands in one place, and a tag of this commit says the same."""
        self.version = version_of(self.tree)
        tags = [self.tag] if self.tag else run("git", "tag", "--points-at", "HEAD").split()
        wrong = [tag for tag in tags if re.match(r"v\d", tag) and tag != f"v{self.version}"]
        if wrong or (self.tag and self.tag != f"v{self.version}"):
            raise ReleaseError(f"The tag {(wrong or [self.tag])[0]} is not v{self.version}. Correct one of the two.")

    def described(self) -> None:
        """CHANGELOG.md has a heading with this version and a date; what stands below becomes the notes."""
        text = (self.tree / "CHANGELOG.md").read_text(encoding="utf-8")
        sections = (part.partition("\n") for part in text.split("\n## ")[1:])
        below = next((rest for head, _end, rest in sections if re.fullmatch(DATED, head) and self.is_mine(head)), "")
        if not below.strip():
            raise ReleaseError(
                f"CHANGELOG.md has no heading '## {self.version} - <year>-<month>-<day>' with changes below. "
                "Put it under '## Unreleased'."
            )
        self.notes = below.strip()

    def is_mine(self, heading: str) -> bool:
        """Tell whether a heading of CHANGELOG.md is that of this version."""
        return heading.startswith(f"{self.version} - ")

    def tested(self) -> None:
        """Every test passes."""
        run("make", "test")

    def packed(self) -> None:
        """Wheel and sdist, of the commit's tree."""
        with tempfile.TemporaryDirectory() as made:
            run(sys.executable, "-W", "ignore", "-c", BUILD, made, folder=self.tree, SOURCE_DATE_EPOCH=str(self.epoch))
            for path in sorted(Path(made).iterdir()):
                shutil.copyfile(path, self.out / path.name)
        for path in self.out.glob("human_rights_mooc-*.tar.gz"):
            self.make_plain(path)

    def make_plain(self, path: Path) -> None:
        """Write an sdist anew with names in order, and without the owners, modes and times of this machine."""
        plain = io.BytesIO()
        with tarfile.open(path) as old, tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as new:
            for entry in sorted(old.getmembers(), key=lambda each: each.name):
                entry.uid = entry.gid = 0
                entry.uname = entry.gname = ""
                entry.mtime, entry.pax_headers = self.epoch, {}
                entry.mode = 0o755 if entry.isdir() else 0o644
                new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
        path.write_bytes(gzip.compress(plain.getvalue(), 9, mtime=self.epoch))

    def course_packed(self) -> None:
        """The course's tarball, checked as every build is."""
        run(sys.executable, "scripts/build_tarball.py", "--course", self.tree / "course", "--out", self.out)

    def listed(self) -> None:
        """The list of what is used (CycloneDX), the licences, and the project's own licence."""
        for source, name in (
            ("docs/sbom.json", f"human-rights-mooc-{self.version}.cdx.json"),
            ("docs/licences.md", "licences.md"),
            ("LICENSE", "LICENSE"),
        ):
            shutil.copyfile(self.tree / source, self.out / name)

    def summed(self) -> None:
        """Notes as a draft, and the sum of every file but the sums'."""
        names = sorted(path.name for path in self.out.iterdir())
        notes = f"# Human rights at the local level {self.version}\n\n{self.notes}\n\n## Files\n\n"
        notes += "".join(f"- `{name}`\n" for name in names)
        notes += "\nCheck them with `sha256sum --check SHA256SUMS`. How to install: `docs/operators.md`.\n"
        (self.out / "notes.md").write_text(notes, encoding="utf-8")
        lines = [f"{hashlib.sha256((self.out / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        lines.append(f"{hashlib.sha256(notes.encode()).hexdigest()}  notes.md\n")
        (self.out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")

    def steps(self) -> dict[str, Callable[[], None]]:
        """Return the steps in their order, by name."""
        return {
            "tree": self.committed,
            "version": self.versioned,
            "changelog": self.described,
            "tests": self.tested,
            "packages": self.packed,
            "course": self.course_packed,
            "lists": self.listed,
            "sums": self.summed,
        }


def version_of(tree: Path) -> str:
    """Return the version of the package in a tree: of pyproject.toml, or of setup.py as long as it stands there."""
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    found = re.search(r'version="([^"]+)"', (tree / "setup.py").read_text(encoding="utf-8"))
    version = project.get("version") or (found and found[1])
    if not version:
        raise ReleaseError("Neither pyproject.toml nor setup.py names a version.")
    return str(version)


def main(arguments: list[str] | None = None) -> int:
    """Go through the steps; return 0, or 1 with a sentence."""
    parser = argparse.ArgumentParser(description="Make the files of a release. Nothing is published.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist/release", help="an empty folder, or one to be made")
    parser.add_argument("--tag", default="", help="the tag that must be this version, as v1.0.0")
    parser.add_argument("--without-tests", action="store_true", help="leave out `make test`")
    chosen = parser.parse_args(arguments)
    os.umask(0o022)  # modes of files go into the wheel
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        if any(chosen.out.iterdir()):
            raise ReleaseError(f"{chosen.out} is not empty. Remove it, or name another folder with --out.")
        with tempfile.TemporaryDirectory() as folder:
            release = Release(chosen.out.resolve(), Path(folder) / "tree", chosen.tag)
            for name, step in release.steps().items():
                if name != "tests" or not chosen.without_tests:
                    print(f"{name}: {(step.__doc__ or '').splitlines()[0]}", flush=True)
                    step()
    except (ReleaseError, OSError) as error:
        print(f"No release was made. {error}", file=sys.stderr)
        return 1
    print(f"Everything is in {chosen.out}. RELEASING.md says how to publish it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
