"""The command line of the way home."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from rights_atlas.command_line import add_language_option, multilingual

from builder.course import Course
from builder.sync.archive import ExportError, opened
from builder.sync.home import plan_sync
from builder.wording import _, ngettext
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
        return _("git was not found")
    if done.returncode != 0:
        return _("{folder} is not in a git repository", folder=folder)
    changed = done.stdout.splitlines()
    if changed:
        return ngettext(
            "{folder} has changes that are not committed ({count} file(s), for example {name})",
            "{folder} has changes that are not committed ({count} file(s), for example {name})",
            len(changed),
            folder=folder,
            name=changed[0][3:],
        )
    return None


@multilingual
def main(argv: list[str]) -> int:
    """Bring an export home. Return 0 when done, 1 when refused or unreadable."""
    parser = argparse.ArgumentParser(
        prog="sync_export.py", description=_("Bring what the course team changed in Studio into the course folder.")
    )
    parser.add_argument("export", type=Path, metavar="EXPORT", help=_("the .tar.gz that Studio's export page gives"))
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR", help=_("course folder"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change, write nothing"))
    parser.add_argument("--force", action="store_true", help=_("write even over changes that git does not know"))
    add_language_option(parser)
    args = parser.parse_args(argv)
    if not args.export.exists():
        parser.error(
            _("{export} does not exist. Name the file that Studio's export page gave you.", export=args.export)
        )
    if not (args.course / "course.xml").is_file():
        parser.error(_("{course} is not a course folder. Name the folder that holds course.xml.", course=args.course))
    reason = None if args.dry_run or args.force else uncommitted(args.course)
    if reason:
        print(_("Nothing was changed: {reason}. Commit first, or say --force.", reason=reason), file=sys.stderr)
        return REFUSED
    try:
        with opened(args.export) as folder:
            theirs = Course(folder, follow_all=True)
            if theirs.tree is None:
                raise ExportError(_("course/{run}.xml is missing or cannot be read.", run=theirs.run or "RUN"))
            plan = plan_sync(Course(args.course), theirs)
    except (ExportError, UnreadableError) as error:
        print(_("Nothing was changed: {error}", error=error), file=sys.stderr)
        return REFUSED
    for line in plan.lines():
        print(line)
    if not plan.files:
        print(_("Nothing differs."))
    for line in plan.unplaced:
        print(_("Not brought home: {line}", line=line))
    if plan.files and not args.dry_run:
        plan.apply()
        print(
            ngettext(
                "{count} file(s) changed. Look at them with: git diff",
                "{count} file(s) changed. Look at them with: git diff",
                len(plan.files),
            )
        )
    return DONE
