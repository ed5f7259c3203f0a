"""`python -m rights_atlas export|import|check FOLDER`: the atlas as spreadsheets, and back."""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from .checks import check_atlas
from .command_line import add_language_option, multilingual
from .findings import ERROR, WARNING, AtlasError, Finding, errors
from .model import load, save
from .sheet import decoded, export_texts, import_texts
from .wording import N_, _

DEFAULT_ATLAS = Path("course/static")
WORKBOOKS = (".xlsx", ".xls", ".ods")
ENDINGS = (".csv", *WORKBOOKS)
ACCEPT_LOSSES = "--accept-losses"


@multilingual
def main(arguments: list[str]) -> int:
    """Run one command. Return 0 when it did what was asked, 1 when something has to be mended first."""
    parser = argparse.ArgumentParser(
        prog="python -m rights_atlas",
        description=_("`python -m rights_atlas export|import|check FOLDER`: the atlas as spreadsheets, and back."),
    )
    parser.add_argument("command", choices=("export", "import", "check"))
    parser.add_argument("folder", type=Path, help=_("the folder of practices.csv and cities.csv, or of the atlas"))
    parser.add_argument(
        "--atlas", type=Path, default=DEFAULT_ATLAS, help=_("the folder of atlas.json (default: course/static)")
    )
    parser.add_argument(
        ACCEPT_LOSSES,
        action="store_true",
        help=_("import also where more than a tenth of the records, or of a column, is lost"),
    )
    add_language_option(parser)
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return _report(check_atlas(load(options.folder)), _("The atlas has no finding."))
        if options.command == "export":
            return _export(options.folder, options.atlas)
        again = shlex.join([sys.executable, "-m", "rights_atlas", *arguments, ACCEPT_LOSSES])
        return _import(options.folder, options.atlas, options.accept_losses, again)
    except AtlasError as error:
        return _report(error.findings, "")


def _report(findings: list[Finding], all_well: str) -> int:
    for finding in findings:
        print(finding, file=sys.stderr if finding.level == "error" else sys.stdout)
    if not findings and all_well:
        print(all_well)
    return 1 if errors(findings) else 0


def _export(folder: Path, atlas_folder: Path) -> int:
    atlas = load(atlas_folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in export_texts(atlas).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
        print(_("Wrote {path}.", path=folder / name))
    for credit in atlas.cards.get("credits", []):
        print(credit)
    return 0


def _import(folder: Path, atlas_folder: Path, accept_losses: bool, again: str) -> int:
    """Read the spreadsheets of a folder into the atlas. `again`: the command that takes losses."""
    texts, found = _texts(folder)
    if errors(found):
        return _report(found, "")
    result = import_texts(load(atlas_folder), texts)
    asked = bool(result.question) and not accept_losses
    if result.question:
        print("\n- ".join([result.question.text, *result.question.points]), file=sys.stderr if asked else sys.stdout)
    status = _report([*found, *result.findings], "")
    if result.atlas is None:
        print(_("Nothing was changed. Mend the errors above and import again."), file=sys.stderr)
        return status or 1
    if asked:
        print(_("If the losses are meant, run: {command}", command=again), file=sys.stderr)
        print(_("Nothing was changed."), file=sys.stderr)
        return 1
    for text, names in (
        (N_("Added: {names}."), result.added),
        (N_("Changed: {names}."), result.changed),
        (N_("Removed: {names}."), result.removed),
    ):
        if names:
            print(_(text, names=", ".join(names)))
    if result.added or result.changed or result.removed:
        save(result.atlas, atlas_folder)
    else:
        print(_("Nothing differs from the atlas."))
    return 0


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


if __name__ == "__main__":
    sys.exit(main())
