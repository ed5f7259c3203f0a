"""What the built scripts of the blocks never do: run text as code, or fetch anything from another machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = sorted(ROOT.glob("xblocks/*/public/*.js"))
FORBIDDEN = {
    "runs text as code": r"(?<![\w.$])eval\s*\(|new Function\b|(?<![\w.$])Function\s*\(\s*[\"'`]",
    "gives a timer a text": r"set(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "writes into the document as text": r"document\.write|\.insertAdjacentHTML\(|\.outerHTML\s*=[^=]",
    "imports from another machine": r"\b(?:import|importScripts|fetch)\s*\(\s*[\"'`]https?:",
}


@pytest.mark.parametrize("path", SCRIPTS, ids=[f"{path.parts[-3]}-{path.name}" for path in SCRIPTS])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_built_script_never(path, what):
    found = re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"))
    assert found is None, f"{path.name} {what}: {found and found.string[found.start() - 60 : found.end() + 60]}"


def test_no_view_holds_an_inline_script():
    for path in (ROOT / "xblocks").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "add_javascript(" not in text, path
        assert not re.search(r"<script|\bon(?:click|load|error)=", text), path


def test_there_are_scripts_to_look_at():
    assert len(SCRIPTS) >= 6
