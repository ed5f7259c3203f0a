"""`hrl preview`: the course in a browser, on this machine alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.wording import _
from cli.exits import DONE, INTERRUPTED, UsageError
from preview import serving


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the preview."""
    parser.add_argument("--course", type=Path, metavar="DIR", help=_("course folder"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=_("folder of the database (default: preview/data/)"))
    parser.add_argument("--port", default="8000", metavar="N", help=_("port on 127.0.0.1 (0: any free one)"))
    parser.add_argument("--only-setup", action="store_true", help=_("make the database, then end"))


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C ends it, which is how it ends."""
    try:
        port = serving.port_of(args.port)
        serving.configure(args.course, args.data)
        if not args.only_setup:
            serving.serve(port)
    except serving.StartError as error:
        raise UsageError(str(error)) from error
    except KeyboardInterrupt:
        print("\n" + _("The preview has ended."), file=sys.stderr)
        return INTERRUPTED
    return DONE
