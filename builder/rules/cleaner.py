"""What olxcleaner reports at error level: operators may have it switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.findings import Remark
from builder.registry import RULES, rule
from builder.wording import _
from olx.course import Course
from olx.types import TYPES

# Errors of olxcleaner that rules of our own say with a line and an advice: not said twice.
SAID_BY = {
    "FileDoesNotExist": ("missing-file",),
    "DuplicateURLName": ("name-clash", "used-twice"),
    "InvalidXML": ("xml-readable",),
    "InvalidHTML": (
        "html-readable",
        "html4-elements",
        "html-ampersand",
        "html-ids",
        "html-balance",
        "html-active",
    ),
    "UnexpectedContent": ("loose-text",),
    "UnexpectedTag": ("nesting", "unknown-block"),
    "InvalidPointer": ("pointer-attributes", "html-content"),
    "PolicyNotFound": ("json-readable",),
    "BadPolicy": ("json-readable",),
    "BadPolicyFormat": ("policy-key",),
    "GradingPolicyIssue": ("grading-policy",),
    "TagMismatch": ("root-element",),
    "DuplicateID": ("discussion-id",),
    "SelfPointer": ("pointer-chain",),
}


@rule("olxcleaner")
def olxcleaner(course: Course) -> Iterator[Remark]:
    """The platform's course check (ENABLE_COURSE_OLX_VALIDATION) fails the import at each error of its first
    stage; all its stages run here, with the custom blocks allowed.
    """
    if course.tree is None or any((course.root / path).is_symlink() for path in course.files):
        return
    if RULES["text-size"].run(course):
        return  # it would read those files too
    from olxcleaner import validate

    try:
        _codes, store, _url = validate(str(course.root), steps=8, allowed_xblocks=_allowed(course))
    except Exception as error:  # it stops on some broken courses that the other rules describe
        yield Remark(
            "course.xml",
            1,
            _("olxcleaner stopped: {name}: {error}", name=type(error).__name__, error=error),
            _("Mend the other findings first."),
        )
        return
    for found in store.errors:
        if found.level == "ERROR" and not _is_said(course, found.name):
            yield Remark(
                found.filename.replace("\\", "/"),
                1,
                f"{found.name}: {re.sub('[.]$', '', found.description)}.",
                _("The page of olxcleaner explains it under this name."),
            )


def _allowed(course: Course) -> list[str]:
    """Return the block types that olxcleaner is to take beside those it knows: what is installed, what is named."""
    named = course.policy.get("advanced_modules")
    names = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    return sorted({*TYPES, *names})


def _is_said(course: Course, name: str) -> bool:
    """Tell whether one of our own rules reports the same kind of error in this course."""
    return any(RULES[other].run(course) for other in SAID_BY.get(name, ()))
