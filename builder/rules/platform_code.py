"""Questions through the platform's own code (left out with --fast)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.capa import CapaProblemError, try_problem
from builder.findings import Remark
from builder.registry import rule
from builder.rules.problems import responses
from builder.wording import _
from olx.course import Course


@rule("problem-loads", slow=True)
def problem_loads(course: Course) -> Iterator[Remark]:
    """A question that the platform's own code (xblocks-contrib) cannot load is an error box to learners."""
    for block in course.by_tag("problem"):
        if not responses(block):
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
