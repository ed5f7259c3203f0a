#!/usr/bin/env python3
"""Check the course and pack it for Studio's import: see builder/cli.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from builder.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
