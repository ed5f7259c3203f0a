"""The spreadsheets go through a real LibreOffice and come back unharmed."""

import shutil
import subprocess

import pytest
from rights_atlas import load
from rights_atlas.sheet import decode, export_texts, import_texts

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: the round trip is not tested."),
]
CSV_IN = "CSV:44,34,76,1"  # comma, double quote, UTF-8, first line
CSV_OUT = "csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false"


def convert(folder, name, target, *options):
    """Run LibreOffice on a file; the result stands next to it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        *options,
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        name,
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)


@pytest.mark.parametrize("separator", ["44", "59"])
def test_the_course_atlas_survives_libreoffice(course_folder, tmp_path, separator):
    atlas = load(course_folder / "static")
    returned = {}
    for name, text in export_texts(atlas).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        convert(tmp_path, name, "ods", f"--infilter={CSV_IN}")
        convert(
            tmp_path,
            str(tmp_path / "out" / name.replace(".csv", ".ods")),
            CSV_OUT.format(separator=separator),
        )
        returned[name] = decode((tmp_path / "out" / name).read_bytes())
    result = import_texts(atlas, returned)
    assert [str(found) for found in result.findings] == []
    assert (result.added, result.changed, result.removed) == ([], [], [])
    assert result.atlas.texts() == atlas.texts()


def test_hard_texts_survive_libreoffice(atlas, card, body, tmp_path):
    card["title"] = "=1+1 is no formula in “quotes”"
    card["local_name"], card["local_language"] = "مدينة الحقوق", "ar"
    body["limits"] = 'First line; with a semicolon, a comma and "quotes".\nSecond line 광주 😀 in 2020.'
    body["instruments"] = ["+Law 1; part 2", "@home", "-2"]
    name, text = "practices.csv", export_texts(atlas)["practices.csv"]
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    convert(tmp_path, name, "ods", f"--infilter={CSV_IN}")
    convert(tmp_path, str(tmp_path / "out" / "practices.ods"), CSV_OUT.format(separator="44"))
    back = import_texts(atlas, {name: decode((tmp_path / "out" / name).read_bytes())})
    assert back.atlas.texts() == atlas.texts()
