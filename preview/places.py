"""Where the course's files are read: below its folder, and never by a link, which may lead anywhere on this machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def file_at(root: Path, path: str) -> Path | None:
    """Return the file at a path with slashes below a folder, or None.

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


def is_link(root: Path, path: str) -> bool:
    """Tell whether a link stands at a path below a folder, or on the way to it."""
    here = root
    try:
        for part in path.split("/"):
            here = here / part
            if stat.S_ISLNK(os.lstat(here).st_mode):
                return True
    except (OSError, ValueError):
        pass
    return False
