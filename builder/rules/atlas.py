"""The atlas of practices and cities in static/atlas*.json, by the checks of its own package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.findings import ERROR, HOUSE, WARNING, Remark
from builder.registry import rule
from olx.course import Course


def _findings(course: Course, level: str) -> Iterator[Remark]:
    texts = {}
    for path in course.files:
        if path.startswith("static/atlas") and path.endswith(".json") and course.is_file(path):
            texts[path[len("static/") :]] = course.data(path).decode("utf-8", "replace")
    if "atlas.json" not in texts:
        return
    from rights_atlas import check_files

    lines = course.remember("atlas-lines", lambda: _lines(texts))
    for finding in course.remember("atlas", lambda: check_files(texts)):
        if finding.level == level:
            name = finding.file if finding.file in texts else "atlas.json"
            path, line = f"static/{name}", lines.get((name, finding.record), 1)
            place = " ".join(filter(None, (finding.record, finding.field)))
            yield Remark(path, line, f"{place}: {finding.message}" if place else finding.message, finding.action)


@rule("atlas", profile=HOUSE)
def atlas(course: Course) -> Iterator[Remark]:
    """A record of the atlas that its schema refuses is left out of the explorer, the map and the plan."""
    yield from _findings(course, ERROR)


@rule("atlas-advice", level=WARNING, profile=HOUSE)
def atlas_advice(course: Course) -> Iterator[Remark]:
    """A practice that reads as more than its sources bear misleads the people who copy it."""
    yield from _findings(course, WARNING)


def _lines(texts: dict[str, str]) -> dict[tuple[str, str], int]:
    """Return the line at which each record of the atlas files has its id."""
    found: dict[tuple[str, str], int] = {}
    for name, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            for match in re.finditer(r'"id": ?"([^"]+)"', line):
                found.setdefault((name, match.group(1)), number)
    return found
