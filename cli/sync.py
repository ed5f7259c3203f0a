"""`hrl sync`: the way home of a Studio export."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from builder.reasons import why
from builder.sync.home import plan_sync
from builder.sync.kept import uncommitted, unwatched
from builder.sync.plan import Plan
from builder.sync.words import shown
from builder.wording import N_, _, ngettext
from cli.exits import DONE, FOUND, INTERRUPTED, UsageError
from olx.archive import ExportError, opened
from olx.course import Course
from olx.names import Reason, UnsafeNameError
from olx.writing import BrokenOffError, BusyError, broken_off, recover
from olx.xmlsafe import UnreadableError

ROOT = Path(__file__).resolve().parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the way home."""
    parser.add_argument("export", type=Path, metavar="EXPORT", help=_("the .tar.gz that Studio's export page gives"))
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR", help=_("course folder"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change, write nothing"))
    parser.add_argument("--force", action="store_true", help=_("write even over changes that git does not know"))
    parser.add_argument("--json", action="store_true", help=_("print what changes as JSON"))


def verify(args: argparse.Namespace) -> None:
    """Raise UsageError where the words name no export, or no course."""
    if not args.export.exists():
        raise UsageError(
            _("{export} does not exist. Name the file that Studio's export page gave you.", export=args.export)
        )
    if not (args.course / "course.xml").is_file() and not broken_off(args.course):
        raise UsageError(
            _("{course} is not a course folder. Name the folder that holds course.xml.", course=args.course)
        )


def run(args: argparse.Namespace) -> int:
    """Bring an export home. FOUND: refused or unreadable; then nothing was changed."""
    verify(args)
    try:
        return _bring_home(args)
    except UnsafeNameError as error:
        reason = f"{why(error)} {_advice(error)}"
    except UnreadableError as error:
        reason = f"{error.path}: {why(error)}" if error.path else why(error)
    except BusyError:
        reason = _("another run is changing this folder. Wait until it has ended, then try again.")
    except BrokenOffError as error:
        return _refuse(_broken_off(error))
    except (OSError, KeyboardInterrupt) as error:
        reason = _("it was stopped.")
        if isinstance(error, OSError):
            reason = _("{what}. Mend that, then try again.", what=error.strerror or error)
        code = INTERRUPTED if isinstance(error, KeyboardInterrupt) else FOUND
        if broken_off(args.course):
            return _refuse(
                _("Some files could not be moved ({reason}). Run the same again: it puts them back.", reason=reason),
                code,
            )
        return _refuse(_("Nothing was changed: {error}", error=reason), code)
    return _refuse(_("Nothing was changed: {error}", error=reason))


def _bring_home(args: argparse.Namespace) -> int:
    if args.dry_run and broken_off(args.course):
        return _refuse(_("An earlier run was broken off. Run it without --dry-run: it puts the files back first."))
    if not args.dry_run and recover(args.course):
        print(_("An earlier run was broken off. The files that it had moved are back in their places."))
    guarded = not (args.dry_run or args.force)
    reason = uncommitted(args.course) if guarded else None
    if reason is None:
        with opened(args.export) as folder:
            plan = _planned(Course(args.course), Course(folder, follow_all=True))
        reason = unwatched(args.course, plan.files) if guarded else None
    if reason:
        return _refuse(_("Nothing was changed: {reason}. Commit first, or say --force.", reason=reason))
    if args.json:
        print(json.dumps(_as_data(plan), ensure_ascii=False, indent=1))
    else:
        _report(plan, names=args.dry_run)
    if plan.files and not args.dry_run:
        plan.apply()
        if args.json:
            return DONE
        print(
            ngettext(
                "{count} file(s) changed. Look at them with: git diff",
                "{count} file(s) changed. Look at them with: git diff",
                len(plan.files),
            )
        )
    return DONE


def _planned(ours: Course, theirs: Course) -> Plan:
    """Return the plan. Whatever an export may hold, what is said of it is a sentence with a file and a reason."""
    try:
        for course, is_export in ((theirs, True), (ours, False)):
            if course.tree is None:
                raise _no_tree(course, is_export)
        return plan_sync(ours, theirs)
    except (UnreadableError, UnsafeNameError, OSError):
        raise
    except Exception as error:
        file = theirs.last_read or "course.xml"
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        raise ExportError(
            N_("{file} in the export cannot be understood ({reason}). Send it to a maintainer."),
            file=file,
            reason=reason,
        ) from error


def _no_tree(course: Course, is_export: bool) -> ExportError:
    """Say why a course has no tree."""
    root = course.xml_or_none("course.xml")
    if root is not None and len(root):
        if is_export:
            return ExportError(
                N_(
                    "in the export, course.xml holds the whole course, so Studio did not write it. Import it into "
                    "Studio, then export it there."
                )
            )
        return ExportError(
            N_(
                "our course.xml holds the whole course, and an export needs a file a block. Unpack an export into the "
                "course folder once instead."
            )
        )
    path = f"course/{course.run}.xml" if course.run else "course.xml"
    if is_export:
        return ExportError(N_("{path} is missing or cannot be read in the export."), path=path)
    return ExportError(N_("{path} of our course is missing or cannot be read. Mend it first."), path=path)


def _as_data(plan: Plan) -> dict[str, object]:
    """Return a plan for a machine: the names of the files, and the same sentences as for a person."""
    kinds = {
        path: "removed" if data is None else "changed" if plan.ours.is_file(path) else "new"
        for path, data in sorted(plan.files.items())
    }
    return {"files": kinds, "changes": plan.words, "lost": plan.lost, "unplaced": plan.unplaced}


def _report(plan: Plan, names: bool) -> None:
    """Say what the plan changes; first of all what would be lost in Studio at the next import."""
    for line in plan.lost:
        print(shown(_("The next import into Studio removes there: {line}", line=line)))
    for line in plan.lines():
        print(shown(line))
    if not plan.files:
        print(_("Nothing differs."))
    for line in plan.unplaced:
        print(shown(_("Not brought home: {line}", line=line)))
    for line in plan.file_lines() if names else ():
        print(shown(line))


def _advice(error: UnsafeNameError) -> str:
    if error.reason in (Reason.LINK, Reason.NO_FILE):
        return _("Take it away from the course folder, then try again.")
    return _("Give it another name in Studio, then export again.")


def _broken_off(error: BrokenOffError) -> str:
    if error.made:
        return _(
            "An earlier run was broken off, and the new file {name} was changed since. Move it out of the course "
            "folder, then try again.",
            name=error.name,
        )
    if error.name:
        return _(
            "An earlier run was broken off, and {name} was changed since. Put it back with git, then try again.",
            name=error.name,
        )
    return _(
        "An earlier run was broken off, and {folder} cannot be read. Put the course back with git, remove that folder, "
        "then try again.",
        folder=error.staging,
    )


def _refuse(sentence: str, code: int = FOUND) -> int:
    print(shown(sentence), file=sys.stderr)
    return code
