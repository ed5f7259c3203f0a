"""`hrl`: one tool, whichever of its commands is asked for."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import write_course
from studio import Studio

from cli import main as line
from cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[3]
ROUND = ROOT / "tests" / "unit" / "builder" / "data" / "round"
NAMES = [command.name for command in COMMANDS]
LANGUAGES = ("es", "fr", "pt", "ar")
# Words with which each command gets as far as its own work.
ENOUGH = {"sync": ["export"], "atlas": ["check", "sheets"], "compare": ["texts"], "catalogues": ["check"]}


def process(*words, **options):
    """Start `hrl` in a process of its own, away from the repository, as a terminal does."""
    environment = {name: text for name, text in os.environ.items() if name not in ("PYTHONWARNINGS", "LANGUAGE")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen(
        [sys.executable, "-m", "cli", *map(str, words)],
        env={**environment, "LC_ALL": "C.UTF-8", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'xblocks'}"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


@pytest.fixture
def helped(capsys):
    """Return a function that returns the help of a command, or of all."""

    def help_of(*words):
        with pytest.raises(SystemExit) as leaving:
            main([*words, "--help"])
        assert leaving.value.code == 0
        return capsys.readouterr().out

    return help_of


def test_the_help_names_every_command(helped):
    said = helped()
    assert said.startswith("usage: hrl ")
    assert [name for name in NAMES if f"\n    {name} " not in said] == []
    assert "0 done, 1 something has to be mended first, 2 wrong usage, 130 interrupted" in said


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself_with_an_example_in_each_language(helped, name):
    english = helped(name)
    example = next(command.example for command in COMMANDS if command.name == name)
    assert f"Example: {example}" in english
    assert example.startswith(f"hrl {name}")
    for language in LANGUAGES:
        said = helped(name, "--language", language)
        assert example in said
        assert "show this help" not in said
        assert "Example" not in said
        assert len(set(said.splitlines()) & set(english.splitlines()) - {""}) <= 2, (language, said)


@pytest.mark.parametrize("name", NAMES)
def test_each_example_is_understood(name, monkeypatch, tmp_path):
    example = next(command.example for command in COMMANDS if command.name == name)
    asked = []
    monkeypatch.setattr(line.module_of(name), "run", lambda args: asked.append(args.command) or 0)
    assert main(example.split()[1:]) == 0
    assert asked == [name]


def test_the_language_may_stand_before_the_command_or_after_it(capsys, tmp_path):
    for words in (["--language", "es", "check"], ["check", "--language=es"]):
        assert main([*words, "--course", str(tmp_path / "none")]) == 2
        assert "no es una carpeta" in capsys.readouterr().err


# How it ends


@pytest.mark.parametrize("words", [[], ["nonsense"], ["check", "--nonsense"], ["sync"], ["atlas", "mend", "x"]])
def test_words_that_are_none_end_with_2_and_the_usage(words, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 2
    assert capsys.readouterr().err.startswith("usage: hrl")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--course", "none"], "none is not a folder. Name the folder that holds course.xml."),
        (["build", "--course", str(ROUND), "--out", __file__], "is not a folder. Name a folder for the tarball."),
        (["sync", "none.tar.gz"], "none.tar.gz does not exist. Name the file that Studio's export page gave you."),
        (["compare", "none"], "none is not a folder."),
        (["compare", ".", "--words", "0"], "A sequence has one word at least"),
        (["compare", str(ROUND), "--course", "none"], "none holds no course."),
        (["preview", "--port", "eight"], "eight is not a port. Give a whole number from 0 to 65535"),
        (["soak", "--examples", "0"], "A property is tried on one example at least"),
    ],
)
def test_a_place_that_cannot_be_used_ends_with_2_and_one_sentence(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", NAMES)
def test_ctrl_c_ends_each_command_with_one_line_and_130(name, monkeypatch, capsys):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr(line.module_of(name), "run", interrupted)
    assert main([name, *ENOUGH.get(name, [])]) == 130
    assert capsys.readouterr().err == "\nInterrupted: the command did not finish.\n"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_what_the_machine_refuses_is_a_sentence_in_each_command(name, number, monkeypatch, capsys):
    def refused(args):
        raise OSError(number, os.strerror(number), "a/file")

    monkeypatch.setattr(line.module_of(name), "run", refused)
    assert main([name, *ENOUGH.get(name, [])]) == 2
    said = f"a/file cannot be used ({os.strerror(number)}). Mend that, or name another place.\n"
    assert capsys.readouterr().err == said


def test_findings_end_with_1_and_none_with_0(tmp_path, capsys):
    course = write_course(tmp_path / "course")
    assert main(["check", "--fast", "--course", str(course)]) == 0
    (course / "html" / "odd name.html").write_text("<p>A & B</p>", encoding="utf-8")
    assert main(["check", "--fast", "--course", str(course)]) == 1
    assert not (tmp_path / "dist").exists()
    assert main(["atlas", "check", str(tmp_path)]) == 1
    assert "atlas.json" in capsys.readouterr().err


def test_ctrl_c_ends_the_preview_with_one_line(tmp_path):
    small = ROOT / "tests" / "preview" / "data" / "small-course"
    preview = process("preview", "--port", 0, "--course", small, "--data", tmp_path / "data", cwd=tmp_path)
    assert "http://127.0.0.1:" in preview.stdout.readline()
    preview.send_signal(signal.SIGINT)
    _out, err = preview.communicate(timeout=600)
    assert (preview.returncode, err) == (130, "\nThe preview has ended.\n")


def test_a_reader_who_has_gone_is_no_traceback(tmp_path):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "cli", "check", "--fast", "--json", "--course", str(write_course(tmp_path / "course"))],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'xblocks'}"},
        stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_no_warning_of_other_packages_is_printed(tmp_path):
    """The whole check loads the platform's blocks, which load pkg_resources, which announces its end."""
    checking = process("check", "--course", write_course(tmp_path / "course"), cwd=tmp_path)
    assert checking.communicate(timeout=600) == ("", "0 error(s), 0 warning(s).\n")


# For machines


def test_what_an_export_changes_is_told_to_a_machine(tmp_path, capsys):
    course, export = tmp_path / "course", tmp_path / "export"
    shutil.copytree(ROUND, course)
    studio = Studio(ROUND)
    lesson = next(item for item in studio.items("html") if item.name == "block-1-lesson-2-text")
    lesson.data = lesson.data.replace("A village closed its well.", "A village shut its well.")
    for name, data in studio.export().items():
        (export / name).parent.mkdir(parents=True, exist_ok=True)
        (export / name).write_bytes(data)
    assert main(["sync", str(export), "--course", str(course), "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["files"] == {"html/block-1-lesson-2-text.html": "changed"}
    assert report["lost"] == report["unplaced"] == []
    assert len(report["changes"]) == 1


def test_what_is_wrong_with_the_atlas_is_told_to_a_machine(tmp_path, capsys):
    assert main(["atlas", "check", str(tmp_path), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["findings"][0]["level"] == "error"
    assert main(["atlas", "check", str(ROOT / "course" / "static"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
