"""The command line of the way home."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from builder.course import Course
from builder.sync.archive import ExportError, opened
from builder.sync.home import plan_sync
from builder.xmlsafe import UnreadableError

ROOT = Path(__file__).resolve().parents[2]
DONE, REFUSED, USAGE = 0, 1, 2


def uncommitted(folder: Path) -> str | None:
    """Return why git could not give back what is overwritten, or None when it could."""
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain", "--", "."], cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError:
        return "git was not found"
    if done.returncode != 0:
        return f"{folder} is not in a git repository"
    changed = done.stdout.splitlines()
    if changed:
        return f"{folder} has changes that are not committed ({len(changed)} file(s), for example {changed[0][3:]})"
    return None


def main(argv: list[str] | None = None) -> int:
    """Bring an export home. Return 0 when done, 1 when refused or unreadable."""
    parser = argparse.ArgumentParser(
        prog="sync_export.py", description="Bring what the course team changed in Studio into the course folder."
    )
    parser.add_argument("export", type=Path, metavar="EXPORT", help="the .tar.gz that Studio's export page gives")
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR", help="course folder")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    parser.add_argument("--force", action="store_true", help="write even over changes that git does not know")
    args = parser.parse_args(argv)
    if not args.export.exists():
        parser.error(f"{args.export} does not exist. Name the file that Studio's export page gave you.")
    if not (args.course / "course.xml").is_file():
        parser.error(f"{args.course} is not a course folder. Name the folder that holds course.xml.")
    reason = None if args.dry_run or args.force else uncommitted(args.course)
    if reason:
        print(f"Nothing was changed: {reason}. Commit first, or say --force.", file=sys.stderr)
        return REFUSED
    try:
        with opened(args.export) as folder:
            theirs = Course(folder, follow_all=True)
            if theirs.tree is None:
                raise ExportError(f"course/{theirs.run or 'RUN'}.xml is missing or cannot be read.")
            plan = plan_sync(Course(args.course), theirs)
    except (ExportError, UnreadableError) as error:
        print(f"Nothing was changed: {error}", file=sys.stderr)
        return REFUSED
    for line in plan.lines():
        print(line)
    if not plan.files:
        print("Nothing differs.")
    for line in plan.unplaced:
        print(f"Not brought home: {line}")
    if plan.files and not args.dry_run:
        plan.apply()
        print(f"{len(plan.files)} file(s) changed. Look at them with: git diff")
    return DONE
