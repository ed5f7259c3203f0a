"""The atlas of practices and cities in static/atlas*.json, by the checks of its own package."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course import Course
from builder.findings import ERROR, WARNING, Remark
from builder.registry import rule
from builder.rules.policies import line_of


def _findings(course: Course, level: str) -> Iterator[Remark]:
    texts = {}
    for path in course.files:
        if path.startswith("static/atlas") and path.endswith(".json") and course.is_file(path):
            texts[path[len("static/") :]] = course.data(path).decode("utf-8", "replace")
    if "atlas.json" not in texts:
        return
    from rights_atlas import check_files

    for finding in check_files(texts):
        if finding.level == level:
            path = f"static/{finding.file}" if finding.file in texts else "static/atlas.json"
            line = line_of(course, path, f'"id": "{finding.record}"') if finding.record else 1
            place = " ".join(filter(None, (finding.record, finding.field)))
            yield Remark(
                path, line, f"{place}: {finding.message}" if place else finding.message, finding.action
            )


@rule("atlas")
def atlas(course: Course) -> Iterator[Remark]:
    """A record of the atlas that its schema refuses is left out of the explorer, the map and the plan."""
    yield from _findings(course, ERROR)


@rule("atlas-advice", level=WARNING)
def atlas_advice(course: Course) -> Iterator[Remark]:
    """A practice that reads as more than its sources bear misleads the people who copy it."""
    yield from _findings(course, WARNING)
