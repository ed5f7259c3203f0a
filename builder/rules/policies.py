"""Settings of the course: policy, graders, tabs, discussion, pages about the course."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from builder.course import Course
from builder.fields import is_date
from builder.findings import Remark
from builder.registry import rule
from builder.xmlsafe import UnreadableError

TAB_TYPES = {
    "courseware",
    "progress",
    "dates",
    "discussion",
    "wiki",
    "syllabus",
    "textbooks",
    "pdf_textbooks",
    "html_textbooks",
    "static_tab",
    "external_discussion",
    "external_link",
    "ccx_coach",
    "edxnotes",
    "teams",
    "course_info",
}
DATES = ("start", "end", "enrollment_start", "enrollment_end", "announcement", "certificate_available_date")
GRADER_KEYS = {"type": str, "short_label": str, "min_count": int, "drop_count": int, "weight": (int, float)}


def line_of(course: Course, path: str, word: str, start: int = 1) -> int:
    """Return the line of a file where a word stands first (1 when it does not)."""
    try:
        lines = course.text(path).split("\n")
    except UnreadableError:
        return 1
    return next((number for number, line in enumerate(lines, 1) if number >= start and word in line), 1)


@rule("json-readable")
def json_readable(course: Course) -> Iterator[Remark]:
    """A policy that is missing or invalid is replaced by defaults: start 2030, Homework/Lab/Midterm/Final."""
    for path in (course.policy_path, course.grading_path, "policies/assets.json", "info/updates.items.json"):
        if path.startswith(("info/", "policies/assets")) and path not in course.files:
            continue
        try:
            found = course.json(path)
        except UnreadableError as error:
            yield Remark(path, error.line, error.reason, "Add or correct the file.")
            continue
        if not isinstance(found, list if path.startswith("info/") else dict):
            yield Remark(
                path,
                1,
                "The file does not hold what the platform expects.",
                "Look at the file of the same name in an export of Studio.",
            )


@rule("policy-key")
def policy_key(course: Course) -> Iterator[Remark]:
    """policy.json keyed with another run is not applied: the course starts in 2030 and nobody gets in."""
    found = course.json_or(course.policy_path, {})
    if found and f"course/{course.run}" not in found:
        yield Remark(
            course.policy_path,
            1,
            f'The file has no key "course/{course.run}".',
            "Its only key is course/ and the url_name of course.xml.",
        )


@rule("policy-settings")
def policy_settings(course: Course) -> Iterator[Remark]:
    """Without start nobody gets in; olxcleaner and Studio's pages want display_name, end and course_image."""
    if not course.policy:
        return
    path = course.policy_path
    for name in ("display_name", "start", "end", "course_image", "language"):
        if not course.policy.get(name):
            yield Remark(path, 1, f"The setting {name} is missing.", f'Add "{name}".')
    for name in DATES:
        value = course.policy.get(name)
        if value and not (isinstance(value, str) and is_date(value)):
            yield Remark(
                path,
                line_of(course, path, f'"{name}"'),
                f"{name} is not a date: {value!r}.",
                "Write it like 2026-01-31T00:00:00Z.",
            )
    start, end = course.policy.get("start"), course.policy.get("end")
    if _moment(start) and _moment(end) and _moment(start) >= _moment(end):
        yield Remark(
            path, line_of(course, path, '"end"'), "The course ends before it starts.", "Correct end."
        )


def _moment(value) -> datetime | None:
    if not isinstance(value, str) or not is_date(value):
        return None
    return datetime.fromisoformat(value.replace("Z", "+00:00")).replace(tzinfo=None)


@rule("policy-twice")
def policy_twice(course: Course) -> Iterator[Remark]:
    """A setting both in course/RUN.xml and in policy.json: the policy wins, and olxcleaner complains."""
    if course.tree is not None:
        for name in sorted(set(course.tree.element.attrib) & set(course.policy)):
            yield Remark(
                course.tree.path,
                course.tree.line,
                f"{name} stands here and in policy.json.",
                "Keep it in policy.json only.",
            )


