"""The scripts that people and the Makefile call: what they print, what they make, how they refuse."""

import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def script(root):
    """Return a function that loads a script as a module."""

    def load(name):
        spec = importlib.util.spec_from_file_location(name, root / "scripts" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    before = set(sys.modules)
    yield load
    for name in {"setup_env", "sbom", "node", "course_map", "shared_words"} - before:
        sys.modules.pop(name, None)


def run(root, monkeypatch, name, *arguments):
    """Run a script as `python scripts/NAME.py` does; return its exit code."""
    monkeypatch.setattr(sys, "argv", [name, *arguments])
    monkeypatch.setattr(sys, "path", list(sys.path))
    with pytest.raises(SystemExit) as leaving:
        runpy.run_path(str(root / "scripts" / f"{name}.py"), run_name="__main__")
    return leaving.value.code


@pytest.mark.parametrize("name", ["build_tarball", "sync_export", "course_map", "shared_words"])
def test_each_tells_how_it_is_used(root, monkeypatch, capsys, name):
    assert run(root, monkeypatch, name, "--help") in (0, None)
    assert "usage:" in capsys.readouterr().out


# setup_env: where the environments come from


def test_the_version_of_an_interpreter(script, tmp_path):
    module = script("setup_env")
    assert module.version_of(sys.executable) == HERE
    assert module.version_of(str(tmp_path / "none")) is None
    assert module.version_of("false") is None
    assert HERE in module.installed_pythons()


def test_a_command_that_fails_says_what_it_printed(script, tmp_path):
    module = script("setup_env")
    module.run([sys.executable, "-c", "pass"], "Nothing")
    with pytest.raises(module.SetupError, match="(?s)Installing failed. Check the network.*no such package"):
        module.run([sys.executable, "-c", "print('no such package'); raise SystemExit(1)"], "Installing")


@pytest.fixture
def made(script, tmp_path, monkeypatch):
    """Return setup_env with a folder of its own, and the commands that it would run."""
    module = script("setup_env")
    commands = []

    def run(command, doing):
        commands.append(command)
        if "venv" in command:
            inside = tmp_path / ".venv" / "bin" / "python"
            target = module.Path(command[-1]) / "bin" / "python"
            target.parent.mkdir(parents=True)
            # As an environment does: the Python that made it, whichever runs these tests.
            target.write_text(f'#!/bin/sh\nexec "{command[0]}" "$@"\n')
            target.chmod(0o755)
            assert inside.parent.parent in (target.parent.parent, *target.parents)

    for name in ("setup.py", "xblocks"):
        os.symlink(module.ROOT / name, tmp_path / name)
    os.symlink(module.ROOT / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "run", run)
    return module, commands


def test_an_environment_is_made_once_and_again_when_its_lock_file_changes(made, tmp_path, capsys, monkeypatch):
    module, commands = made
    assert module.main([]) == 0
    python = tmp_path / ".venv" / "bin" / "python"
    assert capsys.readouterr().out.strip() == str(python)
    assert [command[1:3] for command in commands] == [["-m", "venv"], *[["-m", "pip"]] * 3]
    assert commands[3][-2:] == ["--editable", "."]
    assert module.main(["tools"]) == 0
    assert len(commands) == 4
    monkeypatch.setattr(module, "packaging", lambda: "another block")
    assert module.main(["tools"]) == 0
    assert len(commands) == 7  # the environment is there; what it holds is installed anew


@pytest.mark.parametrize("choice", ["tools", "oldest"])
def test_nothing_is_installed_without_its_sum(made, choice):
    module, commands = made
    assert module.main([choice]) == 0
    installing = [command for command in commands if "install" in command]
    locks = [Path(command[command.index("-r") + 1]).name for command in installing if "--require-hashes" in command]
    assert locks[0] == "build.txt"
    assert re.fullmatch(rf"{choice}-py31[12]\.txt", locks[1])
    # This package alone has no sum; it brings nothing with it, and nothing is fetched to build it.
    (ours,) = [command for command in installing if "--require-hashes" not in command]
    assert ours[-2:] == ["--editable", "."]
    assert {"--no-deps", "--no-build-isolation"} <= set(ours)
    assert "--no-build-isolation" in installing[1]


LOCKS = ["build.txt", *(f"{name}-py{version}.txt" for name in ("tools", "oldest") for version in ("311", "312"))]


@pytest.mark.parametrize("name", LOCKS)
def test_each_locked_file_has_its_sum_and_no_address(root, name):
    text = (root / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^-|--(extra-)?index-url|--find-links|--trusted-host", text)
    packages = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]
    assert len(packages) > 5
    assert [part.splitlines()[0] for part in packages if "--hash=sha256:" not in part or "==" not in part] == []


def test_each_requirement_is_locked(root):
    for name in LOCKS:
        wanted = (root / "requirements" / f"{name.partition('.')[0].partition('-')[0]}.in").read_text(encoding="utf-8")
        names = {canonicalize_name(match) for match in re.findall(r"(?m)^([A-Za-z0-9._-]+)", wanted)}
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        assert names <= {
            canonicalize_name(match) for match in re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[.*?\])?==", text)
        }


