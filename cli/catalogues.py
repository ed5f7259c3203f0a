"""`hrl catalogues`: the translations of the commands, the atlas, the preview, the blocks and their scripts."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from builder.wording import _

ROOT = Path(__file__).resolve().parent.parent
ACTIONS = ("extract", "compile", "check")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the catalogues."""
    parser.add_argument(
        "action",
        choices=ACTIONS,
        help=_("extract: update the .po files; compile: write what programs read; check: say what is missing"),
    )


def run(args: argparse.Namespace) -> int:
    """Run each tool of the catalogues; return the worst of their exit codes."""
    from builder import catalogues

    codes = [catalogues.main([args.action])]
    if args.action != "check":  # the preview's are brought up to date and compiled in one go
        from preview import catalogues as pages

        codes.append(pages.main())
    blocks = [sys.executable, str(ROOT / "frontend" / "catalogues.py"), args.action]
    codes.append(subprocess.run(blocks, cwd=ROOT, check=False).returncode)
    return max(codes)
