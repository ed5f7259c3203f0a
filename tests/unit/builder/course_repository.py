"""A repository with the small course, and exports that are brought home into it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from builder.sync.home import plan_sync
from builder.sync.plan import Plan
from cli.main import command
from olx.course import Course

main = command("sync")

ROUND = Path(__file__).parent / "data" / "round"
Files = dict[str, bytes]


def git(folder: Path, *args: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True, text=True).stdout


def everything(folder: Path) -> dict[str, object]:
    """Return all that lies in a folder, git's own files too."""
    paths = (Path(here) / name for here, folders, names in os.walk(folder) for name in (*folders, *names))
    return {
        str(path): os.readlink(path) if path.is_symlink() else path.is_file() and path.read_bytes() for path in paths
    }


def _export(folder: Path, files: Files) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def home(ours: Path, files: Files) -> Plan:
    """Bring an export home into a course that need not be in git; return the plan."""
    plan = plan_sync(Course(ours), Course(_export(ours.parent / "export", files), follow_all=True))
    plan.apply()
    return plan


def bring(repository: Path, files: Files, *options: str) -> int:
    folder = _export(repository.parent / "export", files)
    return main([str(folder), "--course", str(repository / "course"), *options])


def refused(repository: Path, files: Files, capsys, *options: str) -> str:
    """Bring an export home that has to be refused; return the one sentence."""
    before = everything(repository)
    assert bring(repository, files, *options) == 1
    said = capsys.readouterr()
    assert everything(repository) == before
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].endswith("."), said.err
    return lines[0]


def listed(files: Files, name: str) -> None:
    """Let an export call one of its files by a name."""
    files["static/evil.txt"] = b"evil"
    assets = json.loads(files["policies/assets.json"]) | {name: {"displayname": "evil.txt"}}
    files["policies/assets.json"] = json.dumps(assets).encode()
