"""Round the circle on a real Studio: ten edits come home as those ten and nothing else, and go back without loss."""

import json
import os
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from harness import importing, places
from harness.editing import Editor
from lxml import etree

ROOT = Path(__file__).resolve().parents[3]
# The tools of this repository, in the Python of the platform.
TOOLS = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
PACK = """
import sys
from olx.course import Course
from builder.pack import pack
open(sys.argv[2], "wb").write(pack(Course(sys.argv[1])))
"""
QUESTION = """<problem>
  <stringresponse answer="water" type="ci">
    <label>Which right comes by pipe?</label>
    <correcthint>Yes.</correcthint>
    <textline size="20"/>
    <solution><p>Water.</p></solution>
  </stringresponse>
</problem>"""
NEW_FILE = "notes-for-print.txt"


@pytest.fixture
def folder(tmp_path, source):
    """A git repository with the course as it was imported."""
    target = tmp_path / "repository" / "course"
    shutil.copytree(source.folder, target)
    git(target, "init", "-q")
    commit(target)
    return target


@pytest.fixture
def editor(course, studio):
    """Somebody at work in Studio. Files are put back afterwards: the rest is rolled back."""
    from xmodule.contentstore.content import StaticContent
    from xmodule.contentstore.django import contentstore

    found = Editor(studio, course.key)
    yield found
    contentstore().delete(StaticContent.compute_location(course.key, NEW_FILE))
    found.upload("atlas.json", (places.source().folder / "static/atlas.json").read_bytes(), "application/json")


def git(folder, *words):
    """Return what git says in a folder."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder):
    """Commit everything."""
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "-m", "The course")


def sync(folder, export, tmp_path):
    """Bring an export home by the project's script; return what it says."""
    archive = tmp_path / "export.tar.gz"
    archive.write_bytes(export)
    command = [sys.executable, "-m", "cli", "sync", archive, "--course", folder]
    done = subprocess.run([str(part) for part in command], env=TOOLS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def packed(folder, target):
    """Write the tarball of a course folder, as the builder packs it."""
    command = [sys.executable, "-c", PACK, str(folder), str(target)]
    subprocess.run(command, env=TOOLS, check=True)
    return target


def text(folder, path):
    """Return the text of a file."""
    return (folder / path).read_text(encoding="utf-8")


def names(folder, path, tag):
    """Return the names of the blocks of a type that a container holds."""
    root = etree.parse(str(folder / path)).getroot()
    return [child.get("url_name") for child in root if child.tag == tag]


# Ten things that a course team does. Each returns the files that should differ, and no other.


def a_sentence(editor, folder):
    path = "html/block-1-lesson-1-text.html"
    data = text(folder, path).replace("</p>", " This is one more sentence.</p>", 1)
    editor.change(editor.usage("html", "block-1-lesson-1-text"), data=data)
    editor.publish("block-1-lesson-1")
    return [path]


def a_title(editor, folder):
    editor.change(editor.usage("vertical", "welcome-how"), metadata={"display_name": "How this course works"})
    editor.publish("welcome-how")
    return ["vertical/welcome-how.xml"]


def a_question(editor, folder):
    path = "problem/block-2-quiz-1.xml"
    xml = text(folder, path)
    inner = xml[xml.index(">", xml.index("<problem")) + 1 :]
    data = "<problem>" + inner.replace("</label>", " Choose one.</label>", 1)
    editor.change(editor.usage("problem", "block-2-quiz-1"), data=data, metadata={"max_attempts": 3})
    editor.publish("block-2-quiz")
    return [path]


def a_new_question(editor, folder):
    new = editor.add(editor.usage("vertical", "block-3-opening"), "problem")
    editor.change(new, data=QUESTION, metadata={"display_name": "One more question"})
    editor.publish("block-3-opening")
    return ["problem/block-3-opening-check-*.xml", "vertical/block-3-opening.xml"]


def an_order(editor, folder):
    path = "sequential/section-4-learn.xml"
    first, second, *rest = names(folder, path, "vertical")
    children = [editor.usage("vertical", name) for name in (second, first, *rest)]
    editor.change(editor.usage("sequential", "section-4-learn"), children=children)
    return [path]


def a_removal(editor, folder):
    unit = "vertical/block-5-opening.xml"
    gone = names(folder, unit, "problem")[0]
    editor.delete(editor.usage("problem", gone))
    editor.publish("block-5-opening")
    return [f"problem/{gone}.xml", unit]


def an_explorer(editor, folder):
    editor.change(editor.usage("practice_explorer", "block-2-explorer"), metadata={"required_opened": 2})
    editor.publish("block-2-explore")
    return ["vertical/block-2-explore.xml"]


def a_file(editor, folder):
    editor.upload(NEW_FILE, b"Words to print.\n", "text/plain")
    return [f"static/{NEW_FILE}"]


def the_atlas(editor, folder):
    atlas = json.loads(text(folder, "static/atlas.json")) | {"updated": "2031-01-31"}
    editor.upload("atlas.json", json.dumps(atlas, separators=(",", ":")).encode(), "application/json")
    return ["static/atlas.json"]


def a_page(editor, folder):
    data = text(folder, "tabs/faq.html").replace("</p>", " Ask us again.</p>", 1)
    editor.change(editor.usage("static_tab", "faq"), data=data)
    return ["tabs/faq.html"]


EDITS = (a_sentence, a_title, a_question, a_new_question, an_order, a_removal, an_explorer, a_file, the_atlas, a_page)


def test_an_unchanged_course_gives_no_diff(editor, folder, tmp_path):
    assert sync(folder, editor.export(), tmp_path) == ["Nothing differs."]
    assert git(folder, "status", "--porcelain") == ""


def test_ten_edits_come_home_and_go_back(course, studio, editor, folder, tmp_path):
    """Twice round the circle: edit, export, sync, build, import, export, sync."""
    wanted = [path for edit in EDITS for path in edit(editor, folder)]
    said = sync(folder, editor.export(), tmp_path)
    print("\n".join(said))
    git(folder, "add", "-A", ".")
    rows = [row.split("\t") for row in git(folder, "diff", "--cached", "--numstat", "--relative").splitlines()]
    size = {path: (int(added), int(removed)) for added, removed, path in rows}
    assert [path for path in size if not any(fnmatch(path, pattern) for pattern in wanted)] == [], said
    assert [pattern for pattern in wanted if not any(fnmatch(path, pattern) for path in size)] == [], said
    for path in ("vertical/welcome-how.xml", "vertical/block-2-explore.xml", "static/atlas.json"):
        assert size[path] == (1, 1), path
    assert size["problem/block-2-quiz-1.xml"] == (2, 2)
    assert size["vertical/block-3-opening.xml"] == (1, 0)
    assert size["vertical/block-5-opening.xml"] == (0, 1)
    assert max(size["html/block-1-lesson-1-text.html"]) <= 2
    commit(folder)
    second = importing.import_again(studio, course.key, packed(folder, tmp_path / "again.tar.gz"))
    assert (second.status, second.errors()) == (4, [])
    assert sync(folder, editor.export(), tmp_path) == ["Nothing differs."]
