"""Which attributes a block's element may carry, and of what type: the platform's field definitions.

Built-in types are listed here as the Teak generation defines them (xmodule and xblocks-contrib); custom
blocks
are asked themselves, when they are installed.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

from builder.wording import N_, _

SHOWANSWER = (
    "always",
    "answered",
    "attempted",
    "closed",
    "finished",
    "correct_or_past_due",
    "past_due",
    "never",
    "after_attempts",
    "after_all_attempts",
    "after_all_attempts_or_correct",
    "attempted_no_past_due",
)
RANDOMIZE = ("always", "onreset", "never", "per_student")
SHOW_CORRECTNESS = ("always", "past_due", "never", "never_but_include_grade")

# Fields that any block below the course inherits (xmodule/modulestore/inheritance.py).
INHERITED: dict[str, object] = {
    "url_name": "string",
    "display_name": "string",
    "xblock-family": "string",
    "graded": "boolean",
    "start": "date",
    "due": "date",
    "relative_weeks_due": "integer",
    "visible_to_staff_only": "boolean",
    "format": "string",
    "graceperiod": "timedelta",
    "group_access": "dict",
    "showanswer": SHOWANSWER,
    "show_correctness": SHOW_CORRECTNESS,
    "rerandomize": RANDOMIZE,
    "days_early_for_beta": "float",
    "max_attempts": "integer",
    "show_reset_button": "boolean",
    "hide_from_toc": "boolean",
    "user_partitions": "list",
    "use_latex_compiler": "boolean",
    "in_entrance_exam": "boolean",
    "self_paced": "boolean",
    "chrome": "string",
    "default_tab": "string",
    "source_file": "string",
    "course_edit_method": "string",
    "tags": "list",
    "slug": "string",
    "filename": "string",
}
OWN: dict[str, dict[str, object]] = {
    "chapter": {},
    "sequential": {
        "hide_after_due": "boolean",
        "is_entrance_exam": "boolean",
        "is_time_limited": "boolean",
        "default_time_limit_minutes": "integer",
        "is_proctored_enabled": "boolean",
        "exam_review_rules": "string",
        "is_practice_exam": "boolean",
        "is_onboarding_exam": "boolean",
        "highlights": "list",
    },
    "vertical": {"discussion_enabled": "boolean"},
    "html": {"editor": ("visual", "raw"), "source_code": "string"},
    "discussion": {
        "discussion_id": "string",
        "discussion_category": "string",
        "discussion_target": "string",
        "sort_key": "string",
        "for": "string",
        "id": "string",
    },
    "problem": {
        "weight": "float",
        "grading_method": ("last_score", "first_score", "highest_score", "average_score"),
        "attempts_before_showanswer_button": "integer",
        "force_save_button": "boolean",
        "submission_wait_seconds": "integer",
        "markdown": "string",
        "source_code": "string",
        "matlab_api_key": "string",
        "markdown_edited": "boolean",
        "attempts": "integer",
    },
}
# Our blocks where their package is not installed (the build then still checks the attributes' names).
LEARNER_BLOCKS = ("practice_explorer", "rights_map", "action_plan")
EDX_SGA: dict[str, object] = {
    "display_name": "string",
    "url_name": "string",
    "xblock-family": "string",
    "points": "integer",
    "weight": "float",
    "showanswer": SHOWANSWER,
    "solution": "string",
    "graded": "boolean",
    "format": "string",
}


def is_date(value: str) -> bool:
    """Tell whether the platform reads a text as a date and time (ISO 8601)."""
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return len(value) >= 10


def is_number(kind: Callable[[str], object], value: str) -> bool:
    """Tell whether a text is a number of a kind; nan and inf are none."""
    try:
        kind(value)
    except ValueError:
        return False
    return value.strip().lower().lstrip("+-") not in ("nan", "inf", "infinity")


def is_json(kind: type, value: str) -> bool:
    """Tell whether a text is JSON of a kind."""
    try:
        return isinstance(json.loads(value), kind)
    except (ValueError, RecursionError):  # nested beyond what anybody reads
        return False


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "string": (lambda value: True, N_("a text")),
    "boolean": (lambda value: value in ("true", "false"), N_("true or false")),
    "integer": (lambda value: is_number(int, value), N_("a whole number")),
    "float": (lambda value: is_number(float, value), N_("a number")),
    "date": (is_date, N_("a date such as 2026-01-31T00:00:00Z")),
    "timedelta": (
        lambda value: bool(
            re.fullmatch(
                r"(?:\d+ days?)?(?:\s*\d+ hours?)?(?:\s*\d+ minutes?)?(?:\s*\d+ seconds?|\s*)"
                r"|\d+:\d{2}:\d{2}",
                value,
            )
        ),
        N_("a time such as 2 days 3 hours"),
    ),
    "list": (lambda value: is_json(list, value), N_("a JSON list")),
    "dict": (lambda value: is_json(dict, value), N_("a JSON object")),
}


def wrong_value(kind: object, value: str) -> str | None:
    """Return what an attribute's value must be, or None when it is all right."""
    if isinstance(kind, tuple):
        return None if value in kind else _("one of {names}", names=", ".join(kind))
    fits, words = CHECKS[str(kind)]
    return None if fits(value) else _(words)


def allowed_fields(tag: str) -> dict[str, object] | None:
    """Return the attributes of a block type with their kinds; None when the type is not known here."""
    if tag in OWN:
        return INHERITED | OWN[tag]
    if tag == "edx_sga":
        return EDX_SGA
    return custom_fields(tag)


@cache
def custom_fields(tag: str) -> dict[str, object] | None:
    """Return the authored fields of a custom block of ours, read from its class; None when it is not
    installed.
    """
    if tag not in LEARNER_BLOCKS:
        return None
    try:
        module = importlib.import_module(f"{tag}.block")
        from xblock.core import XBlock
        from xblock.fields import UserScope
    except ImportError:
        return None
    classes: list[type[XBlock]] = [
        item
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, XBlock) and item.__module__ == module.__name__
    ]
    if not classes:
        return None
    found: dict[str, object] = {
        name: INHERITED[name]
        for name in (
            "url_name",
            "xblock-family",
            "display_name",
            "graded",
            "format",
            "start",
            "due",
            "visible_to_staff_only",
            "group_access",
        )
    }
    for name, field in classes[-1].fields.items():
        if getattr(field.scope, "user", None) in (None, UserScope.NONE) and name not in (
            "parent",
            "children",
        ):
            found[name] = _kind(field)
    return found


def _kind(field) -> object:
    kinds = {"Boolean": "boolean", "Integer": "integer", "Float": "float", "List": "list", "Dict": "dict"}
    values = getattr(field, "values", None)
    if type(field).__name__ == "String" and isinstance(values, (list, tuple)) and values:
        options = tuple(item["value"] if isinstance(item, dict) else item for item in values)
        if all(isinstance(option, str) for option in options):
            return options
    return kinds.get(type(field).__name__, "string")
