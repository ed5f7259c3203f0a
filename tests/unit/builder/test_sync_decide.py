"""What becomes of each block is decided as plain data, before anything is written or said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from course_repository import ROUND, Files, bring, home
from small_course import PROBLEM
from studio import Item, Studio

from builder.sync.decide import Decisions, Fate, decide
from builder.sync.names import Names
from olx.course import Course

QUIZ = ("vertical", "block-1-quiz")
QUESTION = ("problem", "block-1-quiz-1")


def decided(tmp_path: Path, files: Files, ours: Path = ROUND) -> Decisions:
    folder = tmp_path / "export"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    courses = Course(ours), Course(folder, follow_all=True)
    found = decide(*courses, Names(*courses))
    assert found is not None
    return found


def fates(decisions: Decisions) -> dict[tuple[str, str], Fate]:
    return {decision.key: decision.fate for decision in decisions.root.walk()}


def test_a_course_onto_itself_is_there_and_unchanged(tmp_path, files):
    found = decided(tmp_path, files)
    assert set(fates(found).values()) == {Fate.THERE}
    assert not [decision.key for decision in found.root.walk() if decision.changes or decision.moved]
    assert not [decision for decision in found.root.walk() if decision.before != [c.key for c in decision.children]]
    assert found.removed == []


def test_new_moved_renamed_and_removed_blocks(tmp_path):
    studio = Studio(ROUND)
    units = {item.name: item for item in studio.items("vertical")}
    question, units["block-1-quiz"].children = units["block-1-quiz"].children[0], []
    units["block-1-lesson-1"].children.append(question)
    units["block-1-lesson-1"].fields["display_name"] = "Another title"
    units["block-1-quiz"].children.append(Item("html", "a" * 32, {"display_name": "New"}, data="<p>Quite new.</p>"))
    units["block-1-discuss"].children.clear()
    found = decided(tmp_path, studio.export())
    by_key = {decision.key: decision for decision in found.root.walk()}
    assert by_key[QUESTION].moved
    assert by_key["vertical", "block-1-lesson-1"].changes == {"display_name": "Another title"}
    assert by_key["html", "block-1-quiz-text"].fate is Fate.NEW
    assert by_key[QUIZ].before == [QUESTION]
    assert [block.url_name for block in found.removed] == ["block-1-discuss-topic"]


def test_what_cannot_be_read_stays_or_is_lost(tmp_path, files):
    unit = files["vertical/block-1-quiz.xml"].replace(b"</vertical>", b'<problem url_name="broken"/></vertical>')
    files |= {"vertical/block-1-quiz.xml": unit, "problem/broken.xml": b"<problem>a & b</problem>"}
    del files["problem/block-1-quiz-1.xml"]
    by_key = {decision.key: decision for decision in decided(tmp_path, files).root.walk()}
    assert (by_key[QUESTION].fate, by_key[QUESTION].stays) == (Fate.UNREAD, True)
    assert (by_key["problem", "broken"].fate, by_key["problem", "broken"].stays) == (Fate.UNREAD, False)


def test_what_the_export_holds_and_no_unit_names_is_held(tmp_path, files):
    files["vertical/block-1-quiz.xml"] = b'<vertical display_name="Quiz"/>'
    found = decided(tmp_path, files)
    assert fates(found)[QUESTION] is Fate.HELD
    assert found.removed == []


def test_deciding_writes_and_changes_nothing(tmp_path, files):
    files["vertical/block-1-quiz.xml"] = b'<vertical display_name="Another"/>'
    before = {path: (ROUND / path).read_bytes() for path in Course(ROUND).files}
    first, second = decided(tmp_path, files), decided(tmp_path, files)
    assert fates(first) == fates(second)
    assert {path: (ROUND / path).read_bytes() for path in Course(ROUND).files} == before


# --- containers inside other containers

TEXTS = "<html><p>First words.</p></html><html><p>Second words.</p></html>"
DEEP = (
    '<sequential url_name="s" display_name="S"><vertical url_name="v"><problem url_name="one"/></vertical></sequential>'
)
MIXED = '<vertical url_name="v"><itembank url_name="b"><problem url_name="two"/></itembank></vertical>'
NAMELESS = (
    '<vertical display_name="One"><problem url_name="one"/></vertical>'
    '<vertical display_name="Two"><problem url_name="two"/><problem url_name="three"/></vertical>'
)


@pytest.mark.parametrize(
    "inside",
    [
        NAMELESS,
        f'<vertical url_name="same" display_name="A">{TEXTS}</vertical>',
        DEEP,
        f'<problem url_name="one"/>{MIXED}',
    ],
    ids=["no names", "no names of leaves", "a subsection in a subsection", "a question beside a unit"],
)
def test_odd_nesting_in_our_course_and_in_the_export_comes_home(tmp_path, files, inside):
    """Each is legal OLX, and may stand on either side or on both. No traceback, and the second time nothing differs."""
    path = "sequential/section-1-quiz.xml"
    odd = files[path].replace(b"</sequential>", inside.encode() + b"</sequential>")
    more = {f"problem/{name}.xml": PROBLEM.encode() for name in ("one", "two", "three")}
    for mine, theirs in (({}, {path: odd}), ({path: odd}, {}), ({path: odd}, {path: odd})):
        ours = shutil.copytree(ROUND, tmp_path / "ours")
        for name, data in (mine | (more if mine else {})).items():
            (ours / name).write_bytes(data)
        export = files | theirs | (more if theirs else {})
        before = [block.tag for block in Course(ours).blocks] if mine and theirs else None
        home(ours, export)
        tags = [block.tag for block in Course(ours).blocks]
        assert tags == before if before else tags.count("vertical") >= 5
        assert home(ours, export).files == {}
        shutil.rmtree(ours)


@pytest.mark.parametrize("side", ["ours", "export"])
def test_a_course_that_stands_whole_in_course_xml_is_named(repository, files, capsys, side):
    whole = b'<course org="UCLG" course="SMALL" url_name="2026"><chapter url_name="block-1"/></course>'
    if side == "ours":
        (repository / "course/course.xml").write_bytes(whole)
        (repository / "course/course/2026.xml").unlink()
    else:
        files["course.xml"] = whole
        del files["course/2026.xml"]
    assert bring(repository, files, "--force") == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "course.xml holds the whole course" in said
    assert ("the export" in said) == (side == "export")


def test_our_course_without_its_file_is_named(repository, files, capsys):
    (repository / "course/course/2026.xml").write_bytes(b"<course>")
    assert bring(repository, files, "--force") == 1
    assert "course/2026.xml of our course is missing or cannot be read" in capsys.readouterr().err


def our_unit(root: Path, inside: str) -> None:
    path = root / "vertical/block-1-quiz.xml"
    path.write_text(path.read_text().replace("</vertical>", f"{inside}</vertical>"))


def their_unit(files: Files, inside: str) -> Files:
    path = "vertical/block-1-quiz.xml"
    return files | {path: files[path].replace(b"</vertical>", inside.encode() + b"</vertical>")}


@pytest.mark.parametrize(
    "inside",
    [
        '<html url_name="block-1-lesson-1-text"/>',
        '<html url_name="a name"/><problem url_name="no-file"/>',
        '<x:y xmlns:x="urn:z" url_name="q"/>',
        '<vertical url_name="block-1-quiz"/>',
        '<quiz url_name="q"><a n="1">one</a><a>two</a><b/></quiz>',
    ],
    ids=["named twice", "broken", "no type", "holds itself", "elements of its own"],
)
def test_what_stands_in_both_courses_stays_as_it_is_written(tmp_path, files, inside):
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    our_unit(ours, inside)
    assert home(ours, their_unit(files, inside)).files == {}


def test_a_second_pointer_comes_home_and_goes_again(tmp_path, files):
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    export = their_unit(files, '<html url_name="block-1-lesson-1-text"/>')
    came = home(ours, export)
    assert (list(came.files), came.words) == (["vertical/block-1-quiz.xml"], {"quiz 1": ['new text "A lesson"']})
    assert home(ours, export).files == {}
    went = home(ours, files)
    assert (list(went.files), went.words) == (["vertical/block-1-quiz.xml"], {"quiz 1": ['text "A lesson" removed']})
    assert (ours / "html/block-1-lesson-1-text.xml").is_file()


def test_a_broken_block_of_ours_is_said_to_go_and_a_sound_one_takes_its_place(tmp_path, files):
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    our_unit(ours, '<problem url_name="no-file"/>')
    export = their_unit(files, '<problem url_name="no-file"/>') | {"problem/no-file.xml": PROBLEM.encode()}
    assert "problem/no-file.xml" in home(ours, export).files
    assert home(ours, export).files == {}
    (ours / "problem/no-file.xml").unlink()
    assert home(ours, files).words == {"quiz 1": ["question no-file removed"]}


def test_each_element_that_a_block_reads_itself_comes_home_as_its_own(tmp_path, files):
    before = '<quiz url_name="q"><a n="1">one</a><a>two</a><b/></quiz>'
    after = '<quiz url_name="q"><a n="2">one</a><a>second</a><b/><a>three</a></quiz>'
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    our_unit(ours, before)
    home(ours, their_unit(files, after))
    assert after in (ours / "vertical/block-1-quiz.xml").read_text()
    assert home(ours, their_unit(files, after)).files == {}


@pytest.mark.parametrize("wanted", ["<option:intro>C</option:intro>", '<option:intro none="true"/>', ""])
def test_a_field_that_we_have_twice_is_written_once(tmp_path, files, wanted):
    plan = '<action_plan url_name="p" xmlns:option="http://code.edx.org/xblock/option">{}</action_plan>'
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    our_unit(ours, plan.format("<option:intro>A</option:intro><option:intro>B</option:intro>"))
    export = their_unit(files, plan.format(wanted))
    home(ours, export)
    assert plan.format(wanted) in (ours / "vertical/block-1-quiz.xml").read_text()
    assert home(ours, export).files == {}


def test_a_text_that_does_not_come_home_is_not_said_to_be_new(tmp_path, files):
    ours = shutil.copytree(ROUND, tmp_path / "ours")
    export = their_unit(files, '<html url_name="n"/>') | {"html/n.xml": b'<html filename="n"/>', "html/n.html": b"\xff"}
    plan = home(ours, export)
    assert (plan.files, plan.words, len(plan.lost)) == ({}, {}, 1)


def test_a_broken_course_xml_is_the_file_that_is_named(repository, files, capsys):
    assert bring(repository, files | {"course.xml": b"<course"}, "--force") == 1
    assert "Nothing was changed: course.xml is missing or cannot be read" in capsys.readouterr().err