def test_the_front_end_is_installed_by_its_sums_and_runs_no_script(root):
    packages = json.loads((root / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [
        path for path, about in packages.items() if path and not about.get("integrity", "").startswith("sha512-")
    ] == []
    assert [path for path, about in packages.items() if "://" in about.get("resolved", "")] == []
    calls = [line for line in (root / "Makefile").read_text(encoding="utf-8").splitlines() if "npm ci" in line]
    assert [line for line in calls if "--ignore-scripts" not in line and "failed" not in line] == []


def test_a_folder_of_pythons_that_may_not_be_read_is_passed_over(script, monkeypatch, tmp_path):
    module = script("setup_env")

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(module.Path, "glob", refuse)
    assert HERE in module.installed_pythons()


def test_the_oldest_environment_holds_the_oldest_xblock(made, capsys):
    module, commands = made
    assert module.main(["oldest"]) == 0
    lock = next(part for part in commands[2] if part.endswith(".txt"))
    assert "\nxblock==5.2.0 " in Path(lock).read_text(encoding="utf-8")
    assert capsys.readouterr().out.strip().endswith("xblock-5.2/bin/python")


def test_the_other_python_is_left_out_where_there_is_none(made, monkeypatch, capsys):
    module, commands = made
    version = module.first_python()[0]
    monkeypatch.setattr(module, "installed_pythons", lambda: {version: sys.executable})
    assert module.main(["other"]) == 0
    assert (capsys.readouterr().out.strip(), commands) == ("", [])
    other = next(name for name in module.SUPPORTED if name != version)
    monkeypatch.setattr(module, "installed_pythons", lambda: {version: sys.executable, other: sys.executable})
    assert module.main(["other"]) == 0
    assert capsys.readouterr().out.strip().endswith(f"py{other}/bin/python")


def test_without_a_python_it_says_which_to_install(made, monkeypatch, capsys):
    module, _commands = made
    monkeypatch.setattr(module, "installed_pythons", dict)
    assert module.main(["tools"]) == 1
    assert "Python 3.11 or 3.12 was not found" in capsys.readouterr().err
    assert module.main(["everything"]) == 2
    assert "Usage" in capsys.readouterr().err


# sbom: what we use


def test_the_bill_of_materials(script, tmp_path, monkeypatch, capsys):
    module = script("sbom")
    (tmp_path / "docs").mkdir()
    lock = tmp_path / "lock.txt"
    lock.write_text("xblock==6.1.0\n    # via x\npytest[all]==9.0 ; python_version > '3'\nnot-there==1.0\n# a==1\n")
    preact = {"version": "1", "license": "MIT"}
    packages = {"": {}, "node_modules/preact": preact, "node_modules/@a/b": {"version": "2"}}
    (tmp_path / "node.json").write_text(json.dumps({"packages": packages}))
    (tmp_path / "setup.py").write_text('BLOCK_REQUIREMENTS = ["XBlock>=5.2", "pytest; python_version < \'3\'"]\n')
    public = tmp_path / "xblocks" / "a" / "public"
    public.mkdir(parents=True)
    (public / "licences.txt").write_text("preact 1 (MIT), in a.js, b.js\n\nThe text, in full (MIT)\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOCK", lock)
    monkeypatch.setattr(module, "NODE_LOCK", tmp_path / "node.json")
    assert module.main() == 0
    assert capsys.readouterr().out == "5 components\n"
    bill = json.loads((tmp_path / "docs/sbom.json").read_text())
    assert [(each["purl"], each["scope"]) for each in bill["components"]] == [
        ("pkg:pypi/xblock@6.1.0", "required"), ("pkg:pypi/pytest@9.0", "excluded"),
        ("pkg:pypi/not-there@1.0", "excluded"), ("pkg:npm/%40a/b@2", "excluded"), ("pkg:npm/preact@1", "required"),
    ]  # fmt: skip
    own = bill["metadata"]["component"]["bom-ref"]
    brings = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert brings[own] == ["pkg:npm/preact@1", "pkg:pypi/xblock@6.1.0"]
    assert bill["components"][2]["licenses"] == [{"license": {"name": "not installed here"}}]
    page = (tmp_path / "docs/licences.md").read_text()
    assert "- preact 1: MIT" in page
    assert "## Copyleft among the tools" in page
    assert "None." in page


def test_copyleft_is_listed(script):
    module = script("sbom")
    page = module.licences_page([module.component("pypi", "a", "1", "GNU Affero General Public License v3")])
    assert "- a 1 (GNU Affero General Public License v3): excluded" in page
    assert "- b 1" not in module.licences_page([module.component("pypi", "b", "1", "LGPL-3.0")])


# node, course_map, shared_words


def test_node_is_run_in_place_of_the_script(script, monkeypatch):
    module = script("node")
    called = []
    monkeypatch.setattr(module.os, "execve", lambda *arguments: called.append(arguments))
    module.main(["node", "--version"])
    module.main(["npm", "ci"])
    (_program, plain, _environment), (program, command, environment) = called
    assert plain == [str(module.NODE), "--version"]
    assert program == module.NODE
    assert command[1].endswith("npm-cli.js")
    assert command[2] == "ci"
    assert environment["PATH"].startswith(str(module.NODE.parent))


def test_node_refuses_another_program(root):
    command = [sys.executable, str(root / "scripts" / "node.py"), "rm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "python scripts/node.py npm ci" in done.stderr


def test_the_course_map_is_written_or_says_why_not(script, monkeypatch, tmp_path, capsys):
    module = script("course_map")
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "Course", lambda folder: folder)
    monkeypatch.setattr(module, "course_map", lambda course, folder: "# The map\n")
    assert module.main([]) == 0
    assert (tmp_path / "docs/course-map.md").read_text() == "# The map\n"

    def refuse(course, folder):
        raise module.MapError("No unit serves outcome 1.1.")

    monkeypatch.setattr(module, "course_map", refuse)
    assert module.main([]) == 1
    assert capsys.readouterr().err == "No unit serves outcome 1.1.\n"


def test_words_shared_with_another_text_are_listed(script, root, tmp_path, capsys, monkeypatch):
    monkeypatch.syspath_prepend(str(root / "tests" / "unit" / "builder"))
    from small_course import write_course

    module = script("shared_words")
    words = "nobody else has written these nine words in a row about the purple registry desk of Wednesdays"
    course, folder = tmp_path / "course", tmp_path / "texts"
    write_course(course, {"html/block-1-lesson-1-text.html": f"<p>Here {words}.</p>"})
    folder.mkdir()
    (folder / "b.txt").write_text(f"And {words}, it says.")
    assert module.main([str(folder), "--course", str(course)]) == 1
    said = capsys.readouterr()
    assert "nobody else has written these nine words" in said.out
    assert str(folder / "b.txt") in said.out
    assert "shared sequence" in said.err
    (folder / "b.txt").write_text("Something else altogether stands here.")
    assert module.main([str(folder), "--course", str(course)]) == 0
    with pytest.raises(SystemExit) as leaving:
        module.main([str(tmp_path / "none")])
    assert leaving.value.code == 2
    assert "is not a folder" in capsys.readouterr().err
