#!/usr/bin/env python3
"""Bring a Studio export home into course/: see builder/sync."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from builder.sync.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
