#!/usr/bin/env python3
"""Write docs/course-map.md from the course and docs/outcomes/: see builder/course_map.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from builder.course import Course  # noqa: E402
from builder.course_map import MapError, course_map  # noqa: E402


def main() -> int:
    """Write the map; return 1 with a sentence where an outcome is not served."""
    try:
        text = course_map(Course(ROOT / "course"), ROOT / "docs/outcomes")
    except MapError as error:
        print(error, file=sys.stderr)
        return 1
    (ROOT / "docs/course-map.md").write_text(text, encoding="utf-8")
    print("Wrote docs/course-map.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
