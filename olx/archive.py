"""Open a Studio export without trusting it: no link, no name that leaves the folder, bounded sizes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from human_rights_mooc import tarballs

from builder.wording import _

MAX_FILES = tarballs.MAX_FILES
MAX_BYTES = tarballs.MAX_BYTES


class ExportError(Exception):
    """The export cannot be read; the text is a sentence for the person who gave it."""


@contextmanager
def opened(archive: Path) -> Iterator[Path]:
    """Yield the folder that holds the export's course.xml, and remove it afterwards.

    A folder instead of an archive is taken as it is. Raises ExportError.
    """
    if archive.is_dir():
        yield _course_folder(archive)
        return
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        unpack(archive, Path(folder))
        yield _course_folder(Path(folder))


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a .tar.gz into an empty folder. Raises ExportError at anything but plain files and folders."""
    try:
        tarballs.unpack(archive, folder, tarballs.Limits(MAX_FILES, MAX_BYTES))
    except tarballs.TarballError as error:
        raise ExportError(_sentence(archive, error)) from error


def _sentence(archive: Path, error: tarballs.TarballError) -> str:
    """Say why the guard refused."""
    if error.kind == "link":
        return _("{name} is a link or a device, not a file.", name=error.name)
    if error.kind == "name":
        return _("The name {name!r} leaves the export.", name=error.name)
    if error.kind == "files":
        return _("The export holds more than {max_files} files.", max_files=MAX_FILES)
    if error.kind == "bytes":
        return _("The export unpacks to more than {number} MB.", number=MAX_BYTES // 1024 // 1024)
    if error.kind == "short":
        return _("{name} ends too early.", name=error.name)
    reason = _("a header is too large") if error.kind == "header" else error.reason
    return _("{archive} cannot be unpacked ({error}).", archive=archive, error=reason)


def _course_folder(folder: Path) -> Path:
    """Return the folder with course.xml: the one given, or the only one below it."""
    if (folder / "course.xml").is_file():
        return folder
    found = [path for path in sorted(folder.iterdir()) if (path / "course.xml").is_file()]
    if len(found) != 1:
        raise ExportError(_("No course.xml was found in {name}: this is not an export of a course.", name=folder.name))
    return found[0]
