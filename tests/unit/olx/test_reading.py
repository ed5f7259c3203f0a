"""One reader of OLX: what it follows, what it calls broken and why, and what it reads again."""

import os
import sys
import threading

import pytest

from builder import reasons
from olx.course import Course, Loader
from olx.tree import MAX_NESTING

QUESTION = '<problem display_name="Q"><p>Who?</p></problem>'


def course_at(root, unit, files=None):
    """Write a course with one unit and return its folder."""
    texts = {
        "course.xml": '<course org="O" course="C" url_name="R"/>',
        "course/R.xml": '<course><chapter url_name="c"/></course>',
        "chapter/c.xml": '<chapter display_name="C"><sequential url_name="s"/></chapter>',
        "sequential/s.xml": '<sequential display_name="S"><vertical url_name="u"/></sequential>',
        "vertical/u.xml": unit,
        "policies/R/policy.json": '{"course/R": {}}',
        **(files or {}),
    }
    for path, text in texts.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def in_unit(course):
    """Return what stands in the unit, as (type, name, whether it can be read)."""
    unit = next(block for block in course.blocks if block.tag == "vertical")
    return [(block.tag, block.url_name, block.error is None) for block in unit.children]


def broken(course):
    """Return {name: (file, sentence)} of the blocks that cannot be read."""
    return {block.url_name: (block.error.path, reasons.why(block.error)) for block in course.tree.walk() if block.error}


def test_a_colon_stands_for_a_folder_of_the_definition_and_of_its_text(tmp_path):
    unit = '<vertical><html url_name="sub:deep"/><problem url_name="a:b:c"/></vertical>'
    files = {
        "html/sub/deep.xml": '<html filename="deep"/>',
        "html/sub/deep.html": "<p>Deep</p>",
        "problem/a/b/c.xml": QUESTION,
    }
    course = Course(course_at(tmp_path, unit, files))
    assert in_unit(course) == [("html", "sub:deep", True), ("problem", "a:b:c", True)]
    assert [block.html_path for block in course.by_tag("html")] == ["html/sub/deep.html"]
    assert [doc.path for doc in course.lessons] == ["html/sub/deep.html"]


@pytest.mark.parametrize("filename", ["old.html", "lessons/old", "html/old"])
def test_an_older_course_finds_its_text_where_the_platform_looks(tmp_path, filename):
    place = {"old.html": "html/old.html", "lessons/old": "html/lessons/old.html", "html/old": "html/old.html"}[filename]
    files = {"html/t.xml": f'<html filename="{filename}"/>', place: "<p>Old</p>"}
    course = Course(course_at(tmp_path, '<vertical><html url_name="t"/></vertical>', files))
    assert [doc.path for doc in course.lessons] == [place]


@pytest.mark.parametrize("holder", ["itembank", "library_content", "split_test", "conditional", "randomize"])
@pytest.mark.parametrize("in_a_file", [True, False])
def test_what_holds_blocks_holds_them_wherever_it_stands(tmp_path, holder, in_a_file):
    whole = f'<{holder} url_name="h" display_name="H"><problem url_name="p"/></{holder}>'
    definition = f'<{holder} display_name="H"><problem url_name="p"/></{holder}>'
    unit = f'<{holder} url_name="h"/>' if in_a_file else whole
    files = {"problem/p.xml": QUESTION} | ({f"{holder}/h.xml": definition} if in_a_file else {})
    course = Course(course_at(tmp_path, f"<vertical>{unit}</vertical>", files))
    assert [(block.tag, block.parent.tag) for block in course.by_tag("problem")] == [("problem", holder)]


def test_a_block_that_reads_its_own_elements_has_no_children(tmp_path):
    unit = '<openassessment url_name="o"><title>T</title></openassessment><x-y url_name="z"><a/></x-y>'
    course = Course(course_at(tmp_path, f"<vertical>{unit}</vertical>"))
    assert [block.tag for block in course.blocks] == [
        *("course", "chapter", "sequential", "vertical"),
        *("openassessment", "x-y"),
    ]


