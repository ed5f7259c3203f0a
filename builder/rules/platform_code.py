"""Questions through the platform's own code (left out with --fast)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.capa import CapaProblemError, can_be_tried, try_problem
from builder.findings import HOUSE, WARNING, Remark
from builder.registry import rule
from builder.rules.problems import responses
from builder.wording import _
from olx.course import Course


@rule("problem-untried", level=WARNING, profile=HOUSE)
def problem_untried(course: Course) -> Iterator[Remark]:
    """A question with a script, a function, a picture or a circuit is checked by what only a platform has; nothing is
    known here of its answer.
    """
    for block in course.by_tag("problem"):
        if responses(block) and not can_be_tried(block.element):
            yield Remark(
                block.path,
                block.line,
                _("This question is checked by a program on the platform; it was not tried here."),
                _("Try it in Studio."),
            )


@rule("problem-loads", slow=True)
def problem_loads(course: Course) -> Iterator[Remark]:
    """A question that the platform's own code (xblocks-contrib) cannot load is an error box to learners."""
    for block in course.by_tag("problem"):
        if not responses(block) or not can_be_tried(block.element):
            continue
        try:
            try_problem(block.element, block.url_name)
        except CapaProblemError as error:
            yield Remark(
                block.path,
                block.line,
                _("The platform's code refuses this question: {error}.", error=error),
                _("Compare it with a question that works."),
            )
