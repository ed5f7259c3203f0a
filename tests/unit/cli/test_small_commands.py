"""`hrl map`, `compare`, `catalogues`, `bench` and `soak`: what they write, what they pass on."""

import subprocess
import sys
from pathlib import Path

import pytest
from small_course import write_course

from cli import bench, catalogues, soak, testing
from cli import map as course_map
from cli.main import main

ROOT = Path(__file__).resolve().parents[3]


def test_the_course_map_is_written_or_says_why_not(monkeypatch, tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(course_map, "ROOT", tmp_path)
    monkeypatch.setattr(course_map, "Course", lambda folder: folder)
    monkeypatch.setattr(course_map, "course_map", lambda course, folder: "# The map\n")
    assert main(["map"]) == 0
    assert (tmp_path / "docs/course-map.md").read_text() == "# The map\n"

    def refuse(course, folder):
        raise course_map.MapError("No unit serves outcome 1.1.")

    monkeypatch.setattr(course_map, "course_map", refuse)
    assert main(["map"]) == 1
    assert capsys.readouterr().err == "No unit serves outcome 1.1.\n"


def test_words_shared_with_another_text_are_listed(tmp_path, capsys):
    words = "nobody else has written these nine words in a row about the purple registry desk of Wednesdays"
    course, folder = tmp_path / "course", tmp_path / "texts"
    write_course(course, {"html/block-1-lesson-1-text.html": f"<p>Here {words}.</p>"})
    folder.mkdir()
    (folder / "b.txt").write_text(f"And {words}, it says.")
    assert main(["compare", str(folder), "--course", str(course)]) == 1
    said = capsys.readouterr()
    assert "nobody else has written these nine words" in said.out
    assert str(folder / "b.txt") in said.out
    assert "shared sequence" in said.err
    (folder / "b.txt").write_text("Something else altogether stands here.")
    assert main(["compare", str(folder), "--course", str(course)]) == 0


@pytest.fixture
def started(monkeypatch):
    """What would be started: [(the words after Python, options)]; `started.code` is how it ends."""

    class Started(list):
        code = 0

    found = Started()

    def run(command, **options):
        assert command[0] == sys.executable
        found.append((command[1:], options))
        return subprocess.CompletedProcess(command, found.code)

    for module in (bench, catalogues, soak):
        monkeypatch.setattr(module.subprocess, "run", run)
    return found


def test_the_parts_of_the_figures_are_passed_on(started):
    started.code = 1
    assert main(["bench", "search", "map"]) == 1
    assert started[0][0] == [str(ROOT / "tests" / "bench" / "run.py"), "search", "map"]


def test_the_long_tests_take_their_examples_and_their_names(started, capsys):
    assert main(["soak", "--examples", "7", "-k", "roles"]) == 0
    words, options = started[0]
    assert options["env"]["HRL_SOAK"] == "7"
    assert words[-2:] == ["-k", "roles"]
    started.code = 2
    assert main(["soak"]) == 1
    assert "-k" not in started[1][0]
    started.code = 5
    assert main(["soak", "-k", "nothing"]) == 2
    assert capsys.readouterr().err == "No test has nothing in its name.\n"


def test_the_tool_of_the_catalogues_decides(started):
    assert main(["catalogues", "check"]) == 0
    started.code = 1
    assert main(["catalogues", "check"]) == 1
    assert started[1][0][-3:] == ["-m", "scripts.catalogues", "check"]


def test_a_process_of_its_own_finds_the_helpers_of_the_tests():
    command = [sys.executable, "-c", "import hostile_bytes, small_course, waiting, builder, rights_atlas"]
    assert subprocess.run(command, env=testing.environment(), check=False).returncode == 0
