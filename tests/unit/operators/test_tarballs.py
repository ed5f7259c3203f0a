"""The guard that unpacks tarballs for the job and for the way home: it writes inside its folder, or says why not."""

import contextlib
import gzip
import io
import random
import tarfile
import tempfile
from pathlib import Path

import pytest
from human_rights_mooc import tarballs
from human_rights_mooc.tarballs import Limits, TarballError, unpack
from hypothesis import given
from hypothesis import strategies as st


def member(name, kind=tarfile.REGTYPE, size=3, link=""):
    """A header, with three bytes of content where it is a file."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size, made.mode = kind, link, size if kind == tarfile.REGTYPE else 0, 0o6777
    return made


def packed(path, *members):
    """Write a tarball of members."""
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for each in members:
            tar.addfile(each, io.BytesIO(b"x" * each.size) if each.size else None)
    return path


@pytest.fixture
def folder(tmp_path):
    """An empty folder, two below the test's own, so that what leaves it is seen."""
    made = tmp_path / "around" / "inside"
    made.mkdir(parents=True)
    return made


def kind_of(path, folder, **limits):
    """Return why the guard refuses; what is written anywhere is checked."""
    with pytest.raises(TarballError) as refused:
        unpack(path, folder, Limits(**limits))
    assert [found.name for found in folder.parent.iterdir()] == ["inside"]
    return refused.value.kind


def test_files_and_folders_are_written_without_owner_and_mode(folder, tmp_path):
    path = packed(
        tmp_path / "a.tar.gz",
        member("course", tarfile.DIRTYPE), member("course/a.xml"), member("course/b/é.txt"), member("course/c", size=0),
    )  # fmt: skip
    unpack(path, folder)
    assert sorted(found.relative_to(folder).as_posix() for found in folder.rglob("*")) == [
        "course", "course/a.xml", "course/b", "course/b/é.txt", "course/c",
    ]  # fmt: skip
    assert (folder / "course/a.xml").read_bytes() == b"xxx"
    assert (folder / "course/a.xml").stat().st_mode & 0o7111 == 0


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", "a/..", "a\\..\\..\\out", "C:out", "a:b"])
def test_a_name_that_leaves_is_refused_before_anything_is_written(folder, tmp_path, name):
    assert kind_of(packed(tmp_path / "a.tar.gz", member("first"), member(name)), folder) == "name"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_what_is_neither_file_nor_folder_is_refused(folder, tmp_path, kind):
    path = packed(tmp_path / "a.tar.gz", member("first"), member("x", kind, link="first"))
    assert kind_of(path, folder) == "link"
    assert list(folder.iterdir()) == []


def test_bounds(folder, tmp_path):
    path = packed(tmp_path / "a.tar.gz", *(member(str(number)) for number in range(5)))
    assert kind_of(path, folder, files=4) == "files"
    assert kind_of(path, folder, size=14) == "bytes"
    unpack(path, folder, Limits(files=5, size=15))


@pytest.mark.parametrize("names", [("a", "a"), ("a", "a/b"), ("a/b", "a"), (".",), ("a" * 300,), ("./a", "a")])
def test_nothing_is_written_over_what_is_there(folder, tmp_path, names):
    # The archive is to blame: nobody is sent to look at the disk.
    assert kind_of(packed(tmp_path / "a.tar.gz", *map(member, names)), folder) == "unreadable"


def test_half_a_character_in_a_name_is_refused_or_written_as_its_byte(folder, tmp_path):
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        header = bytearray(member("a?b", size=0).tobuf(tarfile.USTAR_FORMAT))
        header[1], header[148:156] = 0xFF, b" " * 8
        header[148:155] = b"%06o\0" % sum(header[:512])
        file.write(bytes(header) + bytes(1024))
    with contextlib.suppress(TarballError):
        unpack(tmp_path / "a.tar.gz", folder)
    assert [found.name for found in folder.parent.iterdir()] == ["inside"]


def test_what_is_no_archive_is_unreadable(folder, tmp_path):
    path = tmp_path / "a.tar.gz"
    for data in (b"", b"no archive", b"\x1f\x8b\x08\x00" + bytes(20), gzip.compress(b"no archive" * 100)):
        path.write_bytes(data)
        assert kind_of(path, folder) == "unreadable"
    assert kind_of(tmp_path / "none", folder) == "disk"


