"""Cells as spreadsheets and word processors leave them, one by one; headings word by word; where an error is shown."""

import csv
import datetime
import io

import pytest
from rights_atlas.sheet import export_texts, import_texts
from rights_atlas.sheet.cells import (
    CellError,
    column_letter,
    guard,
    plain,
    read_date,
    read_list,
    read_number,
    read_other,
    read_text,
    read_whole,
    read_year,
    shown,
    unguard,
    write_list,
)
from rights_atlas.sheet.merge import slug

TODAY = datetime.date(2026, 12, 1)
SOURCES = [f"source_{n}_{name}" for n in (1, 2, 3, 4) for name in ("title", "publisher", "year", "url")]
RECOGNITIONS = [
    f"recognition_{n}_{name}"
    for n in (1, 2)
    for name in (
        *("kind", "strength", "year", "detail", "verified"),
        *("source_title", "source_publisher", "source_year", "source_url"),
    )
]


def sheet(rows):
    """Return rows as a spreadsheet saves them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def rows(atlas):
    """The rows of both spreadsheets of the small atlas, by file name."""
    texts = export_texts(atlas)
    return {name: list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")))) for name, text in texts.items()}


def test_the_headings_in_their_order(rows):
    assert list(rows["practices.csv"][0]) == [
        *("id", "n", "city", "title", "local_name", "local_language", "start", "end", "status", "summary"),
        *("problem", "action", "participants", "basis", "results", "limits"),
        *("themes", "rights", "groups", "instruments", "sdgs", "blocks", "confidence", "verified"),
        *SOURCES,
    ]
    assert list(rows["cities.csv"][0]) == [
        *("id", "name", "country", "lat", "lon", "coords_from", "size"),
        *RECOGNITIONS,
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("‘a’", "'a'"), ("“a” „b", '"a" "b'), ("a\u00a0b", "a b"), ("\ufeffa\u200bb\u200cc\u200dd\u2060", "abcd"),
        ("\u200fa\u200e\u061cb\u202bc\u202c\u2067d\u2069 \u00ad", "abcd"), ("\u200e-58.38\u200e", "-58.38"),
        ("  a\r\nb\rc  ", "a\nb\nc"), ("'=a", "=a"), ("''a", "'a"), ("'a", "'a"),
    ],
)  # fmt: skip
def test_a_cell_without_what_a_word_processor_put_in(cell, text):
    assert plain(cell) == text


def test_prose_keeps_its_quotation_marks():
    assert read_text(" “Rights” ‘now’\u00a0") == "“Rights” ‘now’"


@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠'"))
def test_every_sign_that_starts_a_formula_is_guarded(sign):
    assert guard(f"{sign}a") == f"'{sign}a"
    assert unguard(f"'{sign}a") == f"{sign}a"
    assert guard(f"a{sign}") == f"a{sign}"
    assert guard("") == unguard("") == ""
    assert unguard("'") == "'"


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (read_whole, "5.0", 5), (read_whole, "5,", 5), (read_whole, "2 000", 2000), (read_whole, "2\u202f000", 2000),
        (read_whole, "-3", -3), (read_whole, "+3", 3), (read_whole, "9" * 15, 10**15 - 1), (read_year, "2024", 2024),
        (read_year, "2024.0", 2024), (read_year, "2024,00", 2024), (read_year, "2024-5-1", 2024),
        (read_year, "2024/05/01 00:00:00", 2024), (read_year, "2024.05.01T00:00", 2024), (read_year, "1/5/2024", 2024),
        (read_year, "01.05.2024", 2024), (read_year, "01-05-2024", 2024), (read_year, "1 5 2024", 2024),
        (read_date, "2026-11-25", "2026-11-25"), (read_date, "2026/1/5", "2026-01-05"),
        (read_date, "2026-11-25 00:00:00", "2026-11-25"), (read_date, "2026-11-25T00:00", "2026-11-25"),
        (read_date, "25.11.2026", "2026-11-25"), (read_date, "3.4.2026", "2026-04-03"),
        (read_date, "25/11/26", "2026-11-25"),
        (read_date, "11/25/2026", "2026-11-25"), (read_date, "25-11-2026", "2026-11-25"),
        (read_date, "5/5/2026", "2026-05-05"),
        (read_date, "13/12/2026", "2026-12-13"), (read_date, "12/13/2026", "2026-12-13"),
        (read_date, "1.2.99", "2099-02-01"),
        (read_number, "48,86", 48.86), (read_number, "−58.38", -58.38), (read_number, "5.0", 5),
        (read_number, "1e2", 100),
        (read_list, "a; b ;;c", ["a", "b", "c"]), (read_list, r"a\; b; c\\", ["a; b", "c\\"]), (read_list, " ; ", []),
        (read_other, '{"a": [1]}', {"a": [1]}), (read_other, "{“a”: 1}", {"a": 1}),
    ],
)  # fmt: skip
def test_a_cell_that_is_read(read, cell, value):
    found = read(cell)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("read", "cell", "message", "action"),
    [
        (read_whole, "5.5", "'5.5' is not a whole number.", "digits only"),
        (read_whole, "9" * 16, "is not a whole number.", "digits only"),
        (read_whole, "", "'' is not a whole number.", "digits only"),
        (read_year, "24", "'24' is not a year.", "four digits"),
        (read_year, "20245", "'20245' is not a year.", "four digits"),
        (read_year, "1/5/24", "'1/5/24' is not a year.", "four digits"),
        (read_date, "3/4/2026", "'3/4/2026' can be read as two different days.", "year-month-day"),
        (read_date, "12/11/2026", "'12/11/2026' can be read as two different days.", "year-month-day"),
        (read_date, "soon", "'soon' is not a date.", "year-month-day"),
        (read_date, "25/11-2026", "'25/11-2026' is not a date.", "year-month-day"),
        (read_date, "2026-02-30", "'2026-02-30' is not a day of the calendar.", "year-month-day"),
        (read_date, "14/13/2026", "is not a day of the calendar.", "year-month-day"),
        (read_number, "north", "'north' is not a number.", "48.86"),
        (read_number, "nan", "'nan' is not a number.", "48.86"),
        (read_number, "inf", "'inf' is not a number.", "48.86"),
        (read_number, "-inf", "'-inf' is not a number.", "48.86"),
        (read_other, "[1]", "damaged data", "fresh export"),
        (read_other, "{", "damaged data", "fresh export"),
    ],
)
def test_a_cell_that_cannot_be_read(read, cell, message, action):
    with pytest.raises(CellError) as failure:
        read(cell)
    assert message in failure.value.message
    assert action in failure.value.action


def test_what_a_message_quotes():
    assert shown(" " + "x" * 80 + " ") == repr("x" * 80)
    assert shown("x" * 81) == repr("x" * 80 + "…")


def test_letters_of_columns():
    assert [column_letter(n) for n in (0, 1, 25, 26, 52, 701, 702)] == ["A", "B", "Z", "AA", "BA", "ZZ", "AAA"]


def test_lists_come_back():
    assert write_list(["a", "b; c", "d\\", 5]) == "a; b\\; c; d\\\\; 5"
    assert read_list(write_list(["a", "b; c", "d\\"])) == ["a", "b; c", "d\\"]


@pytest.mark.parametrize(
    ("text", "ident"),
    [("São Paulo", "sao-paulo"), ("A  b--C!", "a-b-c"), ("x" * 61, "x" * 60), ("x" * 59 + " y", "x" * 59), ("…", "")],
)
def test_ids_made_of_texts(text, ident):
    assert slug(text) == ident


PLACES = {
    "a practice's cell": ("practices.csv", {"start": "x"}, "start", "is not a year"),
    "its number": ("practices.csv", {"n": "x"}, "n", "not a whole number"),
    "a goal": ("practices.csv", {"sdgs": "x"}, "sdgs", "not a whole number"),
    "a source's year": ("practices.csv", {"source_2_year": "x"}, "source_2_year", "is not a year"),
    "an unknown theme": ("practices.csv", {"themes": "Flying"}, "themes", "'Flying'"),
    "an unknown status": ("practices.csv", {"status": "Open"}, "status", "'open' is not one of"),
    "a missing publisher": ("practices.csv", {"source_1_publisher": ""}, "source_1_publisher", "is missing"),
    "a link": ("practices.csv", {"source_1_url": "https://localhost/"}, "source_1_url", "public website"),
    "no source": (
        "practices.csv",
        {"source_1_title": "", "source_1_publisher": "", "source_1_url": ""},
        "source_1_title",
        "",
    ),
    "markup in a source": ("practices.csv", {"source_1_title": "<b>Bold</b>"}, "source_1_title", "holds HTML"),
    "markup in a recognition": (
        "cities.csv",
        {"recognition_1_detail": "A <i>good</i> city"},
        "recognition_1_detail",
        "HTML",
    ),
    "an unknown city": ("practices.csv", {"city": "Atlantis"}, "city", "'Atlantis'"),
    "a confidence": ("practices.csv", {"confidence": "Sure"}, "confidence", "'sure' is not one of"),
    "a city's position": ("cities.csv", {"lat": "-47"}, "lat", "does not lie in"),
    "a city's size": ("cities.csv", {"size": "Giant"}, "size", "'Giant'"),
    "a kind": ("cities.csv", {"recognition_1_kind": "Prize"}, "recognition_1_kind", "'Prize'"),
    "a recognition's year": ("cities.csv", {"recognition_1_year": "1900"}, "recognition_1_year", "not plausible"),
    "a recognition's link": (
        "cities.csv",
        {"recognition_1_source_url": "https://localhost/"},
        "recognition_1_source_url",
        "public website",
    ),
    "a recognition's day": ("cities.csv", {"recognition_1_verified": "x"}, "recognition_1_verified", "not a date"),
}


@pytest.mark.parametrize("case", PLACES)
def test_an_error_is_shown_at_its_cell(atlas, rows, case):
    file, change, column, words = PLACES[case]
    record = rows[file][0]
    letter = column_letter(list(record).index(column))
    record |= change
    result = import_texts(atlas, {file: sheet(rows[file])}, TODAY)
    assert result.atlas is None
    found = [item for item in result.findings if (item.field, item.row, item.column) == (column, 2, letter)]
    assert found, [str(item) for item in result.findings]
    assert words in str(found[0])
    assert (found[0].file, found[0].record) == (file, record["id"])


def test_what_changed_is_named_by_kind_and_id(atlas, rows):
    practice, (graz, nairobi) = rows["practices.csv"][0], rows["cities.csv"]
    new = {**graz, "id": "", "name": "Wien", "lat": "48.2", "lon": "16.37", "recognition_1_kind": ""}
    new |= {name: "" for name in new if name.startswith("recognition_")}
    texts = {"cities.csv": sheet([graz, new]), "practices.csv": sheet([{**practice, "status": "Ended", "end": "2020"}])}
    result = import_texts(atlas, texts, TODAY)
    assert (result.added, result.changed, result.removed) == (
        ["city wien"],
        ["practice graz-rent-advice"],
        ["city nairobi-ke"],
    )
    assert result.atlas.practices["graz-rent-advice"]["status"] == "ended"
    assert result.atlas.cities["wien"] == {
        "id": "wien", "name": "Wien", "country": "AT", "lat": 48.2, "lon": 16.37, "coords_from": "geonames",
        "size": "metropolis", "recognition": [],
    }  # fmt: skip
    assert nairobi["id"] not in result.atlas.cities
    again = import_texts(atlas, {}, TODAY)
    assert (again.added, again.changed, again.removed) == ([], [], [])
    assert again.atlas.cards["updated"] == "2026-11-25"
    early = import_texts(atlas, texts, datetime.date(2020, 1, 1))
    assert early.atlas.cards["updated"] == "2026-11-25"


@pytest.mark.parametrize(
    ("text", "row", "column", "level", "words"),
    [
        ("city\n", 1, "title", "error", "'title' is missing"),
        ("title\n", 1, "id", "error", "'id' is missing"),
        ("id,city,title,more\na,graz,b,c\n", 1, "more", "warning", "'more' is not one of ours"),
        ("id,city,title,id\n", 1, "id", "error", "Two columns have the heading 'id'"),
        ("id,city,title\na,graz,b,c\n", 2, "", "error", "more cells than there are headings"),
        (f"id,city,title\na,graz,{'x' * 100_001}\n", 2, "title", "error", "far too much text"),
        ("", None, "", "error", "The file is empty."),
    ],
)
def test_a_table_that_is_odd_is_told_at_its_place(atlas, text, row, column, level, words):
    found = import_texts(atlas, {"practices.csv": text}, TODAY).findings
    item = next(item for item in found if words in item.message)
    assert (item.file, item.row, item.field, item.level) == ("practices.csv", row, column, level)
    assert item.rule == "spreadsheet"


def test_a_cell_of_a_hundred_thousand_letters_is_read(atlas):
    text = f"id,city,title\na,graz,{'x' * 100_000}\n"
    found = import_texts(atlas, {"practices.csv": text}, TODAY).findings
    assert not any("far too much" in item.message for item in found)


def test_a_city_and_a_practice_of_one_id_keep_their_findings_apart(atlas, rows):
    practice, city = rows["practices.csv"][0], rows["cities.csv"][0]
    practice |= {"id": "graz", "title": "Short"}
    city |= {"lat": "-47", "recognition_1_year": "1900"}
    found = import_texts(atlas, {name: sheet(content) for name, content in rows.items()}, TODAY).findings
    places = {(item.file, item.field) for item in found}
    assert ("practices.csv", "title") in places
    practice["title"] = "A title that is long enough"
    found = import_texts(atlas, {name: sheet(content) for name, content in rows.items()}, TODAY).findings
    places = {(item.file, item.field) for item in found if item.record == "graz"}
    assert {("cities.csv", "lat"), ("cities.csv", "recognition_1_year")} <= places


def test_an_atlas_without_practices_takes_its_first(atlas, rows):
    atlas.cards["practices"].clear()
    atlas.files["europe"]["bodies"].clear()
    rows["practices.csv"][0]["n"] = ""
    result = import_texts(atlas, {"practices.csv": sheet(rows["practices.csv"])}, TODAY)
    assert result.atlas.practices["graz-rent-advice"]["n"] == 1
    assert "last_number" not in result.atlas.cards
    assert result.atlas.cards["practices"][0]["id"] == "graz-rent-advice"
    gone = import_texts(result.atlas, {"practices.csv": "id,city,title\n"}, TODAY)
    assert gone.atlas.cards["last_number"] == 1
    assert gone.removed == ["practice graz-rent-advice"]