@pytest.mark.parametrize("name", ["who repairs", "a/b", "../x", "a&amp;b", "r+d", "a@b", "what?"])
def test_a_name_that_no_key_can_have_breaks_its_block_alone(tmp_path, name):
    inside = (
        f'<problem url_name="{name}"/>',
        f'<problem url_name="{name}"><p>x</p></problem>',
        '<problem url_name="p"/>',
    )
    unit = f"<vertical>{''.join(inside)}</vertical>"
    course = Course(course_at(tmp_path, unit, {"problem/p.xml": QUESTION, "problem/who repairs.xml": QUESTION}))
    assert [readable for _tag, _name, readable in in_unit(course)] == [False, False, True]
    assert all("url_name" in sentence for _path, sentence in broken(course).values())


@pytest.mark.parametrize("name", ["é-ß", "日本", "a.b-c_d~e", "1"])
def test_a_name_that_a_key_can_have_is_read(tmp_path, name):
    course = Course(course_at(tmp_path, f'<vertical><problem url_name="{name}"><p>x</p></problem></vertical>'))
    assert broken(course) == {}


def test_each_broken_child_is_a_node_with_its_file_and_its_reason(tmp_path):
    unit = """<vertical>
      <problem url_name="gone"/>
      <problem url_name="torn"/>
      <problem url_name="latin"/>
      <problem url_name="null"/>
      <html url_name="linked"/>
      <problem url_name="good"/>
      <problem url_name="good"/>
      <option:x xmlns:option="http://code.edx.org/xblock/option"/>
    </vertical>"""
    files = {
        "problem/torn.xml": "<problem>\n<p>",
        "problem/latin.xml": "<problem>é</problem>".encode("latin-1"),
        "problem/null.xml": b"<problem>\n\0</problem>",
        "problem/good.xml": QUESTION,
        "html/real.xml": "<html>x</html>",
    }
    root = course_at(tmp_path, unit, files)
    os.symlink(root / "html" / "real.xml", root / "html" / "linked.xml")
    course = Course(root)
    found = broken(course)
    assert {name: path for name, (path, _said) in found.items()} == {
        "gone": "problem/gone.xml",
        "torn": "problem/torn.xml",
        "latin": "problem/latin.xml",
        "null": "problem/null.xml",
        "linked": "html/linked.xml",
        "": "vertical/u.xml",
    }
    assert found["gone"][1].endswith("It is named in vertical/u.xml, line 2.")
    assert "null byte" in found["null"][1]
    assert "link" in found["linked"][1]
    assert [block.url_name for block in course.by_tag("problem")] == ["good"]
    assert len(course.tree.walk().__next__().of_type("problem")) == 6


def test_a_definition_that_is_named_twice_counts_once(tmp_path):
    files = {"problem/p.xml": QUESTION, "chapter/d.xml": '<chapter><sequential url_name="s"/></chapter>'}
    files["course/R.xml"] = '<course><chapter url_name="c"/><chapter url_name="d"/></course>'
    course = Course(course_at(tmp_path, '<vertical><problem url_name="p"/><problem url_name="p"/></vertical>', files))
    assert [block.tag for block in course.blocks].count("problem") == 1
    assert in_unit(course) == [("problem", "p", True), ("problem", "p", True)]
    assert "already" in broken(course)["s"][1]


def test_a_course_that_holds_itself_ends_there(tmp_path):
    unit = '<vertical><split_test url_name="a"/></vertical>'
    files = {
        "split_test/a.xml": '<split_test><split_test url_name="b"/></split_test>',
        "split_test/b.xml": '<split_test><split_test url_name="a"/><vertical url_name="u"/></split_test>',
    }
    course = Course(course_at(tmp_path, unit, files))
    assert sorted(broken(course)) == ["a", "u"]