@rule("grading-policy")
def grading_policy(course: Course) -> Iterator[Remark]:
    """The platform says not a word when a grader lacks a field or the weights do not sum to 1."""
    path = course.grading_path
    policy = course.json_or(path, {})
    if not policy:
        return
    for grader in course.graders:
        line = line_of(course, path, f'"{grader.get("type")}"')
        for name, kind in GRADER_KEYS.items():
            if not isinstance(grader.get(name), kind) or isinstance(grader.get(name), bool):
                yield Remark(
                    path, line, f"The grader {grader.get('type')!r} has no good {name}.", f"Add {name}."
                )
    weights = [grader.get("weight") for grader in course.graders]
    if not weights:
        yield Remark(path, 1, "There is no grader.", "Add one for each format of graded subsections.")
    elif all(isinstance(weight, (int, float)) for weight in weights) and abs(sum(weights) - 1) > 1e-6:
        yield Remark(
            path,
            line_of(course, path, '"weight"'),
            f"The weights sum to {sum(weights):g}, not to 1.",
            "Correct the weights.",
        )
    types = [grader.get("type") for grader in course.graders]
    for name in sorted({name for name in types if types.count(name) > 1}, key=str):
        yield Remark(
            path, line_of(course, path, f'"{name}"'), f"Two graders are called {name!r}.", "Keep one."
        )
    cutoffs = policy.get("GRADE_CUTOFFS")
    if (
        not isinstance(cutoffs, dict)
        or not cutoffs
        or not all(isinstance(value, (int, float)) and 0 < value <= 1 for value in cutoffs.values())
    ):
        yield Remark(
            path,
            line_of(course, path, "GRADE_CUTOFFS"),
            "GRADE_CUTOFFS is missing or out of range.",
            'Write for example {"Pass": 0.6}.',
        )


@rule("graded-format")
def graded_format(course: Course) -> Iterator[Remark]:
    """A graded subsection whose format no grader has counts for nothing, without a word."""
    types = {grader.get("type") for grader in course.graders}
    for block in course.by_tag("sequential"):
        graded, name = block.element.get("graded") == "true", block.element.get("format")
        if graded and not name:
            yield Remark(
                block.path,
                block.line,
                "The subsection is graded but has no format.",
                f"Add format with one of: {', '.join(sorted(map(str, types)))}.",
            )
        elif graded and name not in types:
            yield Remark(
                block.path,
                block.line,
                f"No grader is called {name!r}.",
                f"Use one of: {', '.join(sorted(map(str, types)))}.",
            )
        elif name and not graded:
            yield Remark(
                block.path,
                block.line,
                f"The subsection has the format {name!r} but is not graded.",
                'Add graded="true", or remove format.',
            )


@rule("grader-count")
def grader_count(course: Course) -> Iterator[Remark]:
    """A grader with fewer subsections than min_count gives learners zeros that nobody can earn."""
    path = course.grading_path
    formats = [
        block.element.get("format")
        for block in course.by_tag("sequential")
        if block.element.get("graded") == "true"
    ]
    for grader in course.graders:
        wanted, found = grader.get("min_count"), formats.count(grader.get("type"))
        line = line_of(course, path, f'"{grader.get("type")}"')
        if isinstance(wanted, int) and found < wanted:
            yield Remark(
                path,
                line,
                f"The grader {grader.get('type')!r} wants {wanted} subsections; the course has {found}.",
                "Correct min_count, or add the subsections.",
            )
        if (
            isinstance(grader.get("drop_count"), int)
            and isinstance(wanted, int)
            and grader["drop_count"] >= max(wanted, 1)
        ):
            yield Remark(
                path,
                line,
                f"The grader {grader.get('type')!r} drops every subsection.",
                "Correct drop_count.",
            )


@rule("graded-score")
def graded_score(course: Course) -> Iterator[Remark]:
    """A graded subsection without anything that scores counts as zero of zero; an ungraded explorer that
    scores
    promises points that do not exist.
    """
    for block in course.by_tag("sequential"):
        scoring = [
            child
            for child in block.walk()
            if child.tag in ("problem", "edx_sga", "openassessment") or child.element.get("scored") == "true"
        ]
        if (
            block.element.get("graded") == "true"
            and not scoring
            and any(unit.children for unit in block.children)
        ):
            yield Remark(
                block.path,
                block.line,
                "The subsection is graded, but nothing in it gives points.",
                'Add a question or a block with scored="true", or remove graded.',
            )
        for child in block.walk():
            scored = child.element.get("scored")
            if (
                child.tag in ("practice_explorer", "rights_map")
                and block.element.get("graded") == "true"
                and scored != "true"
            ):
                yield Remark(
                    child.path,
                    child.line,
                    f"{child.url_name!r} does not score but stands in a graded subsection.",
                    "Move it to an ungraded one.",
                )
            if (
                child.tag in ("practice_explorer", "rights_map")
                and scored == "true"
                and block.element.get("graded") != "true"
            ):
                yield Remark(
                    child.path,
                    child.line,
                    f"{child.url_name!r} scores but its subsection is not graded.",
                    'Write scored="false", or grade the subsection.',
                )


