"""Import the course from its tarball, from inside Studio's process: `manage.py cms shell -c "..."`.

Idempotent: a course that exists is left alone, unless HRL_REPLACE is set. Reads HRL_COURSE (https address or path) and
HRL_SHA256; HRL_REPLACE, HRL_DRY_RUN, HRL_WITHOUT_SUM and HRL_ALLOW_HTTP are "yes" or empty.
The platform's modules are imported where they are used.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from human_rights_mooc import tarballs
from human_rights_mooc.addresses import ImportStoppedError, checked_source, shown
from human_rights_mooc.downloads import fetch

LARGEST_ROOT = 64 * 1024  # bytes of course.xml, which holds one element
# Source: opaque_keys.edx.locator, Locator.ALLOWED_ID_CHARS.
KEY_PART = re.compile(r"[\w\-~.:]+")
SHA256 = re.compile(r"[0-9a-f]{64}")
YES, NO = ("yes", "true", "1", "on"), ("", "no", "false", "0", "off")


@dataclass(frozen=True)
class Order:
    """What the job is asked to do; `sha256` is empty where the operator said that there is no sum."""

    source: str
    sha256: str
    replace: bool
    dry_run: bool
    allow_http: bool


def order_of(environment: Mapping[str, str]) -> Order:
    """Read the order from the environment; nothing is fetched yet. Raises ImportStoppedError."""
    allow_http = _told(environment, "HRL_ALLOW_HTTP")
    return Order(
        source=checked_source(environment.get("HRL_COURSE", ""), allow_http),
        sha256=_sum_of(environment.get("HRL_SHA256", ""), _told(environment, "HRL_WITHOUT_SUM")),
        replace=_told(environment, "HRL_REPLACE"),
        dry_run=_told(environment, "HRL_DRY_RUN"),
        allow_http=allow_http,
    )


def _told(environment: Mapping[str, str], name: str) -> bool:
    """Tell whether a yes stands under a name. Raises ImportStoppedError where neither yes nor no stands there."""
    value = environment.get(name, "").strip().lower()
    if value not in (*YES, *NO):
        raise ImportStoppedError(f"{name} says {shown(value)!r}. Say yes, or leave it empty.")
    return value in YES


def _sum_of(text: str, without: bool) -> str:
    """Return the sum from what `sha256sum` prints, 64 digits. Raises ImportStoppedError."""
    words = text.split()
    if not words and without:
        return ""
    if not words:
        raise ImportStoppedError(
            "No sum is given. Set HUMAN_RIGHTS_MOOC_COURSE_SHA256 to what stands beside the release's tarball; "
            "to import without a sum, give --without-sum."
        )
    if not SHA256.fullmatch(words[0].lower()):
        raise ImportStoppedError(f"{shown(words[0])!r} is no sha256, which has 64 digits from 0 to f. Copy it again.")
    return words[0].lower()


def check_sum(path: Path, expected: str) -> None:
    """Raise ImportStoppedError where the file's sha256 is not the expected one ('' is not checked)."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if expected and found != expected:
        raise ImportStoppedError(f"The tarball's sha256 is {found}, not {expected}. Fetch it again from the release.")


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the tarball into `folder`; return the folder with course.xml.

    Raises ImportStoppedError for links, names outside the folder, too much data or a missing course.xml.
    """
    try:
        tarballs.unpack(path, folder)
    except tarballs.TarballError as error:
        raise ImportStoppedError(_sentence(error)) from error
    found = sorted(folder.glob("*/course.xml"))
    if len(found) != 1:
        raise ImportStoppedError("The tarball does not hold one folder with course.xml. Is it the right file?")
    return found[0].parent


def _sentence(error: tarballs.TarballError) -> str:
    """Say why the guard refused the tarball."""
    if error.kind == "disk":
        return f"The tarball cannot be unpacked: {shown(error.reason)}. Check the disk of the cms container."
    why = {
        "link": "The tarball holds links or devices",
        "name": f"The name {shown(error.name)!r} leaves the course, so this is no tarball of a course",
        "files": f"The tarball holds more than {tarballs.MAX_FILES:,} files",
        "bytes": f"The tarball unpacks to more than {tarballs.MAX_BYTES // 1024 // 1024} MB",
        "short": f"{shown(error.name)} ends too early",
        "header": "The file is no tarball of a course: a header is too large",
        "unreadable": f"The file is no tarball of a course: {shown(error.reason)}",
    }
    return f"{why[error.kind]}. Is it the right file?"


def key_of(course_folder: Path) -> tuple[str, str, str]:
    """Return (org, course, run) of an unpacked course. Raises ImportStoppedError."""
    path = course_folder / "course.xml"
    try:
        text = path.read_text(encoding="utf-8-sig") if path.stat().st_size <= LARGEST_ROOT else ""
        root = ElementTree.fromstring(text) if "<!" not in text else None
    except (OSError, ValueError, LookupError, ElementTree.ParseError):
        root = None
    key = tuple(root.get(name, "") for name in ("org", "course", "url_name")) if root is not None else ()
    if not key or not all(map(KEY_PART.fullmatch, key)):
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
    order = order_of(environment)
    try:
        place = tempfile.TemporaryDirectory()
    except OSError as error:
        raise ImportStoppedError(f"No folder can be made to work in: {error}. Check the disk.") from error
    with place as name:
        tarball, folder = Path(name) / "course.tar.gz", Path(name) / "data"
        fetch(order.source, tarball, order.allow_http)
        check_sum(tarball, order.sha256)
        course_folder = unpack(tarball, folder)
        key = key_of(course_folder)
        label = "course-v1:" + "+".join(key)
        exists = course_exists(key)
        if exists and not order.replace:
            return f"{label} exists already: nothing was changed. With --replace, changes made in Studio are lost."
        if order.dry_run:
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