def test_blocks_in_blocks_without_end_are_read_to_a_depth(tmp_path):
    deep = MAX_NESTING * 3
    assert deep < sys.getrecursionlimit()
    unit = "<vertical>" + '<wrapper url_name="w">' * deep + "</wrapper>" * deep + "</vertical>"
    course = Course(course_at(tmp_path, unit))
    assert len(course.blocks) < deep
    assert len(broken(course)) == 1


@pytest.mark.parametrize(
    "unit",
    ['<vertical><chapter url_name="x"><vertical url_name="y"/></chapter></vertical>', "<vertical>text</vertical>"],
)
def test_a_nesting_that_nobody_makes_is_read_as_it_stands(tmp_path, unit):
    files = {"chapter/c.xml": '<chapter><vertical url_name="u"/><problem url_name="p"><p>x</p></problem></chapter>'}
    course = Course(course_at(tmp_path, unit, files))
    assert course.tree is not None
    assert {("vertical", "chapter"), ("problem", "chapter")} <= {
        (block.tag, block.parent.tag) for block in course.blocks if block.parent
    }


def test_a_course_without_its_root_says_why(tmp_path):
    course = Course(course_at(tmp_path, "<vertical/>", {"course.xml": '<course org="O" url_name="R"/>'}))
    assert course.tree is None
    assert course.blocks == []
    assert course.error.path == "course.xml"


def test_only_what_changed_is_read_again(tmp_path):
    root = course_at(
        tmp_path, '<vertical><problem url_name="p"/><problem url_name="q"/></vertical>', {"problem/p.xml": QUESTION}
    )
    loader = Loader(root)
    first = loader.load()
    assert loader.load() is first
    (root / "problem" / "q.xml").write_text(QUESTION)
    second = loader.load()
    assert in_unit(second) == [("problem", "p", True), ("problem", "q", True)]
    assert [block.element for block in second.by_tag("problem")][0] is first.by_tag("problem")[0].element
    (root / "problem" / "p.xml").unlink()
    assert in_unit(loader.load()) == [("problem", "p", False), ("problem", "q", True)]


def test_a_page_that_was_asked_for_and_comes_later_is_seen(tmp_path):
    loader = Loader(course_at(tmp_path, "<vertical/>"))
    assert not loader.load().is_file("tabs/new.html")
    (tmp_path / "tabs").mkdir()
    (tmp_path / "tabs" / "new.html").write_text("<p>New</p>")
    assert loader.load().is_file("tabs/new.html")


def test_several_threads_read_one_course_while_it_changes(tmp_path):
    root = course_at(tmp_path, "<vertical/>")
    loader, wrong = Loader(root), []

    def read():
        for _ in range(20):
            if loader.load().tree is None:
                wrong.append("no course")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        (root / "html").mkdir(exist_ok=True)
        (root / "html" / f"{number}.xml").write_text("<html/>")
        (root / "vertical" / "new").write_text(f'<vertical><html url_name="{number}"/></vertical>')
        os.replace(root / "vertical" / "new", root / "vertical" / "u.xml")
    for reader in readers:
        reader.join()
    assert wrong == []
    assert in_unit(loader.load()) == [("html", "19", True)]


@pytest.mark.parametrize("filename", ["../../outside", "./t", "linked/t"])
def test_a_name_that_only_the_disk_would_take_is_no_change(tmp_path, filename):
    """Such a file is not in the course, at any time: a server would read everything again for each request."""
    (tmp_path / "outside.html").write_text("x")
    files = {"html/h.xml": f'<html filename="{filename}"/>', "html/t.html": "<p>t</p>"}
    root = course_at(tmp_path / "course", '<vertical><html url_name="h"/></vertical>', files)
    (root / "html/linked").symlink_to(root / "html")
    loader = Loader(root)
    first = loader.load()
    assert [block for block in first.blocks if first.error_of(block)]
    assert loader.load() is first
    (root / "html/linked").unlink()
    (root / "html/linked").mkdir()
    (root / "html/linked/t.html").write_text("<p>t</p>")
    again = loader.load()
    assert not [block for block in again.blocks if again.error_of(block)] or filename != "linked/t"
