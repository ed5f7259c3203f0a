"""What the atlas editor asks the server: answers for an atlas, sentences for everything else."""

from __future__ import annotations

import base64
import gzip
import json
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
        {"do": "import", "files": {}, "sheets": {"practices.csv": base64.b64encode(b"\xe9,\xe9").decode()}},
    ],
    ids=["nothing", "unknown", "list", "no text", "no base64", "not UTF-8"],
)
def test_a_request_that_makes_no_sense_is_refused_with_a_sentence(data):
    with pytest.raises(NotUnderstoodError) as refused:
        answer(data)
    assert str(refused.value).endswith(".")
