"""Unpack a course's tarball without trusting it: plain files and folders, checked names, bounded sizes.

Used by the import job and by the builder's way home. Each file is written here, byte by byte: the filters of `tarfile`
came with Python 3.11.4 and are not in Debian 12. Standard library only.
"""

from __future__ import annotations

import errno
import gzip
import struct
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

MAX_FILES = 10_000
MAX_BYTES = 512 * 1024 * 1024  # unpacked, over all files
MAX_READ = 4 * 1024 * 1024  # bytes at once: tarfile takes a header of any size into memory
MAX_HEADERS = 16 * 1024 * 1024  # bytes of all headers: tarfile makes a list of a map of holes, whatever its length
# What a disk says of names: one that comes twice, or below a file, or too long. The archive is to blame, not the disk.
OF_NAMES = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL)
# What gzip and tarfile raise at bytes that are no archive; at their numbers and headers too.
UNREADABLE = (
    *(tarfile.TarError, EOFError, OSError, zlib.error, struct.error),
    *(ValueError, ArithmeticError, LookupError, RecursionError),
)


class TarballError(Exception):
    """The tarball is refused.

    `kind` says why: "link", "name", "files", "bytes", "header", "short", "disk" or "unreadable". `name` is the
    member's, where there is one; `reason` is what the library said, in its own words.
    """

    def __init__(self, kind: str, name: str = "", reason: object = ""):
        super().__init__(kind, name, reason)
        self.kind, self.name, self.reason = kind, name, reason


@dataclass(frozen=True)
class Limits:
    """How much a tarball may hold: files and folders, and bytes over all files."""

    files: int = MAX_FILES
    size: int = MAX_BYTES


class _Bounded:
    """A stream to read from that gives no more than MAX_READ bytes at once.

    While the headers are read it gives no more than MAX_HEADERS in all, and goes forward only: a size below zero would
    lead back, and gzip unpacks everything again for each step back.
    """

    def __init__(self, stream: IO[bytes]):
        self.stream, self.tell = stream, stream.tell
        self.left: int | None = MAX_HEADERS  # None when all headers are read

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises TarballError when too many are asked for."""
        if not 0 <= size <= MAX_READ:
            raise TarballError("header")
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise TarballError("header")
        return self.stream.read(size)

    def seek(self, place: int) -> int:
        """Go to a place. Raises TarballError for one before what was read; tarfile itself goes back by one byte."""
        if self.left is not None and place < self.stream.tell() - 1:
            raise TarballError("header")
        return self.stream.seek(place)

    def finish(self, most: int) -> None:
        """Read to the end, at most so many bytes: there a damaged archive is found out."""
        while most > 0 and (piece := self.stream.read(1024 * 1024)):
            most -= len(piece)


def unpack(archive: Path, folder: Path, limits: Limits | None = None) -> None:
    """Unpack a .tar.gz, or a .tar that a browser took out of it, into an empty folder.

    All members are looked at before the first is written. Raises TarballError.
    """
    limits = limits or Limits()
    try:
        with _plain(archive) as plain:
            stream = _Bounded(plain)
            ends = not isinstance(plain, gzip.GzipFile)  # gzip finds out by itself that its end is missing
            with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r:") as tar:
                members = _checked(tar, limits)
                stream.left = None
                if ends and members:
                    _check_end(plain, members[-1])
                for member in members:
                    _write(tar, member, folder)
                stream.finish(limits.size)
    except UNREADABLE as error:
        # What the disk refuses has a number; what gzip says of its bytes has none.
        of_disk = isinstance(error, OSError) and error.errno and error.errno not in OF_NAMES
        kind = "disk" if of_disk else "unreadable"
        raise TarballError(kind, reason=error) from error


def _plain(archive: Path) -> IO[bytes]:
    """Return what stands in a file, unpacked where it is a .gz. Raises OSError."""
    with archive.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(archive) if packed else archive.open("rb"))


def _check_end(plain: IO[bytes], last: tarfile.TarInfo) -> None:
    """Look for the empty block that ends an archive: cut off between two files, it looks whole. Raises TarballError."""
    blocks = -(-last.size // tarfile.BLOCKSIZE) if last.isfile() else 0
    plain.seek(last.offset_data + blocks * tarfile.BLOCKSIZE)
    if plain.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise TarballError("short", last.name)


def leaves(name: str) -> bool:
    """Tell whether a member's name may lead out of the folder that it is unpacked into, on any system."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or any(letter in name for letter in "\\\0:")


def _checked(tar: tarfile.TarFile, limits: Limits) -> list[tarfile.TarInfo]:
    """Return the members, all of them files and folders with names that stay inside. Raises TarballError."""
    members: list[tarfile.TarInfo] = []
    size = 0
    for member in tar:
        members.append(member)
        size += member.size
        if not (member.isfile() or member.isdir()) or member.issparse():  # a sparse file is a map of holes
            raise TarballError("link", member.name)
        if leaves(member.name):
            raise TarballError("name", member.name)
        if len(members) > limits.files:
            raise TarballError("files")
        if member.size < 0:
            raise TarballError("header", member.name)
        if size > limits.size:
            raise TarballError("bytes")
    return members


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one member, over nothing that is there. Owner, mode and time of the archive are left out."""
    target = folder / PurePosixPath(member.name)
    with of_member(member.name):
        (target if member.isdir() else target.parent).mkdir(parents=True, exist_ok=True)
    if member.isdir():
        return
    source = tar.extractfile(member)
    if source is None:
        raise TarballError("short", member.name)
    with source:
        copy(source, target, member.size, member.name)


@contextmanager
def of_member(name: str) -> Iterator[None]:
    """Blame a member where the disk does not take its name: what the disk says holds a path of this machine."""
    try:
        yield
    except OSError as error:
        if error.errno not in OF_NAMES:
            raise
        raise TarballError("unreadable", name, f"{error.strerror}: {name!r}") from error


def copy(source: IO[bytes], target: Path, size: int, name: str) -> None:
    """Write so many bytes of a member into a new file, piece by piece. Raises TarballError and OSError."""
    left = size
    with of_member(name), target.open("xb") as file:
        while left > 0:
            piece = source.read(min(left, 1024 * 1024))
            if not piece:
                raise TarballError("short", name)
            file.write(piece)
            left -= len(piece)
