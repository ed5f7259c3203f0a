#!/usr/bin/env python3
"""Check the course and pack it for Studio's import: see builder/cli.py."""

import signal
import sys
from pathlib import Path

if __name__ == "__main__":  # until the command can answer, Ctrl+C ends it without a trace
    signal.signal(signal.SIGINT, signal.SIG_DFL)

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from builder.cli import main  # noqa: E402

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
