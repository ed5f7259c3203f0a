"""Archives that no platform gives: bombs, links, names that leave the folder, headers that lie."""

from __future__ import annotations

import gzip
import random
import tarfile
from io import BytesIO
from pathlib import Path

GOOD = b'<course org="UCLG" course="SMALL" url_name="2026"/>'
GIGABYTE = 1024**3


class Zeros:
    """A file of zeros that needs no memory."""

    def __init__(self, size: int):
        self.left = size

    def read(self, size: int = -1) -> bytes:
        """Return the next zeros."""
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return bytes(size)


def _add(tar: tarfile.TarFile, name: str, data: bytes = GOOD, kind: bytes = tarfile.REGTYPE, link: str = "") -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    member.size = len(data) if kind == tarfile.REGTYPE else 0
    tar.addfile(member, BytesIO(data) if kind == tarfile.REGTYPE else None)


def _archive(path: Path, fill) -> None:
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        _add(tar, "course/course.xml")
        fill(tar)


def bomb(path: Path, _chance: random.Random) -> None:
    """A gigabyte of zeros in a few megabytes."""

    def fill(tar):
        member = tarfile.TarInfo("course/static/zeros.bin")
        member.size = GIGABYTE
        tar.addfile(member, Zeros(GIGABYTE))

    _archive(path, fill)


def header_bomb(path: Path, chance: random.Random) -> None:
    """A header of half a gigabyte, which a reader takes into memory at once."""
    member = tarfile.TarInfo("././@PaxHeader")
    member.type = chance.choice([tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
    member.size = GIGABYTE // 2
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(member.tobuf(tarfile.GNU_FORMAT))
        for _ in range(member.size // 2**20):
            stream.write(bytes(2**20))


def many_files(path: Path, _chance: random.Random) -> None:
    """More files than a course has, all empty."""
    _archive(path, lambda tar: [_add(tar, f"course/static/{n}", b"") for n in range(60_000)])


def leaving_names(path: Path, chance: random.Random) -> None:
    """A name that leaves the folder."""
    root = path.resolve().parent
    names = ("../escaped", "course/../../escaped", f"{root}/escaped", "course/a/../../../../escaped", "/escaped.hrl")
    _archive(path, lambda tar: _add(tar, chance.choice(names)))


def links(path: Path, chance: random.Random) -> None:
    """A link, hard or symbolic, to a file or folder, and a file through it."""
    kind = chance.choice([tarfile.SYMTYPE, tarfile.LNKTYPE])
    target = chance.choice(["/etc/passwd", "..", "../../escaped", "/", "course.xml", "x"])

    def fill(tar):
        _add(tar, "course/x", kind=kind, link=target)
        _add(tar, "course/x/escaped")

    _archive(path, fill)


def devices(path: Path, chance: random.Random) -> None:
    """A device or a pipe."""
    kind = chance.choice([tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
    _archive(path, lambda tar: _add(tar, "course/static/x", kind=kind))


def twice(path: Path, _chance: random.Random) -> None:
    """A file that is also a folder."""

    def fill(tar):
        _add(tar, "course/static")
        _add(tar, "course/static/a.png")

    _archive(path, fill)


def odd_names(path: Path, chance: random.Random) -> None:
    """A name that no file system takes."""
    name = chance.choice(["course/" + "a" * 300, "course/" + "a/" * 3_000, "course/a\\..\\b", "course/C:escaped"])
    _archive(path, lambda tar: _add(tar, name))


def cut_off(path: Path, chance: random.Random) -> None:
    """An archive that ends too early."""
    _archive(path, lambda tar: _add(tar, "course/static/a.bin", chance.randbytes(100_000)))
    path.write_bytes(path.read_bytes()[: chance.randint(20, 90_000)])


def flipped(path: Path, chance: random.Random) -> None:
    """An archive with a few bytes changed."""
    _archive(path, lambda tar: _add(tar, "course/static/a.bin", chance.randbytes(100_000)))
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[chance.randrange(10, len(data))] ^= 0xFF
    path.write_bytes(bytes(data))


def lying_size(path: Path, chance: random.Random) -> None:
    """A header that promises more than there is."""
    member = tarfile.TarInfo("course/course.xml")
    member.size = chance.choice([10**6, 10**12, 8**11 - 1])
    path.write_bytes(gzip.compress(member.tobuf(tarfile.GNU_FORMAT) + GOOD))


def no_course(path: Path, chance: random.Random) -> None:
    """No course.xml, or two."""
    names = chance.choice([["a/b.xml"], ["a/course.xml", "b/course.xml"], ["course.xml/x"]])
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            _add(tar, name)


ARCHIVES = (
    *(bomb, header_bomb, many_files, leaving_names, links, devices, twice),
    *(odd_names, cut_off, flipped, lying_size, no_course),
)


def pack(path: Path, files: dict[str, bytes]) -> None:
    """Pack files under course/, as Studio does."""
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for name, data in files.items():
            _add(tar, f"course/{name}", data)
