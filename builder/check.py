"""Run the rules over a course."""

from __future__ import annotations

from collections.abc import Iterable

import builder.rules  # noqa: F401  (fills the registry)
from builder.findings import ERROR, HOUSE, Finding
from builder.registry import RULES
from olx.course import Course


def check(course: Course, fast: bool = False, only: Iterable[str] | None = None, profile: str = HOUSE) -> list[Finding]:
    """Return what the rules find, sorted by place, each thing once.

    fast leaves out the rules that load the platform's own code; only names the rules to run; profile PLATFORM leaves
    out what is only a wish of this house.
    """
    names = set(only) if only is not None else set(RULES)
    found: set[Finding] = set()
    for rule in RULES.values():
        if rule.name in names and not (fast and rule.slow) and profile in (HOUSE, rule.profile):
            found.update(finding for finding in rule.run(course) if profile in (HOUSE, finding.profile))
    return sorted(found)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether a finding forbids the build."""
    return any(finding.level == ERROR for finding in findings)