def _headers(chance):
    """Headers of all kinds with numbers and names that no clock, disk or alphabet knows."""
    numbers = ("1e400", "-1", "nan", "9" * 5000, "0x10", "", "\ud800", "\x00", "²", "1_0")
    keys = ("mtime", "size", "uid", "path", "linkpath", "GNU.sparse.map", "GNU.sparse.major", "GNU.sparse.size")
    made = member(chance.choice(("a", "b/" * 60, "é" * 90)), chance.choice((tarfile.REGTYPE, tarfile.DIRTYPE)))
    pairs = {chance.choice(keys): chance.choice(numbers) for _ in range(3)}
    body = b""
    for key, value in pairs.items():
        text = f" {key}={value}\n".encode("utf-8", "surrogatepass")
        body += str(chance.choice((len(text) + 2, 0, 10**20, len(text) + 3))).encode() + text
    pax = tarfile.TarInfo("././@PaxHeader")
    pax.type, pax.size = chance.choice((tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME)), len(body)
    blocks = pax.tobuf(tarfile.USTAR_FORMAT) + body + bytes(-len(body) % 512)
    return blocks + made.tobuf(tarfile.PAX_FORMAT, "utf-8") + b"xxx" + bytes(509)


@given(seed=st.integers(0, 2**32))
def test_no_bytes_break_the_guard(seed):
    # Whole headers that lie; the same with a few bytes changed; the same cut off.
    chance = random.Random(seed)
    data = bytearray(b"".join(_headers(chance) for _ in range(2)) + bytes(1024))
    for _ in range(chance.choice((0, 0, 4, 8))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    squeezed = gzip.compress(bytes(data), 1)
    with tempfile.TemporaryDirectory() as around:
        path, folder = Path(around) / "a.tar.gz", Path(around) / "inside"
        folder.mkdir()
        path.write_bytes(squeezed[: chance.randint(5, len(squeezed))] if chance.random() < 0.2 else squeezed)
        with contextlib.suppress(TarballError):
            unpack(path, folder, Limits(files=100, size=1_000_000))
        assert {found.name for found in Path(around).iterdir()} == {"a.tar.gz", "inside"}
        assert not [found for found in folder.rglob("*") if found.is_symlink()]


def test_a_header_of_any_size_is_not_taken_into_memory(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(tarballs, "MAX_READ", 1024 * 1024)
    pax = tarfile.TarInfo("././@PaxHeader")
    pax.type, pax.size = tarfile.XHDTYPE, 2 * 1024 * 1024
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        file.write(pax.tobuf(tarfile.USTAR_FORMAT) + bytes(pax.size))
    assert kind_of(tmp_path / "a.tar.gz", folder) == "header"


def _raw(name, kind, size):
    """A header with a size of any sign, as GNU writes large numbers."""
    header = bytearray(tarfile.TarInfo(name).tobuf(tarfile.USTAR_FORMAT))
    header[156:157], header[124:136] = kind, (size % (1 << 96)).to_bytes(12, "big") if size < 0 else b"%011o\0" % size
    header[148:156] = b" " * 8
    header[148:155] = b"%06o\0" % sum(header)
    return bytes(header)


def _pax(**pairs):
    """An extended header of pairs."""
    body = b""
    for key, value in pairs.items():
        text = f" {key.replace('_', '.')}={value}\n".encode()
        body += next(b"%d" % size + text for size in range(len(text), 99) if len(b"%d" % size) + len(text) == size)
    return _raw("pax", tarfile.XHDTYPE, len(body)) + body + bytes(-len(body) % 512)


@pytest.mark.parametrize(
    "end",
    [_raw("b", b"0", -512), _raw("b", b"S", -512), _pax(size=-1536) + _raw("b", b"0", 0), _raw("b", b"5", -1024)],
    ids=["size", "sparse", "extended", "folder"],
)
def test_no_size_leads_back_to_what_was_read(folder, tmp_path, end):
    """gzip would unpack the first member again for each step back, as often as there may be files."""
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(_raw("a", b"0", 1 << 20) + bytes(1 << 20) + end))
    assert kind_of(tmp_path / "a.tar.gz", folder, files=50) in ("header", "link")
    assert list(folder.iterdir()) == []


def test_a_map_of_holes_is_refused_whatever_its_length(folder, tmp_path, monkeypatch):
    start = _pax(GNU_sparse_major=1, GNU_sparse_minor=0, GNU_sparse_realsize=5) + _raw("a", b"0", 1024)
    small = start + b"1\n0\n5\n".ljust(512, b"\0") + b"hello".ljust(512, b"\0") + bytes(1024)
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(small))
    assert kind_of(tmp_path / "a.tar.gz", folder) == "link"
    monkeypatch.setattr(tarballs, "MAX_HEADERS", 100_000)
    read = []
    gunzip = gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda self, size: read.append(size) or gunzip(self, size))
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(start + b"1000000\n" + b"0\n" * 2_000_000))
    assert kind_of(tmp_path / "a.tar.gz", folder) == "header"
    assert sum(read) <= 100_000
