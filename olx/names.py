"""Where a name that came from outside may be written: the one place that decides.

A name is an asset's key, a url_name, a slug, the name of a file in an archive. Whoever made it may want it to leave the
folder, to reach what git owns, or may only have had another system than the next person. So a name is taken when every
system that a maintainer may use can hold it, and when nothing on its way leads elsewhere.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

MAX_PART = 100  # bytes; in a tar archive (ustar) a name holds no more, and
MAX_PATH = 140  # bytes below the course folder, so that any path can be split there
MAX_DEPTH = 8
WINDOWS_SIGNS = frozenset('<>:"|?*\\')
# "Naming Files, Paths, and Namespaces" of the Windows documentation; the name counts up to its first full stop.
WINDOWS_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])\Z", re.I)
GIT_ON_WINDOWS = re.compile(r"gi[^.]{0,6}~[0-9]+(\.[^.]{0,3})?\Z")  # GIT~1 is .git there, GI7EBA~1 .gitmodules
# A Mac's file system skips some of these in .git, and holds no sign that is not assigned (Cn). A private sign (Co)
# stands for a sign that Windows cannot hold, on discs that both read.
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")
# What a system puts beside files by itself: a Mac (where the platform leaves out "._" too) and Windows.
LITTER = (".DS_Store", "__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd", "Thumbs.db", "desktop.ini")
REPARSE_POINT = 0x400  # of Windows: a junction, which is no link and leads elsewhere all the same


class Reason(Enum):
    """Why a name is not written. builder/reasons.py has the sentences."""

    EMPTY = "empty"
    LEAVES = "leaves"
    GIT = "git"
    SIGN = "sign"
    DEVICE = "device"
    END = "end"
    LONG = "long"
    DEEP = "deep"
    LINK = "link"
    NO_FILE = "no-file"
    TWIN = "twin"


class UnsafeNameError(Exception):
    """A name that is not written: the name, why, and for a twin the other name."""

    def __init__(self, name: str, reason: Reason, other: str = ""):
        super().__init__(f"{name!a}: {reason.value} {other!a}".strip())
        self.name, self.reason, self.other = name, reason, other


def part_problem(part: str) -> Reason | None:
    """Return why one part of a path (no slash in it) cannot be a name, or None when it can."""
    if not part:
        return Reason.EMPTY
    if part in (".", ".."):
        return Reason.LEAVES
    if any(sign in WINDOWS_SIGNS or unicodedata.category(sign) in INVISIBLE for sign in part):
        return Reason.SIGN
    if part[-1] in ". " or part[0] == " ":
        return Reason.END
    if _is_of_git(part):
        return Reason.GIT
    if WINDOWS_DEVICES.match(part.split(".")[0].rstrip(" ")):
        return Reason.DEVICE
    return Reason.LONG if len(part.encode("utf-8")) > MAX_PART else None


def is_litter(part: str) -> bool:
    """Tell whether a system made a file or folder of this name by itself, so that it is no part of a course."""
    return part.startswith("._") or part in LITTER


def path_problem(path: str) -> Reason | None:
    """Return why a path with slashes, relative to a course folder, cannot be written, or None when it can."""
    if path.startswith("/") or "\\" in path or re.match(r"[A-Za-z]:", path):
        return Reason.LEAVES
    parts = path.split("/")
    for part in parts:
        problem = part_problem(part)
        if problem:
            return problem
    if len(parts) > MAX_DEPTH:
        return Reason.DEEP
    return Reason.LONG if len(path.encode("utf-8")) > MAX_PATH else None


def place(root: Path, path: str) -> Path:
    """Return where a relative path may be written, or removed, below a folder.

    Raises UnsafeNameError when the name cannot be written, when a link stands on the way or in its place, and when
    something else than a file is there already.
    """
    problem = path_problem(path)
    if problem:
        raise UnsafeNameError(path, problem)
    parts = path.split("/")
    here = root
    for depth, part in enumerate(parts, 1):
        here = here / part
        try:
            found = os.lstat(here)
        except FileNotFoundError:
            break
        except (NotADirectoryError, ValueError) as error:
            raise UnsafeNameError(path, Reason.NO_FILE) from error
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & REPARSE_POINT:
            raise UnsafeNameError(path, Reason.LINK)
        if not (stat.S_ISREG if depth == len(parts) else stat.S_ISDIR)(found.st_mode):
            raise UnsafeNameError(path, Reason.NO_FILE)
    return root / path


def twins(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of paths that some systems take for one: (the later, the earlier that it would hide).

    They differ in capitals or in how letters are composed only, in a folder's name or in their own, or one is the
    folder of the other.
    """
    seen: dict[str, tuple[str, str]] = {}  # folded: (as written, the path that it belongs to)
    files: dict[str, str] = {}
    found = []
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            written = "/".join(parts[:depth])
            folded = fold(written)
            spelled, owner = seen.setdefault(folded, (written, path))
            clash = spelled != written or (depth < len(parts) and folded in files)
            clash = clash or (depth == len(parts) and owner != path)
            if clash and owner != path:
                found.append((path, files.get(folded, owner)))
                break
        else:
            files[fold(path)] = path
    return found


def fold(path: str) -> str:
    """Return what a path is on a system that keeps neither capitals nor the composition of letters apart."""
    text = unicodedata.normalize("NFD", path)
    return unicodedata.normalize("NFD", text.casefold())


def _is_of_git(part: str) -> bool:
    """Tell whether git reads a file of this name, or a short name of Windows might be one that it reads."""
    plain = unicodedata.normalize("NFKC", part).casefold().rstrip(". ")
    return plain.startswith(".git") or bool(GIT_ON_WINDOWS.match(plain))
