"""The files of a course folder as they stand at one moment: found by exact name, never by a link, parsed once.

What is not there, cannot be read or is larger than it may be is an UnreadableError that is kept as long as the file
stays as it is.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from olx.errors import N_, MissingError, TooLargeError, UnreadableError
from olx.jsonsafe import read_json
from olx.names import is_litter
from olx.xmlsafe import decode, parse_html, parse_xml

# The size, in bytes, that a text of the course may have; see the rule `text-size`. What stands in static/ is data.
MAX_TEXT_BYTES = {".html": 200_000, ".xml": 1_000_000, ".json": 1_000_000}
Signature = tuple[int, int, int]  # what tells that a file changed: time (ns), size, mode


@dataclass(frozen=True)
class HtmlDoc:
    """A piece of HTML of the course: a lesson, a tab, a page about the course, the handouts, an update."""

    path: str
    text: str
    root: etree._Element
    line_offset: int = 0

    def line(self, element: etree._Element) -> int:
        """Line of an element in `path`."""
        return (element.sourceline or 1) + self.line_offset


class Files(Mapping[str, os.stat_result]):
    """Every file below a folder (links are not followed), by POSIX path relative to it, in the order of the path.

    Left out: what a Mac or Windows puts beside files, and the `.git` of a course that is a repository's root.
    limited: a text may have no more than MAX_TEXT_BYTES. before: an earlier look at the same folder; what it parsed and
    what did not change since is not parsed again.
    """

    def __init__(self, root: Path, limited: bool = True, before: Files | None = None):
        self.root, self.limited = root, limited
        self._found = _walk(root, exported=not limited)
        self._parsed: dict[tuple[str, str], tuple[Signature | None, Any]] = dict(before._parsed) if before else {}
        self._asked: set[str] = set()
        self.last_read = ""  # for a sentence about what could not be understood

    def __getitem__(self, path: str) -> os.stat_result:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def is_file(self, path: str) -> bool:
        """Tell whether a path names a real file of the course, with the same case."""
        self._asked.add(path)
        found = self._found.get(path)
        return found is not None and stat.S_ISREG(found.st_mode)

    def signature(self, path: str) -> Signature | None:
        """Return the signature of a file as it is on the disk now, or None when there is none."""
        try:
            return _signature(os.lstat(self.root / path))
        except (OSError, ValueError):
            return None

    @property
    def are_current(self) -> bool:
        """False when a file that somebody asked for has changed, come or gone since."""
        return all(self._is_as_seen(path) for path in list(self._asked))

    def _is_as_seen(self, path: str) -> bool:
        seen = self._seen(path)
        now = self.signature(path)
        return now == seen or (seen is None and not _is_listed(self.root, path))

    def _seen(self, path: str) -> Signature | None:
        return _signature(self._found[path]) if path in self._found else None

    def limit(self, path: str) -> int | None:
        """Return how many bytes a text of the course may have; None for other files."""
        counted = self.limited and not path.startswith("static/")
        return MAX_TEXT_BYTES.get(Path(path).suffix) if counted else None

    def data(self, path: str) -> bytes:
        """Return a file's bytes. Raises UnreadableError when it is not there, a link, or refused by the disk."""
        if not self.is_file(path):
            if self._is_link(path):
                raise UnreadableError(0, N_("This is a link to another file. Put the file itself in its place.")).at(
                    path
                )
            raise MissingError(path)
        self.last_read = path
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:  # it went since
            raise MissingError(path) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableError(0, N_("The file cannot be read ({reason})."), reason=reason).at(path) from error

    def _is_link(self, path: str) -> bool:
        parts = path.split("/")
        steps = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return any(step in self._found and stat.S_ISLNK(self._found[step].st_mode) for step in steps)

    def text(self, path: str) -> str:
        """Return a file's text. Raises UnreadableError when it is not there, too large or not UTF-8."""
        limit = self.limit(path)
        if limit and self.is_file(path) and self._found[path].st_size > limit:
            raise TooLargeError(1, N_("The file is larger than {number} kB."), number=limit // 1000).at(path)
        try:
            return decode(self.data(path))
        except UnreadableError as error:
            raise error.at(path) from None

    def xml(self, path: str) -> etree._Element:
        """Return the root element of an XML file. Raises UnreadableError."""
        return self._once("xml", path, lambda: parse_xml(self.text(path).encode("utf-8")))

    def html(self, path: str) -> HtmlDoc:
        """Return an HTML file. Raises UnreadableError."""
        return self._once("html", path, lambda: _html_doc(path, self.text(path)))

    def json(self, path: str) -> object:
        """Return the content of a JSON file. Raises UnreadableError."""
        return self._once("json", path, lambda: read_json(self.text(path)))

    def _once(self, kind: str, path: str, read: Callable[[], Any]) -> Any:
        self._asked.add(path)
        known = self._parsed.get((kind, path))
        if known is None or known[0] != self._seen(path):
            try:
                found: Any = read()
            except UnreadableError as error:
                found = error.at(path)
            self._parsed[kind, path] = known = (self._seen(path), found)
        if isinstance(known[1], UnreadableError):
            raise known[1].with_traceback(None)  # it is kept; its way through the code is not
        return known[1]


def file_at(root: Path, path: str) -> Path | None:
    """Return the file at a path with slashes below a folder as it is now, or None.

    None also for a link on the way or in its place, a way out of the folder, and a name that no system takes.
    """
    parts = path.split("/")
    if not path or any(part in ("", ".", "..") for part in parts):
        return None
    here, mode = root, 0
    try:
        for part in parts:
            here = here / part
            mode = os.lstat(here).st_mode
            if stat.S_ISLNK(mode):
                return None
    except (OSError, ValueError):  # not there, too long, NUL
        return None
    return here if stat.S_ISREG(mode) else None


def _is_listed(root: Path, path: str) -> bool:
    """Tell whether `_walk` would find a file now: by this very name, through no link, and not left out.

    A disk also takes `a/../b`, `./b`, another case on some systems, and what lies behind a link.
    """
    parts = path.split("/")
    here = os.fspath(root)
    try:
        for depth, part in enumerate(parts, 1):
            if _is_left_out(part, depth == 1, exported=False) or part not in os.listdir(here):
                return False
            here = os.path.join(here, part)
            if depth < len(parts) and os.path.islink(here):
                return False
    except OSError:
        return False
    return os.path.islink(here) or not os.path.isdir(here)


def _walk(root: Path, exported: bool) -> dict[str, os.stat_result]:
    found = {}
    for folder, folders, names in os.walk(root):
        at_root = folder == os.fspath(root)
        for entries in (folders, names):
            entries[:] = sorted(name for name in entries if not _is_left_out(name, at_root, exported))
        for name in list(folders):
            if os.path.islink(os.path.join(folder, name)):
                names.append(name)
                folders.remove(name)
        for name in names:
            full = os.path.join(folder, name)
            try:
                found[Path(os.path.relpath(full, root)).as_posix()] = os.lstat(full)
            except FileNotFoundError:  # it went since
                continue
    return dict(sorted(found.items()))


def _is_left_out(name: str, at_root: bool, exported: bool) -> bool:
    """Tell whether a name is no part of the course: what a Mac or Windows puts beside files; git's own at the root."""
    return is_litter(name) or (at_root and (name == ".git" or (name.startswith(".git") and not exported)))


def _signature(found: os.stat_result) -> Signature:
    return found.st_mtime_ns, found.st_size, found.st_mode


def _html_doc(path: str, text: str) -> HtmlDoc:
    try:
        return HtmlDoc(path, text, parse_html(text))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(1, N_("The HTML cannot be read ({error})."), error=error) from None
