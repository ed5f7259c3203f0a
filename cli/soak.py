"""`hrl soak`: every property on many examples, every handler with many requests, hostile files, many devices."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from builder.wording import _
from cli.exits import DONE, FOUND, UsageError

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_TESTS = 5  # pytest's own code: no test has this name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the long tests."""
    parser.add_argument("--examples", type=int, default=20_000, metavar="N", help=_("examples of each property"))
    parser.add_argument("-k", dest="names", default="", metavar="NAME", help=_("only tests with this in their name"))


def run(args: argparse.Namespace) -> int:
    """Run the tests on every core. FOUND: one failed."""
    if args.examples < 1:
        raise UsageError(_("A property is tried on one example at least: --examples 2000."))
    words = ["-q", "-p", "no:cacheprovider", "-n", "auto", "--dist", "worksteal", "tests/unit", "tests/soak"]
    command = [sys.executable, "-m", "pytest", *words, *(["-k", args.names] if args.names else [])]
    environment = {**os.environ, "HRL_SOAK": str(args.examples)}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code == WITHOUT_TESTS:
        raise UsageError(_("No test has {name} in its name.", name=args.names))
    return FOUND if code else DONE
