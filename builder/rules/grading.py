"""Grades: graders that are whole, subsections that some grader counts, points where points are promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.findings import HOUSE, Remark
from builder.registry import rule
from builder.rules.causes import broken_files, graders_are_readable
from builder.rules.policies import line_of
from builder.wording import _
from olx.course import Course
from olx.values import is_number

GRADER_KEYS: dict[str, type | tuple[type, ...]] = {
    "type": str,
    "short_label": str,
    "min_count": int,
    "drop_count": int,
    "weight": (int, float),
}


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
                    path,
                    line,
                    _("The grader {type!r} has no good {name}.", type=grader.get("type"), name=name),
                    _("Add {name}.", name=name),
                    house=name == "short_label",  # the platform takes the type
                )
    weights: list = [grader.get("weight") for grader in course.graders]
    if not weights:
        yield Remark(path, 1, _("There is no grader."), _("Add one for each format of graded subsections."))
    elif all(isinstance(weight, (int, float)) for weight in weights) and abs(sum(weights) - 1) > 1e-6:
        yield Remark(
            path,
            line_of(course, path, '"weight"'),
            _("The weights sum to {sum:g}, not to 1.", sum=sum(weights)),
            _("Correct the weights."),
        )
    types = [str(grader.get("type")) for grader in course.graders]
    for name in sorted(name for name, count in Counter(types).items() if count > 1):
        yield Remark(
            path, line_of(course, path, f'"{name}"'), _("Two graders are called {name!r}.", name=name), _("Keep one.")
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
            _("GRADE_CUTOFFS is missing or out of range."),
            _('Write for example {"Pass": 0.6}.'),
        )


@rule("graded-format")
def graded_format(course: Course) -> Iterator[Remark]:
    """A graded subsection whose format no grader has counts for nothing, without a word."""
    types = {grader.get("type") for grader in course.graders}
    if not graders_are_readable(course):
        return
    for block in course.by_tag("sequential"):
        graded, name = block.element.get("graded") == "true", block.element.get("format")
        if graded and not name:
            yield Remark(
                block.path,
                block.line,
                _("The subsection is graded but has no format."),
                _("Add format with one of: {names}.", names=", ".join(sorted(map(str, types)))),
            )
        elif graded and name not in types:
            yield Remark(
                block.path,
                block.line,
                _("No grader is called {name!r}.", name=name),
                _("Use one of: {names}.", names=", ".join(sorted(map(str, types)))),
            )
        elif name and not graded:
            yield Remark(
                block.path,
                block.line,
                _("The subsection has the format {name!r} but is not graded.", name=name),
                _('Add graded="true", or remove format.'),
            )


@rule("grader-count")
def grader_count(course: Course) -> Iterator[Remark]:
    """A grader with fewer subsections than min_count gives learners zeros that nobody can earn."""
    path = course.grading_path
    if course.tree is None or broken_files(course):
        return  # what is missing may stand there
    formats = Counter(
        block.element.get("format") for block in course.by_tag("sequential") if block.element.get("graded") == "true"
    )
    for grader in course.graders:
        wanted, found = grader.get("min_count"), formats[str(grader.get("type"))]
        line = line_of(course, path, f'"{grader.get("type")}"')
        if isinstance(wanted, int) and found < wanted:
            yield Remark(
                path,
                line,
                _(
                    "The grader {type!r} wants {wanted} subsections; the course has {found}.",
                    type=grader.get("type"),
                    wanted=wanted,
                    found=found,
                ),
                _("Correct min_count, or add the subsections."),
            )
        if (
            isinstance(grader.get("drop_count"), int)
            and isinstance(wanted, int)
            and grader["drop_count"] >= max(wanted, 1)
        ):
            yield Remark(
                path,
                line,
                _("The grader {type!r} drops every subsection.", type=grader.get("type")),
                _("Correct drop_count."),
            )


@rule("graded-score", profile=HOUSE)
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
        if block.element.get("graded") == "true" and not scoring and any(unit.children for unit in block.children):
            yield Remark(
                block.path,
                block.line,
                _("The subsection is graded, but nothing in it gives points."),
                _('Add a question or a block with scored="true", or remove graded.'),
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
                    _("{url_name!r} does not score but stands in a graded subsection.", url_name=child.url_name),
                    _("Move it to an ungraded one."),
                )
            if (
                child.tag in ("practice_explorer", "rights_map")
                and scored == "true"
                and block.element.get("graded") != "true"
            ):
                yield Remark(
                    child.path,
                    child.line,
                    _("{url_name!r} scores but its subsection is not graded.", url_name=child.url_name),
                    _('Write scored="false", or grade the subsection.'),
                )


@rule("attempts-none")
def attempts_none(course: Course) -> Iterator[Remark]:
    """A question with max_attempts below 1 cannot be handed in: with 0 an answer can be kept but never gives points.

    The number holds for all questions below a section, subsection or unit that has it.
    """
    for block in course.blocks:
        value = block.element.get("max_attempts", "")
        if block.tag != "course" and is_number(int, value) and int(value) < 1:
            yield Remark(
                block.path,
                block.line,
                _("max_attempts is {value}: learners cannot hand in an answer.", value=value),
                _("Write a number of at least 1, or remove it."),
            )


@rule("weight-negative")
def weight_negative(course: Course) -> Iterator[Remark]:
    """A weight below 0 makes the points of a subsection fewer than its questions: grades come out wrong."""
    for block in course.by_tag("problem", "edx_sga"):
        value = block.element.get("weight", "")
        if is_number(float, value) and float(value) < 0:
            yield Remark(
                block.path,
                block.line,
                _("The weight is {value}, below 0.", value=value),
                _("Write how many points the question gives."),
            )


@rule("weight-zero", profile=HOUSE)
def weight_zero(course: Course) -> Iterator[Remark]:
    """A question of weight 0 in a graded subsection gives no points, though all around it says that it counts."""
    for block in course.by_tag("problem", "edx_sga"):
        value, section = block.element.get("weight", ""), block.ancestor("sequential")
        graded = section is not None and section.element.get("graded") == "true"
        if graded and is_number(float, value) and float(value) == 0:
            yield Remark(
                block.path,
                block.line,
                _("The weight is 0 in a graded subsection: this question gives no points."),
                _("Write how many points it gives, or move it to a subsection that is not graded."),
            )
