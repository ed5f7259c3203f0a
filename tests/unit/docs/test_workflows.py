"""Workflow files pass actionlint, pin what they use, and have few rights."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def actionlint() -> str:
    """Return the program that came with the tools."""
    beside = shutil.which("actionlint", path=str(Path(sys.prefix) / "bin"))
    assert beside, "actionlint is not installed: it comes with requirements/dev.txt (make dev)"
    return beside


def test_actionlint_finds_nothing():
    done = subprocess.run(
        [actionlint(), "-no-color", "-shellcheck=", "-pyflakes="], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_actionlint_would_find_something(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latst\n    steps:\n      - run: true\n")
    done = subprocess.run([actionlint(), "-no-color", wrong], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ubuntu-latst" in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_rights_are_few(path):
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    assert [
        name for name, note in used if not re.search(r"@[0-9a-f]{40}$", name) or not re.search(r"# v\d", note)
    ] == []


def test_forms_for_issues_and_updates_are_yaml_of_the_right_shape():
    for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name != "config.yml":
            assert {"name", "description", "body"} <= form.keys()
            ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
            assert len(ids) == len(set(ids))
            assert any(part.get("validations", {}).get("required") for part in form["body"])
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert all((ROOT / each["directory"].lstrip("/")).is_dir() for each in updates)


def test_the_address_for_security_stands_in_one_place():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    contact = re.findall(r"(?m)^contact: (.+)$", text)
    assert len(contact) == 1
    assert ("Not filled in yet" in text) == (contact[0] == "none yet")
    for other in ("CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "README.md"):
        assert not re.search(r"\S+@\S+\.\w", (ROOT / other).read_text(encoding="utf-8"))
