"""Settings of the whole course that the platform refuses, reads differently or does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from builder.findings import Remark
from builder.json_values import Keys, meant, trouble
from builder.registry import rule
from builder.rules.policies import line_of, moment
from builder.wording import _
from olx.course import Course
from olx.course_settings import SETTINGS

KEY_PART = re.compile(r"[\w.-]+\Z")  # ALLOWED_ID_CHARS of opaque_keys/edx/locator.py, as the older form has them
LIKE_ANOTHER = 0.86  # how much of two names must be the same for one to be a slip of the other
LONGEST_NAME = 64  # characters; no setting has more
MOST_UNKNOWN = 100  # settings that are compared; a file with more is no slip of the keyboard


@rule("course-key")
def course_key(course: Course) -> Iterator[Remark]:
    """A space, a colon, a plus or another sign in org, course or url_name of course.xml fails the whole import.

    The platform makes the key of the course of them; letters, digits, hyphen, underscore and full stop fit.
    """
    root = course.xml_or_none("course.xml")
    if root is None:
        return
    for name in ("org", "course", "url_name"):
        value = root.get(name, "")
        if value and not KEY_PART.match(value):
            yield Remark(
                "course.xml",
                root.sourceline,
                _("{name} is {value!r}: with such a sign the import of the course fails.", name=name, value=value),
                _("Use letters, digits, hyphen, underscore and full stop."),
            )


@rule("setting-value")
def setting_value(course: Course) -> Iterator[Remark]:
    """One setting of the wrong type in policy.json (a number for a name, a date that is none) fails the whole import.

    A text other than "true" or "false" is read as false, so "self_paced": "yes" makes a paced course.
    """
    keys = Keys(course, course.policy_path)
    keys.line(f"course/{course.run}")
    for name, value in course.policy.items():
        line = keys.line(name)
        if name == "tabs" or name not in SETTINGS:
            continue
        found = trouble(SETTINGS[name], name, value)
        if found:
            yield Remark(course.policy_path, line, found, _("Write {words}.", words=meant(SETTINGS[name])))


@rule("setting-name")
def setting_name(course: Course) -> Iterator[Remark]:
    """A setting that the platform does not know is kept and does nothing: "selfpaced" paces no course.

    Old courses carry settings that no release knows any more, so only a name close to a known one is said.
    """
    keys = Keys(course, course.policy_path)
    keys.line(f"course/{course.run}")
    unknown = [name for name in course.policy if name not in SETTINGS and len(name) <= LONGEST_NAME]
    for name in unknown[:MOST_UNKNOWN]:
        line = keys.line(name)
        close = get_close_matches(name, SETTINGS, n=1, cutoff=LIKE_ANOTHER)
        if close and close[0] not in course.policy:
            yield Remark(
                course.policy_path,
                line,
                _("There is no setting {name!r}: it does nothing.", name=name),
                _("Write {known!r}, or remove it.", known=close[0]),
            )


@rule("setting-closes")
def setting_closes(course: Course) -> Iterator[Remark]:
    """visible_to_staff_only hides the whole course from learners; max_attempts below 1 closes every question.

    Studio's forms set neither for a whole course, so nobody who looks there sees why.
    """
    path = course.policy_path
    if course.policy.get("visible_to_staff_only") is True:
        yield Remark(
            path,
            line_of(course, path, '"visible_to_staff_only"'),
            _("visible_to_staff_only hides the whole course from learners."),
            _("Remove it."),
        )
    attempts = course.policy.get("max_attempts")
    if isinstance(attempts, int) and not isinstance(attempts, bool) and attempts < 1:
        yield Remark(
            path,
            line_of(course, path, '"max_attempts"'),
            _(
                "max_attempts is {attempts}: no question without a number of its own can be answered.",
                attempts=attempts,
            ),
            _("Write a number of at least 1, or remove it."),
        )


# A date, another one, and what is wrong when the first is not before the second.
ORDER = (
    ("enrollment_start", "enrollment_end", "enrollment_end"),
    ("enrollment_start", "end", "enrollment_start"),
    ("start", "due", "due"),
)


@rule("setting-dates")
def setting_dates(course: Course) -> Iterator[Remark]:
    """Nobody can enrol where enrolment ends before it starts or starts after the course; what is due is closed.

    The course's "due" holds for every subsection without a date of its own.
    """
    path = course.policy_path
    for first, second, wrong in ORDER:
        start, end = moment(course.policy.get(first)), moment(course.policy.get(second))
        if start and end and start >= end:
            yield Remark(
                path,
                line_of(course, path, f'"{wrong}"'),
                _("{first} is not before {second}.", first=first, second=second),
                _("Correct one of the two dates."),
            )
