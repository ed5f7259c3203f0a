"""Import the course from its tarball, from inside Studio's process: `manage.py cms shell -c "..."`.

Idempotent: a course that exists is left alone, unless HRL_REPLACE is set. Reads HRL_COURSE (https address or path),
HRL_SHA256, HRL_REPLACE and HRL_DRY_RUN. The platform's modules are imported where they are used.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import sys
import tarfile
import tempfile
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, cast

LARGEST_TARBALL = 50 * 1024 * 1024  # bytes
LARGEST_COURSE = 500 * 1024 * 1024  # bytes, unpacked
MOST_FILES = 10_000
LARGEST_READ = 4 * 1024 * 1024  # bytes at once: tarfile takes a header of any size into memory
LARGEST_ROOT = 64 * 1024  # bytes of course.xml, which holds one element
UNREADABLE = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError)
TIMEOUT = 60  # seconds


class ImportStoppedError(Exception):
    """The import cannot go on; the message says why and what to do."""


def fetch(source: str, target: Path) -> None:
    """Copy the tarball from an https address or a path to `target`.

    Raises ImportStoppedError.
    """
    if not source:
        raise ImportStoppedError("No course is named. Set HUMAN_RIGHTS_MOOC_COURSE, or give --course.")
    if "://" not in source:
        if not Path(source).is_file():
            raise ImportStoppedError(f"{source} is no file in the cms container. Mount it, or give an https address.")
        shutil.copyfile(source, target)
        return
    if urllib.parse.urlsplit(source).scheme != "https":
        raise ImportStoppedError(f"{source} is not an https address.")
    try:
        with urllib.request.urlopen(source, timeout=TIMEOUT) as answer, target.open("wb") as file:  # noqa: S310
            _copy_bounded(answer, file)
    except OSError as error:
        raise ImportStoppedError(f"{source} cannot be fetched: {error}. Check the address and the network.") from error


def _copy_bounded(answer, file) -> None:
    """Copy a stream of at most LARGEST_TARBALL bytes."""
    size = 0
    while part := answer.read(1 << 16):
        size += len(part)
        if size > LARGEST_TARBALL:
            raise ImportStoppedError("The tarball is larger than 50 MB. Is it the right file?")
        file.write(part)


def check_sum(path: Path, expected: str) -> None:
    """Raise ImportStoppedError where the file's sha256 is not the expected one ('' is not checked)."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if expected and found != expected.strip().split()[0].lower():
        raise ImportStoppedError(f"The tarball's sha256 is {found}, not {expected}. Fetch it again from the release.")


class BoundedStream:
    """A stream to read from that gives no more than LARGEST_READ bytes at once."""

    def __init__(self, stream):
        self.stream, self.seek, self.tell = stream, stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises tarfile.ReadError when too many are asked for."""
        if not 0 <= size <= LARGEST_READ:
            raise tarfile.ReadError("a header is too large")
        return self.stream.read(size)

    def finish(self) -> None:
        """Read to the end, where a damaged archive is found out."""
        left = LARGEST_COURSE
        while left > 0 and (piece := self.stream.read(1 << 20)):
            left -= len(piece)


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the tarball into `folder`; return the folder with course.xml.

    Raises ImportStoppedError for links, names outside the folder, too much data or a missing course.xml.
    """
    try:
        with (
            gzip.open(path) as plain,
            tarfile.open(fileobj=cast(IO, stream := BoundedStream(plain)), mode="r:") as archive,
        ):
            size, members = 0, []
            for number, member in enumerate(archive, 1):  # all are looked at before the first is written
                size += member.size
                _refuse(member, number, size)
                members.append(member)
            for member in members:
                archive.extract(member, folder, filter="data")
            stream.finish()
    except UNREADABLE as error:
        raise ImportStoppedError(f"The file is no tarball of a course: {error}.") from error
    found = sorted(folder.glob("*/course.xml"))
    if len(found) != 1:
        raise ImportStoppedError("The tarball does not hold one folder with course.xml. Is it the right file?")
    return found[0].parent


def _refuse(member: tarfile.TarInfo, number: int, size: int) -> None:
    """Raise ImportStoppedError for what no course's tarball holds; `number` and `size` count up to this member."""
    if not (member.isfile() or member.isdir()):
        raise ImportStoppedError("The tarball holds links or devices. Is it the right file?")
    if number > MOST_FILES:
        raise ImportStoppedError("The tarball holds more than 10,000 files. Is it the right file?")
    if size > LARGEST_COURSE:
        raise ImportStoppedError("The tarball unpacks to more than 500 MB. Is it the right file?")


def key_of(course_folder: Path) -> tuple[str, str, str]:
    """Return (org, course, run) of an unpacked course. Raises ImportStoppedError."""
    path = course_folder / "course.xml"
    try:
        text = path.read_text(encoding="utf-8-sig") if path.stat().st_size <= LARGEST_ROOT else ""
        root = ElementTree.fromstring(text) if "<!" not in text else None
    except (OSError, ValueError, LookupError, ElementTree.ParseError):
        root = None
    key = tuple(root.get(name, "") for name in ("org", "course", "url_name")) if root is not None else ()
    if not key or not all(key):
        raise ImportStoppedError("course.xml does not name a course. Is it the right file?")
    return key[0], key[1], key[2]


def course_exists(key: tuple[str, str, str]) -> bool:
    """Tell whether Studio has the course."""
    from opaque_keys.edx.locator import CourseLocator
    from xmodule.modulestore.django import modulestore

    return modulestore().has_course(CourseLocator(*key))


def import_folder(course_folder: Path) -> None:
    """Let the platform's own command import the course."""
    from django.core.management import call_command

    call_command("import", str(course_folder.parent), course_folder.name)


def run(environment: Mapping[str, str]) -> str:
    """Import the course as the environment says; return the sentence that tells what was done."""
    with tempfile.TemporaryDirectory() as name:
        tarball, folder = Path(name) / "course.tar.gz", Path(name) / "data"
        fetch(environment.get("HRL_COURSE", ""), tarball)
        check_sum(tarball, environment.get("HRL_SHA256", ""))
        course_folder = unpack(tarball, folder)
        key = key_of(course_folder)
        label = "course-v1:" + "+".join(key)
        exists = course_exists(key)
        if exists and not environment.get("HRL_REPLACE"):
            return f"{label} exists already: nothing was changed. With --replace, changes made in Studio are lost."
        if environment.get("HRL_DRY_RUN"):
            return f"Dry run: {label} would be {'replaced' if exists else 'created'}. Nothing was changed."
        import_folder(course_folder)
        return f"{label} was {'replaced' if exists else 'created'}."


def main() -> None:
    """Run as a job: print the result, leave with 1 where the import stopped."""
    try:
        print(run(os.environ))
    except ImportStoppedError as error:
        print(f"The course was not imported. {error}", file=sys.stderr)
        sys.exit(1)
