"""The Word document: everything that was written is in it, what is open is marked, and it runs from right to left."""

from __future__ import annotations

import base64
import gettext
import io
import json
from pathlib import Path

import office
import pytest
from action_plan.block import ActionPlanXBlock as Plan
from action_plan.document import write_document
from action_plan.outline import make_outline
from action_plan.steps import STEPS
from docx import Document
from docx.oxml.ns import qn

from .learning import LearningRuntime, Storage, ask
from .planning import author, send, step_block, write

DATA = Path(__file__).parent / "data"
PACKAGE = Path(__file__).parents[3] / "xblocks" / "action_plan"
TOLD = {
    "vienna-centre": {
        "title": "A complaints office in each district",
        "place": "Vienna, Austria",
        "years": "since 2016",
        "sources": [
            "City of Vienna, Report on the first year, 2017. https://example.org/report",
            "A University, Study, 2019.",
        ],
    }
}


def town(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def fill(storage, answers):
    for step in STEPS:
        author(storage, step)
        for number, (question, value) in enumerate(answers.get(step, {}).items(), start=1):
            status, answer, _events = write(storage, step, question, value, number=number)
            assert status == 200, answer
    write(storage, "3", "practices", ["vienna-centre"], number=90)
    note = {"id": "vienna-centre", "value": ["Yes, permits are ours.", "", "", "", "A meeting in March."]}
    send(storage, "3", "change_note", {**note, "writer": "abcd", "number": 1, "base": ""})
    send(
        storage, "1", "change_territory", {"value": {"name": "Harbour town"}, "writer": "abcd", "number": 1, "base": ""}
    )


@pytest.fixture
def storage():
    storage = Storage()
    fill(storage, town("harbour_town.json"))
    return storage


def exported(storage, **more):
    status, answer, events = send(
        storage, "2", "export_document", {"practices": TOLD, "date": "25 November 2026", **more}
    )
    assert status == 200
    assert answer["filename"] == "action-plan.docx"
    return base64.b64decode(answer["base64"]), events


def read(content):
    return Document(io.BytesIO(content))


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def headings(document, level):
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


def test_every_answer_stands_under_its_heading(storage):
    document = read(exported(storage)[0])
    assert headings(document, 1) == [
        "1. My territory and my mandate",
        "2. The gap, read with rights",
        "3. The priority and the practice",
        "4. The outside lever",
        "5. With whom",
        "6. The plan",
        "References",
    ]
    assert headings(document, 2)[:2] == ["Territory and role", "What we may decide"]
    lines = texts(document)
    for answers in town("harbour_town.json").values():
        for value in answers.values():
            assert isinstance(value, list) or value in lines
    assert lines[:3] == ["Human rights action plan", "Harbour town", "25 November 2026"]


def test_actions_are_a_real_table_with_a_head_that_repeats(storage):
    table = read(exported(storage)[0]).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["#", "What", "Who", "By when", "Cost", "Indicator"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    last = [cell.text for cell in table.rows[-1].cells]
    assert last[0] == "6"
    assert last[4] == "Low"
    assert last[5].endswith("(outcome)")


def test_practices_stand_with_place_note_and_numbered_references(storage):
    document = read(exported(storage)[0])
    assert headings(document, 3) == ["A complaints office in each district [1, 2]"]
    lines = texts(document)
    assert "Vienna, Austria, since 2016" in lines
    note = document.tables[0]
    assert [cell.text for cell in note.rows[0].cells][1] == "Yes, permits are ours."
    assert "[1] City of Vienna, Report on the first year, 2017. https://example.org/report" in lines


def test_what_is_empty_is_marked_as_open():
    storage = Storage()
    for step in STEPS:
        author(storage, step)
    document = read(exported(storage)[0])
    lines = texts(document)
    assert lines.count("Open: not written yet.") == sum(q.required for s in STEPS.values() for q in s.questions)
    assert any(line.startswith("0 of 6 steps are complete.") for line in lines)
    assert "References" not in lines


def test_the_file_says_nothing_of_who_wrote_it_but_its_title(storage):
    core = read(exported(storage)[0]).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "Human rights action plan: Harbour town"


def test_markup_is_text(storage):
    write(storage, "2", "gap", "<w:p>&amp; <script>alert(1)</script>", number=50, base="abcd.1")
    assert "<w:p>&amp; <script>alert(1)</script>" in texts(read(exported(storage)[0]))


def test_the_export_is_told(storage):
    told = dict(exported(storage)[1])["edx.action_plan.plan.exported"]
    assert told == {"format": "docx", "complete_steps": 6}


def test_a_full_plan_leaves_as_a_document_that_can_be_sent():
    storage = Storage()
    answers = {
        step.number: {q.id: "word " * 400 for q in step.questions if q.kind == "text"} for step in STEPS.values()
    }
    answers["6"]["actions"] = [["w " * 60, "w " * 40, "w " * 20, "low", "w " * 60, "process"]] * 30
    fill(storage, answers)
    content, _events = exported(storage, rtl=True)
    assert len(read(content).tables[-1].rows) == 1 + 30
    assert len(content) <= 200_000


def arabic():
    """The same town in Arabic, as an Arabic interface gives it."""
    storage = Storage()
    fill(storage, town("harbour_town_ar.json"))
    catalogue = PACKAGE / "translations" / "ar" / "LC_MESSAGES" / "text.mo"
    with catalogue.open("rb") as file:
        say = gettext.GNUTranslations(file).gettext
    plan = step_block(storage, "2").plan({"practices": TOLD, "date": "25 نوفمبر 2026"})
    return write_document(make_outline(plan, say), True, "ar")


def test_right_to_left():
    document = read(arabic())
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    answer = by_text[town("harbour_town_ar.json")["1"]["duties"]]
    assert answer._p.pPr.find(qn("w:bidi")) is not None
    latin = [run for run in answer.runs if "ICESCR" in run.text]
    assert latin
    assert not any(run.font.rtl for run in latin)
    assert all(run.font.rtl for run in answer.runs if "الدستور" in run.text)
    title = by_text["A complaints office in each district [1, 2]"]
    assert title._p.pPr.find(qn("w:bidi")) is None  # an English title reads from left to right
    assert not any(text in "\n".join(by_text) for text in ("Open", "Actions", "The plan"))


def test_left_to_right_documents_have_no_marks_of_the_other_direction(storage):
    xml = read(exported(storage)[0]).element.xml
    assert "w:bidi" not in xml
    assert "w:rtl" not in xml


def test_an_arabic_answer_in_an_english_plan_reads_from_right_to_left(storage):
    text = "نص بالعربية"
    write(storage, "2", "gap", text, number=50, base="abcd.1")
    paragraph = next(p for p in read(exported(storage)[0]).paragraphs if p.text == text)
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None


def test_the_interface_decides_the_direction(storage):
    block = LearningRuntime(storage).block(Plan, "step-2")
    answer = ask(block, "export_document", {"rtl": True})[1]
    assert read(base64.b64decode(answer["base64"])).sections[0]._sectPr.find(qn("w:bidi")) is not None


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "ar"])
def test_libreoffice_opens_it(storage, tmp_path, language):
    if why := office.missing("Writer"):
        pytest.skip(f"{why} The document is not opened.")
    (tmp_path / "plan.docx").write_bytes(arabic() if language == "ar" else exported(storage)[0])
    office.convert(tmp_path, tmp_path / "plan.docx", "pdf")
    pdf = (tmp_path / "out" / "plan.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    pages = pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages")
    assert 2 <= pages <= 8
