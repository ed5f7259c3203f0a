"""`hrl catalogues`: the translations of the commands, the atlas, the preview, the blocks and their scripts."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from builder.wording import _

ROOT = Path(__file__).resolve().parent.parent
ACTIONS = ("update", "compile", "check")


def _action(word: str) -> str:
    """Return a word that names an action; argparse says of another one which there are."""
    if word not in ACTIONS:
        raise argparse.ArgumentTypeError(", ".join(ACTIONS))
    return word


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the catalogues."""
    parser.add_argument(
        "actions",
        nargs="*",
        type=_action,
        metavar="{update,compile,check}",
        help=_(
            "update: the .po files; compile: what programs read; check: say what is missing; all three when not given"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Run the tool of the catalogues; return its exit code."""
    command = [sys.executable, "-m", "scripts.catalogues", *args.actions]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
