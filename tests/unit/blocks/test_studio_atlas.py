"""What the atlas editor asks the server: answers for an atlas, sentences for everything else."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import unicodedata
from pathlib import Path

import pytest
from human_rights_mooc.studio_atlas import MOST_UNPACKED, NotUnderstoodError, answer, unpack

STATIC = Path(__file__).resolve().parents[3] / "course" / "static"


@pytest.fixture(scope="module")
def files():
    return {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("atlas*.json")}


def packed(data: bytes) -> dict:
    return {"packed": base64.b64encode(gzip.compress(data)).decode()}


def test_the_atlas_of_the_course_has_no_error_and_comes_back_as_it_was(files):
    found = answer(unpack(packed(json.dumps({"do": "check", "files": files}).encode())))
    assert [finding for finding in found["findings"] if finding["level"] == "error"] == []
    assert found["texts"] == files


def test_spreadsheets_out_and_in_again_change_nothing(files):
    sheets = answer({"do": "export", "files": files})["sheets"]
    coded = {name: base64.b64encode(text.encode()).decode() for name, text in sheets.items()}
    found = answer({"do": "import", "files": files, "sheets": coded})
    assert (found["added"], found["changed"], found["removed"]) == ([], [], [])
    assert found["texts"] == files
    assert (found["question"], found["notices"]) == (None, [])
    assert found["counts"] == {"added": 0, "changed": 0, "removed": 0}


def coded(name: str, data: bytes) -> dict:
    return {"name": name, "data": base64.b64encode(data).decode()}


def test_an_import_asks_says_once_and_tells_which_table_a_file_is(files):
    sheet = answer({"do": "export", "files": files})["sheets"]["practices.csv"]
    lines = list(csv.reader(io.StringIO(sheet.lstrip("\ufeff"), newline="")))
    at = lines[0].index("limits")
    out = io.StringIO()
    csv.writer(out).writerows([[*line[:at], *line[at + 1 :]] for line in lines[:101]])
    found = answer({"do": "import", "files": files, "sheets": [{"name": "Mexico City.csv", "text": out.getvalue()}]})
    assert found["question"]["points"] == ["It removes 137 of 237 practices."]
    assert set(found["question"]) == {"text", "points", "yes", "no"}
    [notice] = found["notices"]
    assert "limits" in notice["message"]
    assert notice not in found["findings"]
    assert found["tables"] == [{"file": "Mexico City.csv", "table": "practices"}]
    assert (found["counts"]["removed"], len(json.loads(found["texts"]["atlas.json"])["practices"])) == (137, 100)


def test_files_that_are_no_sheet_are_named_and_nothing_is_taken(files):
    good = answer({"do": "export", "files": files})["sheets"]["cities.csv"].encode()
    for name, data in (("villes.csv", "id;name\né;é".encode("cp1252")), ("buch.xlsx", b"PK\x03\x04rest")):
        found = answer({"do": "import", "files": files, "sheets": [coded("cities.csv", good), coded(name, data)]})
        assert [finding["file"] for finding in found["findings"]] == [name]
        assert "UTF-8" in found["findings"][0]["action"]
        assert found["texts"] == {}


def test_two_files_for_one_table_are_both_named(files):
    good = answer({"do": "export", "files": files})["sheets"]["cities.csv"].encode()
    found = answer({"do": "import", "files": files, "sheets": [coded("a.csv", good), coded("b.csv", good)]})
    assert [finding["message"] for finding in found["findings"]] == ["a.csv and b.csv are the same table."]
    assert found["texts"] == {}


def test_a_finding_says_how_many_cells_it_stands_for(files):
    sheet = answer({"do": "export", "files": files})["sheets"]["cities.csv"]
    lines = list(csv.reader(io.StringIO(sheet.lstrip("\ufeff"), newline="")))
    out = io.StringIO()
    csv.writer(out).writerows([[cell if at != 1 else "" for at, cell in enumerate(line)] for line in lines[1:]])
    text = ",".join(lines[0]) + "\n" + out.getvalue()
    found = answer({"do": "import", "files": files, "sheets": [{"name": "cities.csv", "text": text}]})
    [finding] = [each for each in found["findings"] if each["level"] == "error"]
    assert (finding["count"], finding["cells"]) == (321, ["B2", "B3", "B4", "B5", "B6"])
    assert finding["place"] == "cities.csv, cells B2, B3, B4, B5, B6 and 316 more, name"


def test_what_comes_in_is_composed(files):
    apart = {name: unicodedata.normalize("NFD", text) for name, text in files.items()}
    assert apart != files
    found = answer({"do": "check", "files": apart, "first": {"atlas-europe.json": apart["atlas-europe.json"]}})
    assert found["texts"] == files
    assert found["first"] == {"atlas-europe.json": files["atlas-europe.json"]}


def test_ids_are_made_of_names_in_any_script():
    names = ["Łódź", "Đà Nẵng", "東京", "?"]
    assert answer({"do": "ids", "names": names}) == {"ids": ["lodz", "da-nang", "dongjing", ""]}


def test_a_damaged_atlas_is_named_in_each_task(files):
    damaged = {**files, "atlas.json": files["atlas.json"][:-30]}
    for task in ("check", "export", "import"):
        found = answer({"do": task, "files": damaged, "sheets": {}})
        assert found["findings"][0]["file"] == "atlas.json"
        assert not found.get("texts")
    assert answer({"do": "export", "files": damaged})["sheets"] == {}


@pytest.mark.parametrize(
    "data",
    [
        {"packed": 7},
        {"packed": "not base64 !"},
        {"packed": base64.b64encode(b"not gzip").decode()},
        packed(b"[1]"),
        packed(b"{"),
        packed(b"\xff"),
        packed(b'{"do": ' + b"9" * 5_000 + b"}"),
        packed(b" " * (MOST_UNPACKED + 10)),
    ],
    ids=["number", "no base64", "no gzip", "list", "cut off", "no text", "long number", "bomb"],
)
def test_a_packed_request_that_no_editor_sends(data):
    with pytest.raises(NotUnderstoodError):
        unpack(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "delete"},
        {"do": "check", "files": []},
        {"do": "check", "files": {"atlas.json": 7}},
        {"do": "import", "files": {}, "sheets": {"practices.csv": "?"}},
        {"do": "import", "files": {}, "sheets": [{"data": "YQ=="}]},
        {"do": "import", "files": {}, "sheets": [{"name": "a.csv"}]},
        {"do": "import", "files": {}, "sheets": [{"name": "a.csv", "text": 7}]},
        {"do": "import", "files": {}, "sheets": ["a.csv"]},
        {"do": "import", "files": {}, "sheets": "a.csv"},
        {"do": "ids"},
        {"do": "ids", "names": ["a"] * 201},
        {"do": "ids", "names": [7]},
    ],
    ids=[
        *("nothing", "unknown", "list", "no text", "no base64"),
        *("no name", "no data", "text is no text", "file is no object", "files are no list"),
        *("no names", "too many names", "name is no text"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_a_sentence(data):
    with pytest.raises(NotUnderstoodError) as refused:
        answer(data)
    assert str(refused.value).endswith(".")
