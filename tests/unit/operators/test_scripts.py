"""The scripts that people and the Makefile call: what they print, what they make, how they refuse."""

import importlib.util
import json
import subprocess
import sys

import pytest


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
    for name in {"sbom", "node"} - before:
        sys.modules.pop(name, None)


# sbom: what we use


def test_the_bill_of_materials(script, tmp_path, monkeypatch, capsys):
    module = script("sbom")
    (tmp_path / "docs").mkdir()
    lock = tmp_path / "lock.txt"
    lock.write_text("xblock==6.1.0\n    # via x\npytest[all]==9.0 ; python_version > '3'\nnot-there==1.0\n# a==1\n")
    preact = {"version": "1", "license": "MIT"}
    packages = {"": {}, "node_modules/preact": preact, "node_modules/@a/b": {"version": "2"}}
    (tmp_path / "node.json").write_text(json.dumps({"packages": packages}))
    dependencies = '["XBlock>=5.2", "pytest; python_version < \'3\'"]'
    (tmp_path / "pyproject.toml").write_text(f'[project]\nversion = "7.0"\ndependencies = {dependencies}\n')
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


# node


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
