"""Open a Studio export without trusting it: no link, no name that leaves the folder, bounded sizes."""

from __future__ import annotations

import gzip
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from builder.wording import _

MAX_FILES = 10_000
MAX_BYTES = 512 * 1024 * 1024  # unpacked, over all files
MAX_READ = 4 * 1024 * 1024  # at once: tarfile takes a header of any size into memory
UNREADABLE = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError)


class ExportError(Exception):
    """The export cannot be read; the text is a sentence for the person who gave it."""


class Bounded:
    """A stream to read from that gives no more than MAX_READ bytes at once."""

    def __init__(self, stream):
        self.stream, self.seek, self.tell = stream, stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises tarfile.ReadError when too many are asked for."""
        if not 0 <= size <= MAX_READ:
            raise tarfile.ReadError(_("a header is too large"))
        return self.stream.read(size)

    def finish(self) -> None:
        """Read to the end, where a damaged archive is found out."""
        left = MAX_BYTES
        while left > 0 and (piece := self.stream.read(1024 * 1024)):
            left -= len(piece)


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
    total = count = 0
    try:
        with gzip.open(archive) as plain, tarfile.open(fileobj=cast(IO, stream := Bounded(plain)), mode="r:") as tar:
            members = []
            for member in tar:  # all of them are looked at before the first is written
                count, total = count + 1, total + member.size
                _refuse(member, count, total)
                members.append(member)
            for member in members:
                target = folder / PurePosixPath(member.name)
                if member.isdir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                source = tar.extractfile(member)
                if source is None:
                    raise ExportError(_("{name} cannot be read.", name=member.name))
                with source, target.open("xb") as file:
                    _copy(source, file, member)
            stream.finish()
    except UNREADABLE as error:
        raise ExportError(_("{archive} cannot be unpacked ({error}).", archive=archive, error=error)) from error


def _refuse(member: tarfile.TarInfo, count: int, total: int) -> None:
    path = PurePosixPath(member.name)
    if not (member.isfile() or member.isdir()):
        raise ExportError(_("{name} is a link or a device, not a file.", name=member.name))
    if path.is_absolute() or ".." in path.parts or "\\" in member.name or "\0" in member.name or ":" in member.name:
        raise ExportError(_("The name {name!r} leaves the export.", name=member.name))
    if count > MAX_FILES:
        raise ExportError(_("The export holds more than {max_files} files.", max_files=MAX_FILES))
    if total > MAX_BYTES:
        raise ExportError(_("The export unpacks to more than {number} MB.", number=MAX_BYTES // 1024 // 1024))


def _copy(source, stream, member: tarfile.TarInfo) -> None:
    left = member.size
    while left > 0:
        piece = source.read(min(left, 1024 * 1024))
        if not piece:
            raise ExportError(_("{name} ends too early.", name=member.name))
        stream.write(piece)
        left -= len(piece)


def _course_folder(folder: Path) -> Path:
    """Return the folder with course.xml: the one given, or the only one below it."""
    if (folder / "course.xml").is_file():
        return folder
    found = [path for path in sorted(folder.iterdir()) if (path / "course.xml").is_file()]
    if len(found) != 1:
        raise ExportError(_("No course.xml was found in {name}: this is not an export of a course.", name=folder.name))
    return found[0]
