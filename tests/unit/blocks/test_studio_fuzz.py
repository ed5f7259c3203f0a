"""What the atlas editor asks the server: whatever is sent, the answer is data or a sentence, and nothing is stored."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest
from human_rights_mooc import studio_atlas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from practice_explorer.block import PracticeExplorerXBlock
from rights_atlas.model import read_texts

from .learning import ask
from .test_studio_settings import StudioRuntime

STATIC = Path(__file__).resolve().parents[3] / "course" / "static"
TASKS = ["check", "import", "export", "ids"]
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def texts():
    return read_texts(STATIC)


def send(data):
    block = StudioRuntime().block(PracticeExplorerXBlock)
    status, answer = ask(block, "work_on_atlas", data)
    assert not block.fields["atlas"].is_set_on(block)
    return status, answer


def test_body_files_of_the_first_step_come_back_in_canonical_form(texts):
    shuffled = json.loads(texts["atlas-eurasia.json"])
    shuffled["bodies"].reverse()
    first = {"atlas-eurasia.json": json.dumps(shuffled)}
    answer = studio_atlas.answer({"do": "check", "files": texts, "first": first})
    assert answer["first"] == {"atlas-eurasia.json": texts["atlas-eurasia.json"]}


def test_a_sheet_with_an_error_changes_nothing_and_names_row_and_column(texts):
    sheet = studio_atlas.answer({"do": "export", "files": texts})["sheets"]["cities.csv"]
    head, first, *rest = sheet.split("\r\n")
    place = head.split(",").index("lat")
    cells = first.split(",")
    cells[place] = "far north"
    broken = "\r\n".join([head, ",".join(cells), *rest]).encode()
    sheets = {"cities.csv": base64.b64encode(broken).decode()}
    answer = studio_atlas.answer({"do": "import", "files": texts, "sheets": sheets})
    assert answer["texts"] == {}
    assert (answer["findings"][0]["row"], answer["findings"][0]["field"]) == (2, "lat")


def test_a_file_that_is_no_text_is_named_with_what_to_save_it_as(texts):
    status, answer = send(
        {"do": "import", "files": texts, "sheets": {"cities.csv": base64.b64encode(b"\xff\xfe\x00\xd8\x00").decode()}}
    )
    [found] = answer["findings"]
    assert (status, found["file"], "CSV UTF-8" in found["action"], answer["texts"]) == (200, "cities.csv", True, {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(do=st.sampled_from(TASKS), cards=plain, bodies=plain, sheets=plain, packed=st.booleans())
def test_whatever_is_sent_the_answer_is_data_or_a_sentence(do, cards, bodies, sheets, packed):
    head = {"version": 1, "cities": cards, "practices": bodies, "vocabulary": {"countries": cards, "themes": bodies}}
    files = {
        "atlas.json": json.dumps(head),
        "atlas-africa.json": json.dumps({"version": 1, "section": "africa", "bodies": bodies}),
    }
    data = {"do": do, "files": files, "first": files, "sheets": sheets}
    if packed:
        data = {"packed": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()}
    status, answer = send(data)
    assert status in (200, 400)
    assert status == 200 or answer["error"]


@settings(max_examples=100, deadline=None)
@given(data=plain)
def test_nonsense_is_refused(data):
    for request in (data, {"packed": data}, {"do": "check", "files": data}):
        status, answer = send(request)
        assert status in (200, 400)
        assert status == 200 or answer["error"]
