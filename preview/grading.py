"""Scores and the grade, as the platform reckons them from `grading_policy.json`.

A subsection counts when it is graded and has points. A grader is the mean of its subsections in percent, with
the lowest `drop_count` left out; subsections that a grader still lacks (`min_count`) count as nothing done.
The grade is the sum of the graders by their weights, in whole percent.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from builder.reasons import why
from olx.errors import UnreadableError
from preview import models
from preview.classes import load_class
from preview.olx import Course, Node
from preview.outline import leaves
from preview.runtime import UnreadableBlockError
from preview.services import weighted

log = logging.getLogger(__name__)


@dataclass
class Score:
    """One block with points."""

    name: str
    earned: float
    possible: float
    error: str = ""


@dataclass
class Subsection:
    """One subsection with points, graded or not."""

    name: str
    chapter: str
    format: str | None
    graded: bool
    scores: list[Score]
    units: list[Node] = field(default_factory=list)

    @property
    def earned(self) -> float:
        """Points won."""
        return sum(score.earned for score in self.scores)

    @property
    def possible(self) -> float:
        """Points that can be won."""
        return sum(score.possible for score in self.scores)

    @property
    def percent(self) -> float:
        """Share of the points, 0.0 to 1.0."""
        return self.earned / self.possible if self.possible else 0.0


@dataclass
class Grader:
    """One line of the grading policy with what the learner reached in it."""

    type: str
    weight: float
    percent: float
    count: int
    expected: int
    dropped: int

    @property
    def contribution(self) -> float:
        """What it adds to the grade."""
        return self.percent * self.weight


@dataclass
class Report:
    """The progress page in data."""

    graders: list[Grader]
    subsections: list[Subsection]
    percent: float
    cutoffs: list[tuple[str, float]]
    policy_error: UnreadableError | None

    @property
    def pass_mark(self) -> float | None:
        """The lowest cut-off: from there on the course is passed."""
        return min((value for _name, value in self.cutoffs), default=None)

    @property
    def passed(self) -> bool:
        """True when the grade reaches the pass mark."""
        return self.pass_mark is not None and self.percent >= self.pass_mark


def progress_of(course: Course, runtime) -> Report:
    """Return the learner's report."""
    known = {row.usage: row for row in models.Grade.objects.filter(learner=runtime.learner.number)}
    found = [_subsection(course, runtime, node, known) for node in course.root.of_type("sequential")]
    subsections = [each for each in found if each.scores]
    graders = [_grader(line, subsections) for line in course.read.graders]
    total = sum(grader.contribution for grader in graders)
    cutoffs = sorted(course.grading_policy.get("GRADE_CUTOFFS", {}).items(), key=lambda item: -item[1])
    # The platform's rounding, to whole percent with a small allowance for floating point.
    percent = round(total * 100 + 0.05) / 100
    return Report(graders, subsections, percent, cutoffs, course.policy_error)


def _subsection(course: Course, runtime, node: Node, known: dict) -> Subsection:
    graded = node.attribute("graded") == "true"
    scores = []
    for leaf in leaves(node):
        if leaf.error is None and getattr(load_class(leaf.block_type), "has_score", False):
            scores.append(_score(course, runtime, leaf, known))
    chapter = node.parent.title if node.parent else ""
    units = [child for child in node.children if child.block_type == "vertical"]
    return Subsection(node.title, chapter, node.attribute("format"), graded, scores, units)


def _score(course: Course, runtime, leaf: Node, known: dict) -> Score:
    usage = course.usage(leaf)
    row = known.get(str(usage))
    try:
        block = runtime.get_block(usage)
        maximum = block.max_score()
        name = block.display_name_with_default
    except UnreadableBlockError as error:
        return Score(leaf.block_id, 0.0, 0.0, f"{error.error.path}: {why(error.error)}")
    except Exception:  # any block may raise anything
        log.exception("%s does not say its points", usage)
        return Score(leaf.block_id, 0.0, 0.0, _("The preview cannot read the points of this block."))
    _earned, possible = weighted(0.0, maximum or 0.0, getattr(block, "weight", None) if maximum else None)
    if not getattr(block, "has_score", False):
        possible = 0.0
    return Score(name, row.earned if row else 0.0, possible)


def _grader(line: dict, subsections: list[Subsection]) -> Grader:
    mine = [each for each in subsections if each.graded and each.format == line.get("type") and each.possible]
    expected = max(int(line.get("min_count", 0)), len(mine))
    percents = sorted([each.percent for each in mine] + [0.0] * (expected - len(mine)), reverse=True)
    dropped = min(int(line.get("drop_count", 0)), max(len(percents) - 1, 0))
    kept = percents[: len(percents) - dropped] if dropped else percents
    mean = sum(kept) / len(kept) if kept else 0.0
    return Grader(line.get("type", ""), float(line.get("weight", 0.0)), mean, len(mine), expected, dropped)
