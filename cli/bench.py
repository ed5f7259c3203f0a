"""`hrl bench`: the figures of docs/benchmarks.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from builder.wording import _
from cli.testing import environment

ROOT = Path(__file__).resolve().parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the measurements."""
    parser.add_argument("parts", nargs="*", metavar="PART", help=_("what to measure; without a name, everything"))


def run(args: argparse.Namespace) -> int:
    """Measure in a process of its own. FOUND: a budget is broken; USAGE: there is no such part."""
    command = [sys.executable, str(ROOT / "tests" / "bench" / "run.py"), *args.parts]
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
