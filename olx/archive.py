"""Open a Studio export without trusting it: no link, no name that leaves the folder, bounded sizes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from human_rights_mooc import tarballs

from olx import zips
from olx.errors import N_, Sentence, UnreadableError
from olx.names import is_litter

MAX_FILES = tarballs.MAX_FILES
MAX_BYTES = tarballs.MAX_BYTES
DEEPEST = 4  # folders around course.xml; some programs pack the folder that they unpacked into as well
LONGEST_SHOWN = 100  # characters of a name in an archive
# Files that say that an archive holds a library: of the older kind, and of the newer.
LIBRARY = ("library.xml", "package.toml")


class ExportError(UnreadableError):
    """The export cannot be read as a whole; the sentence is for the person who gave it."""

    def __init__(self, text: str, /, **values: object):
        super().__init__(0, text, **values)


@contextmanager
def opened(archive: Path) -> Iterator[Path]:
    """Yield the folder that holds the export's course.xml, and remove it afterwards.

    A folder instead of an archive is taken as it is. Raises ExportError.
    """
    if archive.is_dir():
        yield _course_folder(archive, archive.name or str(archive))
        return
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        unpack(archive, Path(folder))
        yield _course_folder(Path(folder), archive.name)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a .tar.gz, a .tar or a .zip into an empty folder. Raises ExportError at anything but files and folders."""
    limits = tarballs.Limits(MAX_FILES, MAX_BYTES)
    try:
        start = _start(archive)
        is_zip = start.startswith(zips.FIRST_BYTES) and not _is_tar(start)
        (zips if is_zip else tarballs).unpack(archive, folder, limits)
    except tarballs.TarballError as error:
        raise _refusal(archive.name, start, error) from error


def _start(archive: Path) -> bytes:
    """Return the first bytes of a file, which say what it is. Raises OSError."""
    with archive.open("rb") as file:
        return file.read(1000)


def _refusal(name: str, start: bytes, error: tarballs.TarballError) -> ExportError:
    """Say why the guard refused, and what to do."""
    if error.kind == "link":
        return ExportError(N_("{name} is a link or a device, not a file."), name=error.name)
    if error.kind == "name":
        return ExportError(N_("The name {name!r} leaves the export."), name=error.name)
    if error.kind == "files":
        return ExportError(N_("The export holds more than {max_files} files."), max_files=MAX_FILES)
    if error.kind == "bytes":
        return ExportError(N_("The export unpacks to more than {number} MB."), number=MAX_BYTES // 1024 // 1024)
    if error.kind == "locked":
        return ExportError(N_("{archive} is locked with a password. Take the file that Studio gave."), archive=name)
    if error.kind == "method":
        return ExportError(
            N_("{archive} is packed in a way that few programs know. Pack it again as a plain zip."), archive=name
        )
    if error.kind == "unreadable" and error.name:
        return ExportError(
            N_(
                "{archive} cannot be unpacked: the name {name!r} clashes with another one, or is too long. Export "
                "again."
            ),
            archive=name,
            name=_short(error.name),
        )
    if error.kind == "disk":
        reason = getattr(error.reason, "strerror", None) or error.reason  # without the path, which is a passing one
        return ExportError(N_("{archive} cannot be unpacked ({error})."), archive=name, error=reason)
    if error.kind == "header":
        return ExportError(
            N_("{archive} cannot be unpacked ({error})."), archive=name, error=Sentence(N_("a header is too large"))
        )
    return _no_archive(name, start, error)


def _no_archive(name: str, start: bytes, error: tarballs.TarballError) -> ExportError:
    """Say what a file is that cannot be unpacked."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return ExportError(N_("{archive} is empty. Download the export again."), archive=name)
    if text.startswith((b"<!doctype html", b"<html")):
        sentence = N_(
            "{archive} is a web page, not an export: the site may have asked for a login. Log in to Studio, then "
            "download the export again."
        )
        return ExportError(sentence, archive=name)
    packed = text.startswith((b"\x1f\x8b", zips.FIRST_BYTES.lower())) or _is_tar(start)
    if packed and (error.kind == "short" or _ends_early(error.reason)):
        return ExportError(
            N_("{archive} ends too early: the download broke off. Download the export again."), archive=name
        )
    if packed:
        return ExportError(N_("{archive} is damaged. Download the export again."), archive=name)
    return ExportError(
        N_("{archive} is not an archive (.tar.gz, .tar or .zip). Take the file that Studio's export page gives."),
        archive=name,
    )


def _is_tar(start: bytes) -> bool:
    """Tell whether a file begins with the header of a tar: its first member may have any name, "PK..." as well."""
    return start[257:262] == b"ustar"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}..."


def _ends_early(reason: object) -> bool:
    return isinstance(reason, EOFError) or "unexpected end of data" in str(reason)


def _course_folder(folder: Path, name: str) -> Path:
    """Return the folder that holds course.xml: the outermost one. `name` is what the person called the export.

    Raises ExportError.
    """
    level = [folder]
    for _depth in range(DEEPEST + 1):
        found = [path for path in level if (path / "course.xml").is_file()]
        if len(found) == 1:
            return found[0]
        if found:
            folders = ", ".join(path.relative_to(folder).as_posix() for path in found)
            raise ExportError(
                N_("{archive} holds {count} courses ({folders}). Unpack it and name the folder of one."),
                archive=name,
                count=len(found),
                folders=folders,
            )
        if any((path / file).is_file() for path in level for file in LIBRARY):
            raise ExportError(
                N_("{archive} is the export of a library, not of a course. Export the course in Studio."), archive=name
            )
        inside = (path for parent in level for path in sorted(parent.iterdir()))
        level = [path for path in inside if path.is_dir() and not path.is_symlink() and not is_litter(path.name)]
    raise ExportError(
        N_(
            "{archive} holds no course.xml, so it is not the export of a course. Take the file that Studio's export "
            "page gives."
        ),
        archive=name,
    )