@rule("tabs")
def tabs(course: Course) -> Iterator[Remark]:
    """A static tab without its file, an unknown tab type, a tab file that no tab names: dropped or dead."""
    path, slugs = course.policy_path, []
    for tab in course.tabs:
        kind, slug = tab.get("type"), tab.get("url_slug")
        line = line_of(course, path, f'"{slug or kind}"')
        if kind not in TAB_TYPES:
            yield Remark(path, line, f"There is no tab of type {kind!r}.", "Correct the type.")
        if kind == "static_tab":
            slugs.append(slug)
            if not course.is_file(f"tabs/{slug}.html"):
                yield Remark(
                    path, line, f"The file tabs/{slug}.html does not exist.", "Add it, or remove the tab."
                )
            if not tab.get("name"):
                yield Remark(path, line, f"The tab {slug!r} has no name.", 'Add "name".')
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}, key=str):
        yield Remark(
            path, line_of(course, path, f'"{slug}"'), f"Two tabs have the url_slug {slug!r}.", "Keep one."
        )
    for file in course.files:
        found = re.fullmatch(r"tabs/([^/]+)\.html", file)
        if found and found.group(1) not in slugs:
            yield Remark(file, 1, "No tab in policy.json shows this page.", f"Add a static_tab to {path}.")


@rule("course-image")
def course_image(course: Course) -> Iterator[Remark]:
    """A course_image that is no asset is a broken picture; the platform makes thumbnails of PNG and JPEG
    only.
    """
    name = course.policy.get("course_image")
    if not isinstance(name, str) or not name:
        return
    line = line_of(course, course.policy_path, '"course_image"')
    if not course.is_file(f"static/{name}"):
        yield Remark(course.policy_path, line, f"The file static/{name} does not exist.", "Add the picture.")
    elif not course.data(f"static/{name}").startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        yield Remark(
            course.policy_path, line, f"static/{name} is no PNG or JPEG.", "Save the picture as PNG."
        )


@rule("discussion-topics")
def discussion_topics(course: Course) -> Iterator[Remark]:
    """Without discussion_topics the source course's key is baked in, so posts land in another course."""
    topics = course.policy.get("discussion_topics")
    if not course.policy:
        return
    if (
        not isinstance(topics, dict)
        or not topics
        or not all(isinstance(topic, dict) and topic.get("id") for topic in topics.values())
    ):
        yield Remark(
            course.policy_path,
            line_of(course, course.policy_path, "discussion_topics"),
            "discussion_topics is missing or a topic has no id.",
            'Write for example {"General": {"id": "hrlocal-general"}}.',
        )


@rule("discussion-id")
def discussion_id(course: Course) -> Iterator[Remark]:
    """A discussion without discussion_id gets a new id in every run, and its posts are lost; ids are
    unique.
    """
    seen: dict[str, str] = {}
    for block in course.by_tag("discussion"):
        name = block.element.get("discussion_id")
        for wanted in ("discussion_id", "discussion_category", "discussion_target"):
            if not block.element.get(wanted):
                yield Remark(
                    block.path, block.line, f"The discussion has no {wanted}.", f'Add {wanted}="...".'
                )
        if name and seen.setdefault(name, block.url_name) != block.url_name:
            yield Remark(
                block.path,
                block.line,
                f"{seen[name]!r} has the discussion_id {name!r} already.",
                "Give each discussion its own.",
            )


@rule("assets-policy")
def assets_policy(course: Course) -> Iterator[Remark]:
    """policies/assets.json is keyed by asset names; a key that is no asset locks or renames nothing."""
    names = {path[len("static/") :].replace("/", "_") for path in course.files if path.startswith("static/")}
    for name in course.json_or("policies/assets.json", {}):
        if name not in names:
            yield Remark(
                "policies/assets.json",
                line_of(course, "policies/assets.json", f'"{name}"'),
                f"There is no asset {name!r}.",
                "Correct the name, or remove the entry.",
            )


@rule("about-pages")
def about_pages(course: Course) -> Iterator[Remark]:
    """The catalogue page shows about/overview.html and about/short_description.html; without them it is
    empty.
    """
    for name in ("overview", "short_description"):
        if course.tree is not None and not course.is_file(f"about/{name}.html"):
            yield Remark("course.xml", 1, f"The file about/{name}.html does not exist.", "Write it.")
