"""Nothing that an export still holds is removed: banks, experiments, blocks that we do not know, drafts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_course import PROBLEM, write_course
from studio import Item, Studio

from builder.check import check
from builder.sync.home import plan_sync
from olx.archive import opened
from olx.course import Course

ROUND = Path(__file__).parent / "data" / "round"
QUESTION = "problem/block-1-quiz-1.xml"


@pytest.fixture
def ours(tmp_path) -> Path:
    return shutil.copytree(ROUND, tmp_path / "course")


def home(ours: Path, files: dict[str, bytes], folder: Path):
    """Bring an export home; return the plan, and the course afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with opened(folder) as export:
        plan = plan_sync(Course(ours), Course(export, follow_all=True))
    plan.apply()
    return plan, Course(ours)


def with_bank(studio: Studio, tag: str) -> Item:
    """Move the question of the quiz into a bank."""
    unit = next(item for item in studio.items("vertical") if item.name == "block-1-quiz")
    bank = Item(tag, "ab" * 16, {"display_name": "One of many", "max_count": "1"})
    bank.children, unit.children = list(unit.children), [bank]
    return bank


@pytest.mark.parametrize("tag", ["itembank", "library_content", "split_test", "conditional", "randomize"])
def test_questions_that_were_moved_into_a_bank_come_home_in_it(ours, tmp_path, tag):
    studio = Studio(ROUND)
    bank = with_bank(studio, tag)
    bank.children[0].data = bank.children[0].data.replace("who needs it", "who uses it")
    before = (ours / QUESTION).read_text()
    plan, course = home(ours, studio.export(), tmp_path / "export")
    assert None not in plan.files.values()
    assert plan.lost == plan.unplaced == []
    quiz = next(block for block in course.blocks if block.url_name == "block-1-quiz")
    assert [(child.tag, [item.url_name for item in child.children]) for child in quiz.children] == [
        (tag, ["block-1-quiz-1"])
    ]
    assert (ours / QUESTION).read_text() == before.replace("who needs it", "who uses it")
    assert home(ours, studio.export(), tmp_path / "export")[0].files == {}


def test_a_bank_of_questions_of_a_library_stays_linked_to_it(ours, tmp_path):
    """An item bank knows the library of its questions by their links alone (xmodule/item_bank_block.py)."""
    studio = Studio(ROUND)
    bank = with_bank(studio, "itembank")
    link = {"upstream": "lb:UCLG:RIGHTS:problem:duty", "upstream_version": "3"}
    bank.children[0].fields |= link | {"upstream_version_declined": "null", "copied_from_block": "block-v1:x"}
    _plan, course = home(ours, studio.export(), tmp_path / "export")
    question = next(block for block in course.blocks if block.url_name == "block-1-quiz-1")
    assert {name: value for name, value in question.element.attrib.items() if name in link} == link
    assert not {"upstream_version_declined", "copied_from_block"} & set(question.element.attrib)
    assert [finding.text() for finding in check(course, fast=True) if finding.rule == "attribute-unknown"] == []
    assert home(ours, studio.export(), tmp_path / "export")[0].files == {}


@pytest.mark.parametrize("tag", ["itembank", "library_content"])
def test_a_course_with_a_bank_passes_the_check(tmp_path, tag):
    unit = f'<vertical display_name="Quiz">\n  <{tag} url_name="block-1-quiz-bank"/>\n</vertical>\n'
    bank = f'<{tag} display_name="A bank" max_count="1">\n  <problem url_name="block-1-quiz-1"/>\n</{tag}>\n'
    changes = {"vertical/block-1-quiz.xml": unit, f"{tag}/block-1-quiz-bank.xml": bank}
    assert [finding.text() for finding in check(Course(write_course(tmp_path, changes)))] == []


def test_a_question_missing_from_a_bank_is_found(tmp_path):
    unit = '<vertical display_name="Quiz"><itembank url_name="block-1-quiz-bank"/></vertical>'
    bank = '<itembank display_name="A bank">\n<problem url_name="block-1-quiz-2"/></itembank>'
    changes = {"vertical/block-1-quiz.xml": unit, "itembank/block-1-quiz-bank.xml": bank}
    found = {(finding.rule, finding.path) for finding in check(Course(write_course(tmp_path, changes)), fast=True)}
    assert {("missing-file", "itembank/block-1-quiz-bank.xml"), ("orphan-file", QUESTION)} <= found


def test_an_experiment_names_its_groups_by_our_names(ours, tmp_path):
    studio = Studio(ROUND)
    unit = next(item for item in studio.items("vertical") if item.name == "block-1-quiz")
    group, name = "cd" * 16, "block-1-group-a"
    key = f"block-v1:UCLG+SMALL+2026+type@vertical+block@{group}"
    experiment = Item("split_test", "ab" * 16, {"user_partition_id": "7", "group_id_to_child": f'{{"0": "{key}"}}'})
    text = Item("html", "ef" * 16, {"display_name": "Words"}, data="<p>For group A.</p>")
    experiment.children = [Item("vertical", group, {"display_name": "Group A"}, children=[text])]
    unit.children.append(experiment)
    _plan, course = home(ours, studio.export(), tmp_path / "export")
    brought = next(block for block in course.blocks if block.tag == "split_test")
    assert brought.url_name == "block-1-quiz-experiment"
    assert [child.url_name for child in brought.children] == [name]
    assert brought.element.get("group_id_to_child") == f'{{"0": "{key.replace(group, name)}"}}'


