"""`python -m rights_atlas export|import|check FOLDER`: the atlas as spreadsheets, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .checks import check_atlas
from .command_line import add_language_option, multilingual
from .findings import AtlasError, Finding, errors
from .model import load, save
from .sheet import decode, export_texts, import_texts
from .sheet.columns import FILES
from .wording import N_, _

DEFAULT_ATLAS = Path("course/static")


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
    add_language_option(parser)
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return _report(check_atlas(load(options.folder)), _("The atlas has no finding."))
        run = _export if options.command == "export" else _import
        return run(options.folder, options.atlas)
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


def _import(folder: Path, atlas_folder: Path) -> int:
    texts = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            try:
                texts[name] = decode(path.read_bytes())
            except UnicodeDecodeError:
                print(
                    f"error: {name}: " + _('The file is not UTF-8 text. Save it again as "CSV UTF-8".'),
                    file=sys.stderr,
                )
                return 1
    if not texts:
        print(f"error: {folder}: " + _("There is neither practices.csv nor cities.csv."), file=sys.stderr)
        return 1
    result = import_texts(load(atlas_folder), texts)
    status = _report(result.findings, "")
    if result.atlas is None:
        print(_("Nothing was changed. Mend the errors above and import again."), file=sys.stderr)
        return status
    save(result.atlas, atlas_folder)
    for text, names in (
        (N_("Added: {names}."), result.added),
        (N_("Changed: {names}."), result.changed),
        (N_("Removed: {names}."), result.removed),
    ):
        if names:
            print(_(text, names=", ".join(names)))
    if not (result.added or result.changed or result.removed):
        print(_("Nothing differs from the atlas."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
