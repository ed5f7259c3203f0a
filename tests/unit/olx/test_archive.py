"""An export as it reaches the maintainer: by a Mac, a browser, a zip program, a login page, a broken download."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import os
import random
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from builder.reasons import why
from olx import archive as archives
from olx.archive import ExportError, opened
from olx.course import Course

FILES = {"course/course.xml": b'<course org="A" course="B" url_name="C"/>', "course/course/C.xml": b"<course/>"}
MAC = {
    "._course": b"\0\5\x16\7",
    "course/.DS_Store": b"\0\0\0\1Bud1",
    "course/._course.xml": b"\0\5\x16\7",
    "course/course/._C.xml": b"\0\5\x16\7",
    "__MACOSX/course/._course.xml": b"\0\5\x16\7",
    "course/static/Thumbs.db": b"\xd0\xcf",
}


def tar(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as packed:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    return path


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def read(path: Path) -> list[str]:
    with opened(path) as folder:
        return list(Course(folder).files)


def refused(path: Path) -> str:
    """Return the one sentence; no name of a temporary folder is in it."""
    with pytest.raises(ExportError) as error, opened(path):
        pass
    said = str(error.value)
    assert said.endswith(".")
    assert "export-" not in said
    assert "\n" not in said
    return said


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_way_of_packing_is_read(tmp_path, method):
    for path in (
        tar(tmp_path / "a.tar.gz", FILES),
        tar(tmp_path / "a.tar", FILES, "w"),
        tar(tmp_path / "b.tar.gz", FILES, "w"),  # a browser took it out and kept the name
        zipped(tmp_path / "a.zip", FILES, method),
        zipped(tmp_path / "c.tar.gz", FILES, method),
    ):
        assert read(path) == ["course.xml", "course/C.xml"]


@pytest.mark.parametrize("pack", [tar, zipped])
def test_what_a_mac_or_windows_adds_is_left_out(tmp_path, pack):
    assert read(pack(tmp_path / "a", {**MAC, **FILES})) == ["course.xml", "course/C.xml"]
    for name, data in {**MAC, **FILES}.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_bytes(data)
    assert read(tmp_path / "folder") == ["course.xml", "course/C.xml"]


@pytest.mark.parametrize("around", ["", "Downloads/", "Downloads/export/", "a/b/c/"])
def test_the_course_is_found_in_folders_around_it(tmp_path, around):
    files = {around + name: data for name, data in FILES.items()}
    assert read(tar(tmp_path / "a.tar.gz", files)) == ["course.xml", "course/C.xml"]


def test_the_outermost_course_counts(tmp_path):
    """A run that is called "course" has a course/course.xml of its own."""
    files = {"course/course.xml": b'<course org="A" course="B" url_name="course"/>', "course/course/course.xml": b""}
    assert read(tar(tmp_path / "a.tar.gz", files)) == ["course.xml", "course/course.xml"]


def test_two_courses_are_named(tmp_path):
    files = {f"all/{place}/course.xml": b"<course/>" for place in ("first", "second")}
    assert refused(tar(tmp_path / "both.tar.gz", files)) == (
        "both.tar.gz holds 2 courses (all/first, all/second). Unpack it and name the folder of one."
    )


@pytest.mark.parametrize("name", ["library/library.xml", "package.toml", "around/library/library.xml"])
def test_a_library_is_named(tmp_path, name):
    assert refused(zipped(tmp_path / "lib.zip", {name: b"<library/>"})) == (
        "lib.zip is the export of a library, not of a course. Export the course in Studio."
    )


@pytest.mark.parametrize("start", [b"<!DOCTYPE html><html>", b"\n <html lang='en'>", b"\xef\xbb\xbf<!doctype HTML>"])
def test_a_login_page_is_named(tmp_path, start):
    path = tmp_path / "export.tar.gz"
    path.write_bytes(start + b"<body>Sign in</body>")
    assert refused(path).startswith("export.tar.gz is a web page, not an export")


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tar", "a.zip"])
def test_a_download_that_broke_off_is_named(tmp_path, name):
    files = FILES | {"course/static/a.bin": bytes(range(256)) * 200}
    made = {"a.tar.gz": tar, "a.tar": lambda path, data: tar(path, data, "w"), "a.zip": zipped}[name]
    whole = made(tmp_path / name, files).read_bytes()
    for left in (len(whole) // 2, len(whole) // 3, 1_024 if name == "a.tar" else 100):  # a tar: between two files
        (tmp_path / name).write_bytes(whole[:left])
        assert refused(tmp_path / name) == (
            f"{name} ends too early: the download broke off. Download the export again."
        )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty. Download the export again."),
        (b"no archive", "is not an archive (.tar.gz, .tar or .zip). Take the file that Studio's export page gives."),
        (b'{"error": 404}', "is not an archive"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "is damaged"),
        (gzip.compress(b"no archive" * 100, mtime=0), "is damaged"),
        (b"PK\x03\x04" + bytes(500) + b"PK\x05\x06" + bytes(18), "holds no course.xml"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path, data, words):
    path = tmp_path / "export.tar.gz"
    path.write_bytes(data)
    assert words in refused(path)


def test_what_holds_no_course_is_named_as_it_was_given(tmp_path):
    assert refused(tar(tmp_path / "photos.tar.gz", {"a/b.png": b"x"})).startswith("photos.tar.gz holds no course.xml")
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path / "folder").startswith("folder holds no course.xml")


@pytest.mark.parametrize("name", ["../evil", "/evil", "course/../../evil", "course\\..\\evil", "C:evil"])
def test_a_name_in_a_zip_that_leaves_is_refused_before_anything_is_written(tmp_path, name):
    (tmp_path / "around/inside").mkdir(parents=True)
    path = zipped(tmp_path / "a.zip", FILES)
    with zipfile.ZipFile(path, "a") as packed:
        member = zipfile.ZipInfo("course/static/x")
        member.filename = name
        packed.writestr(member, b"evil")
    with pytest.raises(ExportError, match="leaves the export"):
        archives.unpack(path, tmp_path / "around/inside")
    assert [found.name for found in (tmp_path / "around").rglob("*")] == ["inside"]


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020644])
def test_a_link_or_device_in_a_zip_is_refused(tmp_path, kind):
    member = zipfile.ZipInfo("course/link")
    member.external_attr = kind << 16
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", FILES), "a") as packed:
        packed.writestr(member, "/etc/passwd")
    assert refused(tmp_path / "a.zip") == "course/link is a link or a device, not a file."


def test_the_bounds_hold_for_a_zip(tmp_path, monkeypatch):
    many = zipped(tmp_path / "many.zip", {f"course/{number}": b"" for number in range(5)})
    large = zipped(tmp_path / "large.zip", {"course/zeros": bytes(3000)})
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    assert "more than 3 files" in refused(many)
    monkeypatch.setattr(archives, "MAX_BYTES", 2000)
    assert "unpacks to more" in refused(large)


def test_a_zip_that_lies_about_sizes_gives_no_more_than_it_says(tmp_path, monkeypatch):
    """The list says ten bytes; the data unpack to a million."""
    path = zipped(tmp_path / "a.zip", {"course/course.xml": bytes(1_000_000)})
    size = (1_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    (tmp_path / "inside").mkdir()
    with pytest.raises(ExportError):
        archives.unpack(path, tmp_path / "inside")
    assert sum(found.stat().st_size for found in (tmp_path / "inside").rglob("*") if found.is_file()) <= 10


def test_a_zip_with_a_password_is_named(tmp_path):
    path = zipped(tmp_path / "a.zip", FILES, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    path.write_bytes(bytes(data))
    assert refused(path) == "a.zip is locked with a password. Take the file that Studio gave."


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_break_the_guard_of_zips(tmp_path, seed):
    chance = random.Random(seed)
    data = bytearray(zipped(tmp_path / "a.zip", FILES | {"course/x": b"abc" * 50}).read_bytes())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(2, len(data))] = chance.randrange(256)
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (tmp_path / "around/inside").mkdir(parents=True)
    with contextlib.suppress(ExportError):
        archives.unpack(tmp_path / "a.zip", tmp_path / "around/inside")
    assert [found.name for found in (tmp_path / "around").iterdir()] == ["inside"]
    assert not [found for found in (tmp_path / "around").rglob("*") if found.is_symlink()]


def test_git_beside_course_xml_is_no_part_of_the_course(tmp_path):
    for name in ("course.xml", ".git/HEAD", ".git/refs/heads/Main", "static/a.png", "static/.git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert list(Course(tmp_path).files) == ["course.xml", "static/.git/config", "static/a.png"]


@pytest.mark.parametrize("twin", ["course/course.xml", "course/course.xml/x", f"course/static/{'x' * 300}"])
@pytest.mark.parametrize("make", [tar, zipped])
def test_a_name_that_cannot_stand_beside_the_others_is_said_without_a_path_of_this_machine(tmp_path, make, twin):
    path = make(tmp_path / "export.any", FILES)
    if make is tar:  # once more, at the end
        with gzip.open(path) as packed:
            plain = packed.read()
        with tarfile.open(tmp_path / "plain", "w") as packed:
            packed.addfile(tarfile.TarInfo(twin))
        path.write_bytes(gzip.compress(plain[: 4 * 512] + (tmp_path / "plain").read_bytes()))
    else:
        with zipfile.ZipFile(path, "a") as packed, contextlib.suppress(UserWarning):
            packed.writestr(zipfile.ZipInfo(twin), b"")
    said = refused(path)
    assert said == (
        f"export.any cannot be unpacked: the name {twin[:100] + '...' * (len(twin) > 100)!r} clashes with another one, "
        "or is too long. Export again."
    )


def test_a_full_disk_is_said_without_a_path_of_this_machine(tmp_path, monkeypatch):
    def full(_source, target, *_rest):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    path = tar(tmp_path / "export.tar.gz", FILES)
    monkeypatch.setattr(archives.tarballs, "copy", full)
    assert refused(path) == f"export.tar.gz cannot be unpacked ({os.strerror(errno.ENOSPC)})."


def test_a_plain_tar_may_hold_a_folder_with_the_first_letters_of_a_zip(tmp_path):
    path = tar(tmp_path / "a.tar", {name.replace("course/", "PKI/", 1): data for name, data in FILES.items()}, "w")
    with opened(path) as folder:
        assert Course(folder).key == ("A", "B", "C")


def test_a_zip_that_is_packed_by_another_method_is_named(tmp_path):
    path = zipped(tmp_path / "a.zip", FILES, zipfile.ZIP_LZMA)
    assert refused(path).startswith("a.zip is packed in a way that few programs know.")


def test_a_damaged_archive_is_said_in_one_language(tmp_path):
    data = bytearray(zipped(tmp_path / "a.zip", FILES, zipfile.ZIP_STORED).read_bytes())
    data[data.find(b"<course ")] ^= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert refused(tmp_path / "a.zip") == "a.zip is damaged. Download the export again."


def test_the_list_of_a_large_zip_is_bounded_as_well(tmp_path):
    """A record for archives of more than 4 GB stands before the end, and zipfile believes it."""
    data = zipped(tmp_path / "a.zip", FILES).read_bytes()
    end = data.rfind(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, 1 << 40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    (tmp_path / "a.zip").write_bytes(data[:end] + record + locator + data[end:])
    with pytest.raises(ExportError) as refusal:
        archives.unpack(tmp_path / "a.zip", tmp_path)
    assert why(refusal.value) == "a.zip cannot be unpacked (a header is too large)."
