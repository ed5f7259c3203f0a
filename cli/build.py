"""`hrl build`: check a course and pack it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from builder.check import check, has_errors
from builder.findings import ERROR, HOUSE, PROFILES, Finding
from builder.pack import tarball_name, write_tarball
from builder.reasons import why
from builder.wording import _, ngettext
from cli.exits import DONE, FOUND, USAGE, UsageError
from olx.course import Course
from olx.names import UnsafeNameError
from olx.writing import broken_off

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "dist"


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a check and a build have in common."""
    parser.add_argument("--course", type=Path, default=ROOT / "course", metavar="DIR", help=_("course folder"))
    parser.add_argument("--fast", action="store_true", help=_("leave out the pass through the platform's own code"))
    parser.add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        default=HOUSE,
        help=_("platform: only what Open edX loses or breaks; house (used when not given): our own rules as well"),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of a build."""
    add_check_arguments(parser)
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=_("where the tarball goes"))
    parser.add_argument("--check", action="store_true", help=_("check only, write nothing"))


def verify(args: argparse.Namespace) -> None:
    """Raise UsageError where the words name no course, or no place for a tarball."""
    if not args.course.is_dir():
        raise UsageError(_("{course} is not a folder. Name the folder that holds course.xml.", course=args.course))
    if args.out.exists() and not args.out.is_dir():
        raise UsageError(_("{out} is not a folder. Name a folder for the tarball.", out=args.out))


def prefix_of(folder: Path) -> str:
    """Return what stands before a finding's path so that it can be opened from the current folder."""
    try:
        shown = os.path.relpath(folder)
    except ValueError:  # another drive
        shown = str(folder)
    return "" if shown == "." else Path(shown).as_posix() + "/"


def summary(findings: list[Finding]) -> str:
    """Return one line that says how it went."""
    errors = sum(finding.level == ERROR for finding in findings)
    words = (
        ngettext("{count} error(s)", "{count} error(s)", errors),
        ngettext("{count} warning(s)", "{count} warning(s)", len(findings) - errors),
    )
    return _("{errors}, {warnings}.", errors=words[0], warnings=words[1])


def _refuse(sentence: str, code: int = FOUND) -> int:
    print(sentence, file=sys.stderr)
    return code


def run(args: argparse.Namespace) -> int:
    """Check, print, pack. FOUND: an error in the course; USAGE: the place for the tarball cannot be written."""
    verify(args)
    if broken_off(args.course):
        return _refuse(_("`hrl sync` was broken off. Run it again first: it puts the files back."))
    course = Course(args.course)
    findings = check(course, fast=args.fast, profile=args.profile)
    failed = has_errors(findings)
    prefix = prefix_of(args.course)
    built = None
    if not failed and not args.check:
        try:
            built = write_tarball(course, args.out)
        except UnsafeNameError as error:
            return _refuse(_("{reason} Nothing was built.", reason=why(error)))
        except OSError as error:
            said = _(
                "Nothing was built: {out} cannot be written ({reason}). "
                "Make room there, or name another folder with --out.",
                out=args.out,
                reason=error.strerror or str(error),
            )
            return _refuse(said, USAGE)
    if args.json:
        report = {
            "findings": [finding.as_dict(prefix) for finding in findings],
            "ok": not failed,
            "tarball": str(built[0]) if built else None,
            "sha256": built[1] if built else None,
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return FOUND if failed else DONE
    for finding in findings:
        print(finding.text(prefix))
    print(summary(findings), file=sys.stderr)
    if built:
        place = f"{prefix_of(built[0].parent)}{tarball_name(course)}"
        print(_("Built {place}  sha256 {digest}", place=place, digest=built[1]))
    elif failed and not args.check:
        print(_("Nothing was built. Mend the errors above and try again."), file=sys.stderr)
    return FOUND if failed else DONE