@pytest.mark.parametrize("kept", ["file", "inside", "draft"])
def test_a_question_that_no_unit_names_any_more_stays_where_it_is(ours, tmp_path, kept):
    """A block of a type that we do not know holds it, or a unit that is not published."""
    studio = Studio(ROUND)
    unit = next(item for item in studio.items("vertical") if item.name == "block-1-quiz")
    question, unit.children = unit.children[0], []
    files = studio.export()
    text = Studio(ROUND).export()[QUESTION]
    if kept == "file":
        files[QUESTION] = text
    elif kept == "draft":
        files["drafts/vertical/new.xml"] = (
            b'<vertical display_name="New"><problem url_name="block-1-quiz-1"/></vertical>'
        )
        files["drafts/problem/block-1-quiz-1.xml"] = text
    else:
        holder = text.replace(b"<problem ", b'<problem url_name="block-1-quiz-1" ', 1)
        files["vertical/block-1-quiz.xml"] = (
            b'<vertical display_name="Quiz"><mystery url_name="m">%b</mystery></vertical>' % holder
        )
    plan, course = home(ours, files, tmp_path / "export")
    quiz = next(block for block in course.blocks if block.url_name == "block-1-quiz")
    assert question.name in [child.url_name for child in quiz.children]
    assert (ours / QUESTION).read_bytes() == (ROUND / QUESTION).read_bytes()
    assert any("quiz 1: question" in line and "ours stays as it was" in line for line in plan.unplaced)


def test_what_the_next_import_removes_in_studio_is_named(ours, tmp_path):
    studio = Studio(ROUND)
    files = studio.export()
    files["drafts/vertical/ab.xml"] = b'<vertical display_name="Half done"/>'
    unit = files["vertical/block-1-quiz.xml"].replace(b"</vertical>", b'<problem url_name="broken"/></vertical>')
    files |= {"vertical/block-1-quiz.xml": unit, "problem/broken.xml": b"<problem>a & b</problem>"}
    plan, _course = home(ours, files, tmp_path / "export")
    assert plan.lost == [
        "quiz 1: question 'broken', which cannot be read in the export",
        'unit "Half done": what is not published',
    ]


def test_what_stands_whole_in_its_parent_comes_home(ours, tmp_path):
    """A unit inside its subsection, a bank inside its unit, in the export and then in our own course."""
    studio = Studio(ROUND)
    files = studio.export()
    name = "sequential/section-1-quiz.xml"
    whole = (
        b'<vertical url_name="block-1-quiz" display_name="Quiz"><itembank url_name="bank" max_count="2">'
        b'<problem url_name="block-1-quiz-1"/></itembank></vertical>'
    )
    files[name] = files[name].replace(b'<vertical url_name="block-1-quiz"/>', whole)
    assert whole in files[name]
    del files["vertical/block-1-quiz.xml"]
    plan, course = home(ours, files, tmp_path / "export")
    assert None not in plan.files.values()
    assert [child.tag for child in next(b for b in course.blocks if b.url_name == "block-1-quiz").children] == [
        "itembank"
    ]
    for path in ("itembank/bank.xml", "vertical/block-1-quiz.xml"):
        (ours / path).unlink()
    (ours / name).write_bytes((ours / name).read_bytes().replace(b'<vertical url_name="block-1-quiz"/>', whole))
    assert home(ours, files, tmp_path / "export")[0].files == {}
    files[name] = files[name].replace(b'max_count="2"', b'max_count="1"')
    files[name] = files[name].replace(b"</itembank>", b'<problem url_name="more"/></itembank>')
    files["problem/more.xml"] = PROBLEM.encode()
    plan, course = home(ours, files, tmp_path / "export")
    assert set(plan.files) == {name, "problem/more.xml"}
    bank = next(block for block in course.blocks if block.tag == "itembank")
    assert bank.element.get("max_count") == "1"
    assert [child.url_name for child in bank.children] == ["block-1-quiz-1", "more"]


def test_the_same_name_twice_loses_neither(ours, tmp_path):
    files = Studio(ROUND).export()
    texts = b"".join(b'<html url_name="twin" display_name="T"><p>Text %d.</p></html>' % n for n in (1, 2))
    texts += b'<html display_name="No name"><p>Text 3.</p></html>'
    unit = files["vertical/block-1-quiz.xml"].replace(b"</vertical>", texts + b"</vertical>")
    _plan, course = home(ours, files | {"vertical/block-1-quiz.xml": unit}, tmp_path / "export")
    said = " ".join(doc.text for doc in course.lessons)
    assert [f"Text {n}." in said for n in (1, 2, 3)] == [True, True, True]
    assert home(ours, files | {"vertical/block-1-quiz.xml": unit}, tmp_path / "export")[0].files == {}


def test_a_text_in_a_folder_comes_home_where_the_platform_looks_for_it(ours, tmp_path):
    files = Studio(ROUND).export()
    unit = "vertical/block-1-quiz.xml"
    files[unit] = files[unit].replace(b"</vertical>", b'<html url_name="more:deep"/></vertical>')
    files |= {
        "html/more/deep.xml": b'<html filename="deep" display_name="Deep"/>',
        "html/more/deep.html": b"<p>Deep.</p>",
    }
    plan, course = home(ours, files, tmp_path / "export")
    assert plan.lost == plan.unplaced == []
    assert (ours / "html/more/deep.html").read_text() == "<p>Deep.</p>\n"
    assert "html/more/deep.html" in [doc.path for doc in course.lessons]
    assert home(ours, files, tmp_path / "export")[0].files == {}
