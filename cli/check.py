"""`hrl check`: what `hrl build` checks, without the tarball."""

from __future__ import annotations

import argparse

from cli import build


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of a check."""
    build.add_check_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Check and print."""
    args.check, args.out = True, build.OUT
    return build.run(args)
