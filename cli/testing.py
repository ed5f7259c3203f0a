"""Where the helpers of the tests are: pytest's own list in pyproject.toml, for processes that pytest does not start."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def environment(**more: str) -> dict[str, str]:
    """Return the environment of this process, with those folders first on the path of imports."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    folders = [str(ROOT / name) for name in options["pythonpath"]]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders), **more}
