#!/usr/bin/env python3
"""Write docs/course-map.md from the course and docs/outcomes/: see builder/course_map.py."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from rights_atlas.command_line import add_language_option, multilingual  # noqa: E402

from builder.course_map import MapError, course_map  # noqa: E402
from builder.wording import _  # noqa: E402
from olx.course import Course  # noqa: E402


@multilingual
def main(argv: list[str]) -> int:
    """Write the map; return 1 with a sentence where an outcome is not served."""
    parser = argparse.ArgumentParser(
        prog="course_map.py", description=_("Write docs/course-map.md from the course and docs/outcomes/.")
    )
    add_language_option(parser)
    parser.parse_args(argv)
    try:
        text = course_map(Course(ROOT / "course"), ROOT / "docs/outcomes")
    except MapError as error:
        print(error, file=sys.stderr)
        return 1
    (ROOT / "docs/course-map.md").write_text(text, encoding="utf-8")
    print(_("Wrote docs/course-map.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
