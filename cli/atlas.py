"""`hrl atlas export|import|check FOLDER`: the atlas as spreadsheets, and back."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from rights_atlas.checks import check_atlas
from rights_atlas.findings import ERROR, WARNING, AtlasError, Finding, errors
from rights_atlas.model import load, save
from rights_atlas.sheet import decoded, export_texts, import_texts

from builder.wording import N_, _
from cli.exits import DONE, FOUND

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_ATLAS = ROOT / "course" / "static"
WORKBOOKS = (".xlsx", ".xls", ".ods")
ENDINGS = (".csv", *WORKBOOKS)
ACCEPT_LOSSES = "--accept-losses"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the atlas."""
    parser.add_argument("action", choices=("export", "import", "check"))
    parser.add_argument("folder", type=Path, help=_("the folder of practices.csv and cities.csv, or of the atlas"))
    parser.add_argument(
        "--atlas",
        type=Path,
        default=DEFAULT_ATLAS,
        metavar="DIR",
        help=_("the folder of atlas.json (default: course/static)"),
    )
    parser.add_argument(
        ACCEPT_LOSSES,
        action="store_true",
        help=_("import also where more than a tenth of the records, or of a column, is lost"),
    )
    parser.add_argument("--json", action="store_true", help=_("print the findings of a check as JSON"))


def run(args: argparse.Namespace) -> int:
    """Run one action. FOUND: something has to be mended first."""
    try:
        if args.action == "check":
            return _check(args.folder, args.json)
        if args.action == "export":
            return _export(args.folder, args.atlas)
        return _import(args)
    except AtlasError as error:
        return _report(error.findings, "")


def _check(folder: Path, as_json: bool) -> int:
    if not as_json:
        return _report(check_atlas(load(folder)), _("The atlas has no finding."))
    try:
        findings = check_atlas(load(folder))
    except AtlasError as error:
        findings = error.findings
    report = {"findings": [finding.as_dict() for finding in findings], "ok": not errors(findings)}
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return FOUND if errors(findings) else DONE


def _report(findings: list[Finding], all_well: str) -> int:
    for finding in findings:
        print(finding, file=sys.stderr if finding.level == "error" else sys.stdout)
    if not findings and all_well:
        print(all_well)
    return FOUND if errors(findings) else DONE


def _export(folder: Path, atlas_folder: Path) -> int:
    atlas = load(atlas_folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in export_texts(atlas).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
        print(_("Wrote {path}.", path=folder / name))
    for credit in atlas.cards.get("credits", []):
        print(credit)
    return DONE


def _import(args: argparse.Namespace) -> int:
    """Read the spreadsheets of a folder into the atlas."""
    texts, found = _texts(args.folder)
    if errors(found):
        return _report(found, "")
    result = import_texts(load(args.atlas), texts)
    asked = bool(result.question) and not args.accept_losses
    if result.question:
        print("\n- ".join([result.question.text, *result.question.points]), file=sys.stderr if asked else sys.stdout)
    status = _report([*found, *result.findings], "")
    if result.atlas is None:
        print(_("Nothing was changed. Mend the errors above and import again."), file=sys.stderr)
        return status or FOUND
    if asked:
        print(_("If the losses are meant, run: {command}", command=_again(args)), file=sys.stderr)
        print(_("Nothing was changed."), file=sys.stderr)
        return FOUND
    for text, names in (
        (N_("Added: {names}."), result.added),
        (N_("Changed: {names}."), result.changed),
        (N_("Removed: {names}."), result.removed),
    ):
        if names:
            print(_(text, names=", ".join(names)))
    if result.added or result.changed or result.removed:
        save(result.atlas, args.atlas)
    else:
        print(_("Nothing differs from the atlas."))
    return DONE


def _again(args: argparse.Namespace) -> str:
    """Return the command that imports in spite of losses."""
    door = os.path.join(os.curdir, os.path.relpath(ROOT / "hrl"))
    return shlex.join([door, "atlas", "import", str(args.folder), "--atlas", str(args.atlas), ACCEPT_LOSSES])


def _texts(folder: Path) -> tuple[list[tuple[str, str]], list[Finding]]:
    """Return the spreadsheets of a folder, or one file, as texts with their names; and what is to be said of files.

    A workbook is an error where it stands in place of a sheet, else a warning: it may be the one that was edited.
    """
    inside = [path for path in sorted(folder.glob("*")) if path.is_file() and path.suffix.lower() in ENDINGS]
    own = [folder] if folder.is_file() else [path for path in inside if not path.name.startswith((".", "~"))]
    read = [(path.name, decoded(path.name, path.read_bytes())) for path in own]
    texts = [(name, text) for name, text in read if isinstance(text, str)]
    found = [text for _name, text in read if isinstance(text, Finding)]
    if texts:
        found = [
            replace(each, level=WARNING) if Path(each.file).suffix.lower() in WORKBOOKS else each for each in found
        ]
    if not read:
        message = _("There is neither practices.csv nor cities.csv.")
        found = [Finding(str(folder), "", "", ERROR, message, "")]
    return texts, found
