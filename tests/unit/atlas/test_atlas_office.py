"""The spreadsheets go through a real LibreOffice and come back unharmed."""

import office
import pytest
from rights_atlas import load
from rights_atlas.sheet import decode, export_texts, import_texts

pytestmark = pytest.mark.office
CSV_IN = "--infilter=CSV:44,34,76,1"  # comma, double quote, UTF-8, first line
CSV_OUT = "csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false"


@pytest.fixture(autouse=True)
def calc():
    """The program that opens spreadsheets."""
    if why := office.missing("Calc"):
        pytest.skip(f"{why} The round trip of the spreadsheets is not tested.")


def through_calc(folder, name, separator):
    """Open a CSV file as a course team does, save it as a spreadsheet, and that as CSV again; return the text."""
    office.convert(folder, name, "ods", CSV_IN)
    sheet = folder / "out" / name.replace(".csv", ".ods")
    office.convert(folder, sheet, CSV_OUT.format(separator=separator))
    return decode((folder / "out" / name).read_bytes())


@pytest.mark.parametrize("separator", ["44", "59"])
def test_the_course_atlas_survives_libreoffice(course_folder, tmp_path, separator):
    atlas = load(course_folder / "static")
    returned = {}
    for name, text in export_texts(atlas).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        returned[name] = through_calc(tmp_path, name, separator)
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
    back = import_texts(atlas, {name: through_calc(tmp_path, name, "44")})
    assert back.atlas.texts() == atlas.texts()
