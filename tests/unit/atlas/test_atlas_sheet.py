"""The spreadsheets: what goes out comes back, and what an author mistypes is named by its cell."""

import csv
import datetime
import io

import pytest
from rights_atlas import AtlasError
from rights_atlas.model import load, save
from rights_atlas.sheet import decode, export_texts, import_texts
from rights_atlas.sheet.cells import (
    CellError,
    column_letter,
    guard,
    read_date,
    read_list,
    read_number,
    read_whole,
    read_year,
    unguard,
    write_list,
)

from cli.main import command

main = command("atlas")

TODAY = datetime.date(2026, 12, 1)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def sheet(rows, delimiter=",", heads=None):
    """Return rows as a spreadsheet would save them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, heads or list(rows[0]), delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def practices(atlas):
    """The rows of practices.csv of the small atlas."""
    return rows_of(export_texts(atlas)["practices.csv"])


@pytest.fixture
def cities(atlas):
    """The rows of cities.csv of the small atlas."""
    return rows_of(export_texts(atlas)["cities.csv"])


def test_export_starts_with_a_mark_and_has_a_row_a_record(atlas):
    texts = export_texts(atlas)
    assert all(text.startswith("\ufeff") for text in texts.values())
    assert [len(rows_of(texts[name])) for name in ("practices.csv", "cities.csv")] == [1, 2]


def test_the_reading_of_a_recognition_is_a_column(atlas, city):
    city["recognition"][0]["verified"] = "2026-11-24"
    rows = rows_of(export_texts(atlas)["cities.csv"])
    row = next(row for row in rows if row["id"] == city["id"])
    assert row["recognition_1_verified"] == "2026-11-24"
    assert not row.get("recognition_1_other")
    row["recognition_1_verified"] = "25.11.2026"  # as a spreadsheet set to German writes it
    texts = {**export_texts(atlas), "cities.csv": sheet(rows)}
    result = import_texts(atlas, texts, TODAY)
    assert result.atlas.cities[city["id"]]["recognition"][0]["verified"] == "2026-11-25"


def test_a_reading_day_that_does_not_exist_is_named_by_its_cell(atlas, cities):
    cities[0]["recognition_1_verified"] = "2026-02-30"
    texts = {**export_texts(atlas), "cities.csv": sheet(cities)}
    result = import_texts(atlas, texts, TODAY)
    assert result.atlas is None
    assert [finding.field for finding in result.findings] == ["recognition_1_verified"]


def test_export_and_import_change_no_byte(atlas):
    result = import_texts(atlas, export_texts(atlas), TODAY)
    assert result.atlas.texts() == atlas.texts()
    assert (result.added, result.changed, result.removed) == ([], [], [])


def test_fields_of_another_version_come_back(atlas, card, body, city):
    card["cost"], body["photo"], body["sources"][0]["seen"] = {"euro": 5}, "a.jpg", True
    city["twin"], city["recognition"][0]["by"] = ["Pécs"], "council"
    city["recognition"][0]["source"]["page"] = 3
    assert import_texts(atlas, export_texts(atlas), TODAY).atlas.texts() == atlas.texts()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_separator_is_read(atlas, practices, delimiter):
    result = import_texts(atlas, {"practices.csv": sheet(practices, delimiter)}, TODAY)
    assert result.atlas.texts() == atlas.texts()


def test_excels_own_separator_line_shifts_the_rows(atlas, practices):
    practices[0]["start"] = "2O15"
    text = "sep=;\r\n" + sheet(practices, ";")
    found = import_texts(atlas, {"practices.csv": text}, TODAY).findings
    assert [(item.row, item.column) for item in found] == [(3, "G")]


def test_columns_in_another_order_extra_columns_and_blank_rows(atlas, practices):
    heads = ["Remarks", *reversed(practices[0])]
    rows = [{**practices[0], "Remarks": "ask Maria"}, dict.fromkeys(heads, ""), dict.fromkeys(heads, "  ")]
    result = import_texts(atlas, {"practices.csv": sheet(rows, heads=heads)}, TODAY)
    assert result.atlas.texts() == atlas.texts()
    assert [(item.level, item.column) for item in result.findings] == [("warning", "A")]


def test_headings_in_capitals_with_blanks_are_understood(atlas, practices):
    heads = {name: f" {name.replace('_', ' ').title()} " for name in practices[0]}
    rows = [{heads[name]: cell for name, cell in row.items()} for row in practices]
    assert import_texts(atlas, {"practices.csv": sheet(rows)}, TODAY).atlas.texts() == atlas.texts()


def test_labels_and_names_are_taken_for_ids(atlas, practices, cities):
    practices[0] |= {"city": "GRAZ", "themes": "Housing", "groups": "tenants", "status": "Active"}
    cities[0] |= {"country": "Österreich"}
    assert import_texts(atlas, {"cities.csv": sheet(cities)}, TODAY).atlas is None
    cities[0] |= {"country": "austria", "size": "Metropolis", "recognition_1_kind": "Declaration"}
    texts = {"practices.csv": sheet(practices), "cities.csv": sheet(cities)}
    assert import_texts(atlas, texts, TODAY).atlas.texts() == atlas.texts()


def test_a_mistyped_year_is_named_by_its_cell_and_nothing_changes(atlas, practices):
    practices[0]["start"] = "2O15"
    before = atlas.texts()
    result = import_texts(atlas, {"practices.csv": sheet(practices)}, TODAY)
    assert result.atlas is None
    assert atlas.texts() == before
    assert str(result.findings[0]) == (
        "error: practices.csv, cell G2, graz-rent-advice, start: '2O15' is not a year. "
        "Write the year with four digits, for example 2024."
    )


def test_every_error_is_listed_at_once(atlas, practices, cities):
    practices[0] |= {"end": "soon", "sdgs": "11; many", "blocks": "3", "verified": "03/04/2026"}
    cities[0] |= {"lat": "north"}
    result = import_texts(atlas, {"practices.csv": sheet(practices), "cities.csv": sheet(cities)}, TODAY)
    assert {item.field for item in result.findings} == {"end", "sdgs", "verified", "lat"}


def test_errors_of_the_checks_carry_their_cell_too(atlas, practices, cities):
    practices[0] |= {"source_1_url": "http://example.org", "end": "2010", "title": "Short"}
    cities[0] |= {"lat": "-47.07", "recognition_1_source_title": "", "recognition_1_year": "2041"}
    result = import_texts(atlas, {"practices.csv": sheet(practices)}, TODAY)
    letters = {name: column_letter(index) for index, name in enumerate(practices[0])}
    assert {(item.file, item.field, item.row, item.column) for item in result.findings} >= {
        ("practices.csv", "source_1_url", 2, letters["source_1_url"]),
        ("practices.csv", "title", 2, letters["title"]),
    }
    result = import_texts(atlas, {"cities.csv": sheet(cities)}, TODAY)
    assert {item.field for item in result.findings if item.file == "cities.csv"} == {"recognition_1_source_title"}


def test_a_new_row_gets_an_id_a_number_and_its_place(atlas, practices):
    new = practices[0] | {
        "id": "", "n": "", "city": "Nairobi", "title": "Homes for tenants after a fire", "local_name": "",
        "local_language": "", "action": practices[0]["action"] + " It began after a fire.",
    }  # fmt: skip
    result = import_texts(atlas, {"practices.csv": sheet([practices[0], new])}, TODAY)
    assert result.added == ["practice nairobi-ke-homes-for-tenants-after-a-fire"]
    card = result.atlas.practices["nairobi-ke-homes-for-tenants-after-a-fire"]
    assert (card["n"], card["city"]) == (2, "nairobi-ke")
    assert [body["id"] for body in result.atlas.files["africa"]["bodies"]] == [card["id"]]
    assert result.atlas.cards["updated"] == "2026-12-01"


def test_a_number_is_never_used_again(atlas, practices):
    second = practices[0] | {
        "id": "graz-b", "n": "2", "title": "Another practice for tenants", "local_name": "",
        "local_language": "", "action": practices[0]["action"] + " And more.",
    }  # fmt: skip
    two = import_texts(atlas, {"practices.csv": sheet([practices[0], second])}, TODAY).atlas
    one = import_texts(two, {"practices.csv": sheet(practices)}, TODAY)
    assert one.removed == ["practice graz-b"]
    third = second | {"id": "graz-c", "n": ""}
    assert (
        import_texts(one.atlas, {"practices.csv": sheet([*practices, third])}, TODAY).atlas.practices["graz-c"]["n"]
        == 3
    )


def test_a_city_of_a_country_that_is_new_to_the_atlas_brings_it_along(atlas, cities):
    new = dict.fromkeys(cities[0], "") | {
        "name": "Bridgetown", "country": "Kenia", "lat": "13,10", "lon": "-59,61", "size": "town"
    }  # fmt: skip
    assert "'Kenia'" in str(import_texts(atlas, {"cities.csv": sheet([*cities, new])}, TODAY).findings[0])
    new |= {"country": "AT"}
    assert "does not lie in Austria" in str(import_texts(atlas, {"cities.csv": sheet([*cities, new])}, TODAY).findings)
    new |= {"country": "Cyprus", "lat": "35,17", "lon": "33,36", "name": "Nicosia"}
    result = import_texts(atlas, {"cities.csv": sheet([*cities, new])}, TODAY)
    assert result.atlas.countries["CY"] == {"code": "CY", "name": "Cyprus", "section": "europe"}
    assert result.atlas.cities["nicosia"]["coords_from"] == "author"


def test_an_atlas_of_wrong_shape_is_to_be_mended_first(atlas, card, practices):
    del card["title"]
    result = import_texts(atlas, {"practices.csv": sheet(practices)}, TODAY)
    assert [item.field for item in result.findings] == ["title"]
    with pytest.raises(AtlasError, match="title"):
        export_texts(atlas)


def test_two_rows_with_one_id(atlas, practices):
    found = import_texts(atlas, {"practices.csv": sheet([*practices, *practices])}, TODAY).findings
    assert [(item.row, item.message) for item in found] == [(3, "Row 2 has the same id.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("title\n", "'city' is missing"),
        ("id,id,city,title\n", "Two columns"),
        ("id,city,title\na,graz,A title of some length,stray\n", "more cells"),
        ('id,city,title\na,graz,"' + "x" * 200_000 + "\n", "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_table_is_told(atlas, text, words):
    result = import_texts(atlas, {"practices.csv": text}, TODAY)
    assert result.atlas is None
    assert words in " ".join(map(str, result.findings))


def test_smart_quotes_and_invisible_characters_do_not_harm_ids_and_numbers(atlas, practices):
    practices[0] |= {"id": "\ufeffgraz-rent-advice\u200b", "start": "\u00a02015 ", "n": "1.0", "sdgs": "11.0"}
    assert import_texts(atlas, {"practices.csv": sheet(practices)}, TODAY).atlas.texts() == atlas.texts()


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 316", "-", "@home", "'quoted", "''=x", "\t=1", "＝1", "plain", "don't", ""]
)
def test_a_formula_is_neutralised_and_restored(text):
    out = guard(text)
    assert out[:1] not in tuple("=+-@\t＝")
    assert unguard(out) == text


def test_no_exported_cell_is_a_live_formula(atlas, card, body, city):
    card["title"] = '=HYPERLINK("https://example.org")'
    body["instruments"], body["limits"] = ["@SUM(1)"], "-2+3 is open since 2015."
    city["name"] = "+Graz"
    for text in export_texts(atlas).values():
        for row in rows_of(text):
            texts = {name: cell for name, cell in row.items() if name not in ("lat", "lon")}
            assert not [name for name, cell in texts.items() if cell.startswith(("=", "+", "-", "@"))]
    assert import_texts(atlas, export_texts(atlas), TODAY).atlas.texts() == atlas.texts()


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2024", 2024), ("2024.0", 2024), ("2024-01-01", 2024), ("01/02/2024", 2024), ("1.2.2024", 2024)],
)
def test_a_year_that_became_a_date(cell, value):
    assert read_year(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2026-11-25", "2026-11-25"),
        ("2026/11/5", "2026-11-05"),
        ("25/11/2026", "2026-11-25"),
        ("11/25/26", "2026-11-25"),
        ("25.11.2026", "2026-11-25"),
        ("3.4.2026", "2026-04-03"),
        ("4/4/2026", "2026-04-04"),
        ("2026-11-25 00:00:00", "2026-11-25"),
    ],
)
def test_a_date_that_a_spreadsheet_helped_with(cell, value):
    assert read_date(cell) == value


@pytest.mark.parametrize("cell", ["03/04/2026", "30.2.2026", "yesterday", "46351", "2026"])
def test_a_date_that_cannot_be_told_is_asked_for(cell):
    with pytest.raises(CellError):
        read_date(cell)


def test_numbers_and_lists():
    assert (read_whole("2 000"), read_number("48,86"), read_number("−3"), read_number("2.0")) == (
        2000,
        48.86,
        -3,
        2,
    )
    for wrong in ("nan", "inf", "x", ""):
        with pytest.raises(CellError):
            read_number(wrong)
    with pytest.raises(CellError):
        read_whole("2.5")
    entries = ["Law 1; part 2", "back\\slash", "plain"]
    assert read_list(write_list(entries)) == entries
    assert read_list(" a ;; b; ") == ["a", "b"]


def test_column_letters_go_on_after_z():
    assert [column_letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_encodings(atlas):
    text = export_texts(atlas)["practices.csv"].lstrip("\ufeff")
    assert decode(text.encode("utf-8")) == decode(text.encode("utf-8-sig")) == decode(text.encode("utf-16")) == text
    with pytest.raises(UnicodeDecodeError):
        decode(text.encode("cp1252"))


def test_the_command_line_round_trip(atlas, tmp_path, capsys):
    folder, sheets = tmp_path / "static", tmp_path / "sheets"
    folder.mkdir()
    save(atlas, folder)
    assert main(["check", str(folder)]) == 0
    assert main(["export", str(sheets), "--atlas", str(folder)]) == 0
    assert "GeoNames" in capsys.readouterr().out
    path = sheets / "practices.csv"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"2015,,active", b"2O15,,active"))
    assert main(["import", str(sheets), "--atlas", str(folder)]) == 1
    errors = capsys.readouterr().err
    assert "cell G2" in errors
    assert "Nothing was changed" in errors
    assert load(folder).texts() == atlas.texts()
    path.write_bytes(good.replace(b"2015,,active", b"2016,,active"))
    assert main(["import", str(sheets), "--atlas", str(folder)]) == 0
    assert "Changed: practice graz-rent-advice." in capsys.readouterr().out
    assert load(folder).practices["graz-rent-advice"]["start"] == 2016
    assert main(["import", str(sheets), "--atlas", str(folder)]) == 0
    assert "Nothing differs" in capsys.readouterr().out


def test_the_command_line_tells_what_it_cannot_read(atlas, tmp_path, capsys):
    save(atlas, tmp_path)
    assert main(["import", str(tmp_path / "nowhere"), "--atlas", str(tmp_path)]) == 1
    assert "neither practices.csv nor cities.csv" in capsys.readouterr().err
    (tmp_path / "cities.csv").write_bytes("id;name\né;é".encode("cp1252"))
    assert main(["import", str(tmp_path), "--atlas", str(tmp_path)]) == 1
    assert "CSV UTF-8" in capsys.readouterr().err
    assert main(["export", str(tmp_path), "--atlas", str(tmp_path / "nowhere")]) == 1
    assert "card file is missing" in capsys.readouterr().err
    atlas.cards["practices"][0]["city"] = "atlantis"
    save(atlas, tmp_path)
    assert main(["check", str(tmp_path)]) == 1
