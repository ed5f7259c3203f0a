"""Unpack a zip archive by the guard of tarballs: plain files and folders, checked names, bounded sizes.

Some people's programs unpack an export and pack it again as a zip. Nothing but the way home reads one.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, cast

from human_rights_mooc.tarballs import MAX_HEADERS, OF_NAMES, UNREADABLE, Limits, TarballError, copy, leaves, of_member

FIRST_BYTES = b"PK"
END = b"PK\x05\x06"  # of the record that ends an archive; 22 bytes and a comment of at most 64 kB
END_SIZE = 22
LOCATOR_64 = b"PK\x06\x07"  # of a larger archive: a longer record and where it begins stand before the end
END_64_SIZE = 76
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


def unpack(archive: Path, folder: Path, limits: Limits) -> None:
    """Unpack a zip into an empty folder. All members are looked at before the first is written.

    Raises TarballError, with "locked" for an archive that wants a password, "method" for another way of packing.
    """
    try:
        _check_list(archive)
        with zipfile.ZipFile(archive) as packed:
            for member in _checked(packed, limits):
                target = folder / PurePosixPath(member.filename)
                if member.is_dir():
                    with of_member(member.filename):
                        target.mkdir(parents=True, exist_ok=True)
                    continue
                with of_member(member.filename):
                    target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as source:
                    copy(cast(IO[bytes], source), target, member.file_size, member.filename)
    except (*UNREADABLE, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        of_disk = isinstance(error, OSError) and error.errno and error.errno not in OF_NAMES
        raise TarballError("disk" if of_disk else "unreadable", reason=error) from error


def _check_list(archive: Path) -> None:
    """Look at the size of the list of members, which zipfile takes into memory at once. Raises TarballError."""
    with archive.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - END_SIZE - 0xFFFF - END_64_SIZE))
        tail = file.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise TarballError("unreadable", reason=EOFError())
    (length,) = struct.unpack_from("<L", tail, place + 12)
    if tail[:place][-20:].startswith(LOCATOR_64) and place >= END_64_SIZE:  # then zipfile believes the longer record
        (length,) = struct.unpack_from("<Q", tail, place - END_64_SIZE + 40)
    if length > MAX_HEADERS:
        raise TarballError("header")


def _checked(packed: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the members, all of them files and folders with names that stay inside. Raises TarballError."""
    members = packed.infolist()
    if len(members) > limits.files:
        raise TarballError("files")
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise TarballError("link", member.filename)
        if leaves(member.filename):
            raise TarballError("name", member.filename)
        if member.flag_bits & ENCRYPTED:
            raise TarballError("locked", member.filename)
        if member.compress_type not in METHODS:
            raise TarballError("method", member.filename)
    if sum(member.file_size for member in members) > limits.size:
        raise TarballError("bytes")
    return members
