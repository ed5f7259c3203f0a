"""What olxcleaner reports at error level: operators may have it switched on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from builder.findings import Remark
from builder.registry import RULES, rule
from builder.rules.causes import broken_files, graders_are_readable, policy_is_readable
from builder.rules.structure import named_modules
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
    "BadEntry": ("policy-block-value",),
    "InvalidSetting": ("attribute-value", "setting-value", "discussion-id"),
}
FIRST_STAGE = "olxcleaner.loader.xml"  # COURSE_OLX_VALIDATION_STAGE of the platform's settings is 1
# What it takes for a fault and the platform does not: dates in quotes, older names of choices, a peer assessment
# without dates (openassessment/xblock/utils/xml.py).
NO_FAULT = re.compile(r"date setting for \w+: '\"|'rerandomize=(true|false|)'")


@rule("olxcleaner")
def olxcleaner(course: Course) -> Iterator[Remark]:
    """The platform's course check (ENABLE_COURSE_OLX_VALIDATION) fails the import at each error of its first
    stage; all its stages run here, with the custom blocks allowed. What the later ones find is no fault on a platform.
    """
    if course.tree is None or any((course.root / path).is_symlink() for path in course.files):
        return
    if RULES["text-size"].run(course):
        return  # it would read those files too
    if not (policy_is_readable(course) and graders_are_readable(course)) or broken_files(course):
        return  # it would only say what follows from it
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
        if found.level == "ERROR" and not _is_said(course, found.name) and not _is_no_fault(found.description):
            yield Remark(
                _place(course, found.filename.replace("\\", "/")),
                1,
                f"{found.name}: {re.sub('[.]$', '', found.description)}.",
                _("The page of olxcleaner explains it under this name."),
                house=not type(found).__module__.startswith(FIRST_STAGE),
            )


def _is_no_fault(said: str) -> bool:
    return bool(NO_FAULT.search(said)) or ("<openassessment" in said and "required setting" in said)


def _place(course: Course, name: str) -> str:
    """Return the path of the file that olxcleaner means; of the settings it gives the name alone."""
    whole = f"{os.path.dirname(course.policy_path)}/{name}"
    return next((path for path in (name, whole) if path in course.files), "course.xml")


def _allowed(course: Course) -> list[str]:
    """Return the block types that olxcleaner is to take beside those it knows: what is installed, what is named."""
    return sorted({*TYPES, *named_modules(course)})


def _is_said(course: Course, name: str) -> bool:
    """Tell whether one of our own rules reports the same kind of error in this course."""
    return any(RULES[other].run(course) for other in SAID_BY.get(name, ()))
