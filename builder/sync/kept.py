"""What git could give back: the way home overwrites and removes nothing else unless it is told to."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from builder.wording import _, ngettext


def uncommitted(folder: Path) -> str | None:
    """Return why git could not give back what is overwritten, or None when it could."""
    try:
        done = _git(folder, "status", "--porcelain", "-z")
    except OSError:
        return _("git was not found")
    if done.returncode != 0:
        return _("{folder} is not in a git repository", folder=folder)
    changed = [line for line in done.stdout.split("\0") if line]
    if changed:
        return ngettext(
            "{folder} has changes that are not committed ({count} file(s), for example {name})",
            "{folder} has changes that are not committed ({count} file(s), for example {name})",
            len(changed),
            folder=folder,
            name=changed[0][3:],
        )
    return None


def unwatched(folder: Path, paths: Iterable[str]) -> str | None:
    """Return why git could not give back some files, or None when it could.

    It could not for a file that it ignores, and does not look at one that it was told to take as unchanged.
    """
    listed = _git(folder, "ls-files", "-v", "-z")  # "H name" for a file that is watched
    watched = {line[2:] for line in listed.stdout.split("\0") if line.startswith("H ")}
    lost = [path for path in paths if (folder / path).exists() and path not in watched]
    if lost:
        return ngettext(
            "git ignores {name}, so it could not give it back ({count} file(s) like this)",
            "git ignores {name}, so it could not give it back ({count} file(s) like this)",
            len(lost),
            name=lost[0],
        )
    return None


def _git(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Ask git about a folder; it writes nothing and starts nothing of its own."""
    return subprocess.run(
        ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *command, "--", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
    )
