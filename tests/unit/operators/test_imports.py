"""Imports are found where Python looks for them: no file bends the path."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().relative_to(ROOT).as_posix()  # it says what it looks for
BENT = re.compile(r"sys\.path(\[.*\])?\s*(\+?=[^=]|\.(insert|append|extend)\b)|noqa: ?[A-Z0-9, ]*E402|ruff: noqa")


def test_no_file_bends_the_path_of_imports():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.py"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    names = [name for name in filter(None, listed.split("\0")) if (ROOT / name).is_file() and name != HERE]
    assert len(names) > 200
    found = [
        f"{name}:{number}"
        for name in names
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if BENT.search(line)
    ]
    assert found == []


def test_the_guard_knows_what_it_looks_for():
    for line in ("sys.path[:0] = [x]", "sys.path.insert(0, x)", "sys.path += [x]", "import x  # noqa: E402"):
        assert BENT.search(line), line
    assert not BENT.search("assert str(folder) in sys.path")
