"""Pack a course folder into the tarball that Studio imports: the same tree gives the same bytes anywhere."""

from __future__ import annotations

import hashlib
import io
import struct
import tarfile
import zlib
from pathlib import Path

from olx.course import Course
from olx.names import Reason, UnsafeNameError, part_problem
from olx.writing import write_file

TOP = "course"  # the importer looks for course.xml in any top folder; one fixed name keeps the bytes stable


def tarball_name(course: Course) -> str:
    """Return the file name of the tarball, for example UCLG-HRLOCAL-2026.tar.gz."""
    return "-".join(course.key) + ".tar.gz"


def pack(course: Course) -> bytes:
    """Return the tarball: members sorted by path, owner 0, mode 644, time 0, no file name or time in gzip."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT, encoding="utf-8") as archive:
        for folder in _folders(course):
            archive.addfile(_member(f"{TOP}/{folder}".rstrip("/"), tarfile.DIRTYPE, 0o755))
        for path in course.files:
            data = course.data(path)
            member = _member(f"{TOP}/{path}", tarfile.REGTYPE, 0o644)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return gzip_stored(raw.getvalue())


def gzip_stored(data: bytes) -> bytes:
    """Return data in a gzip stream of stored blocks (RFC 1951, 3.2.4; RFC 1952).

    What a compressor writes differs between zlib, zlib-ng and their versions; stored blocks have one form.
    """
    header = b"\x1f\x8b\x08\x00" + b"\x00" * 4 + b"\x00\xff"  # deflate, no name, no time, unknown system
    blocks = []
    for start in range(0, len(data), 0xFFFF) or [0]:
        piece = data[start : start + 0xFFFF]
        last = start + 0xFFFF >= len(data)
        blocks.append(struct.pack("<BHH", last, len(piece), len(piece) ^ 0xFFFF) + piece)
    trailer = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return header + b"".join(blocks) + trailer


def write_tarball(course: Course, out: Path) -> tuple[Path, str]:
    """Write the tarball and its .sha256 into a folder, each in one step. Return its path and its digest.

    Raises OSError, and UnsafeNameError when the course's key cannot be the name of a file.
    """
    data = pack(course)
    digest = hashlib.sha256(data).hexdigest()
    name = tarball_name(course)
    problem = part_problem(name) if "/" not in name else Reason.LEAVES
    if problem:
        raise UnsafeNameError(name, problem)
    out.mkdir(parents=True, exist_ok=True)
    target = out / name
    write_file(target, data)
    write_file(target.with_name(f"{name}.sha256"), f"{digest}  {name}\n".encode())
    return target, digest


def _folders(course: Course) -> list[str]:
    folders = {""}
    for path in course.files:
        parts = path.split("/")[:-1]
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return sorted(folders)


def _member(name: str, kind: bytes, mode: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.mode, member.mtime = kind, mode, 0
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member
