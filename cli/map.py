"""`hrl map`: write docs/course-map.md from the course and docs/outcomes/."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.course_map import MapError, course_map
from builder.wording import _
from cli.exits import DONE, FOUND
from olx.course import Course

ROOT = Path(__file__).resolve().parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options: there are none."""


def run(args: argparse.Namespace) -> int:
    """Write the map. FOUND: an outcome is not served."""
    try:
        text = course_map(Course(ROOT / "course"), ROOT / "docs/outcomes")
    except MapError as error:
        print(error, file=sys.stderr)
        return FOUND
    (ROOT / "docs/course-map.md").write_text(text, encoding="utf-8")
    print(_("Wrote docs/course-map.md"))
    return DONE
