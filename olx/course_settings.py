"""The settings of a whole course: their kinds, and what the platform makes of a value in policy.json.

Read from the fields of CourseBlock and its mixins (xmodule/course_block.py, xmodule/modulestore/inheritance.py, Teak).
Values in policy.json are JSON, not the texts that attributes are: the field takes them as they are (`apply_policy` in
xmodule/xml_block.py), and says so late, when the course is written.
"""

from __future__ import annotations

from enum import Enum, auto

from olx.types import INHERITED, SEQUENCE, Fields
from olx.values import CHECKS, is_date, is_number, named

SETTINGS: Fields = {
    **INHERITED,
    **SEQUENCE,
    **named(
        ("announcement", "certificate_available_date", "end", "enrollment_end", "enrollment_start"),
        "date",
    ),
    **named(("cosmetic_display_price", "max_student_enrollments_allowed"), "integer"),
    **named(("entrance_exam_minimum_score_pct", "minimum_grade_credit"), "float"),
    **named(
        (
            "allow_anonymous",
            "allow_anonymous_to_peers",
            "allow_proctoring_opt_out",
            "allow_public_wiki_access",
            "allow_unsupported_xblocks",
            "cert_html_view_enabled",
            "certificates_show_before_end",
            "course_survey_required",
            "create_zendesk_tickets",
            "disable_progress_graph",
            "enable_ccx",
            "enable_proctored_exams",
            "enable_subsection_gating",
            "enable_timed_exams",
            "entrance_exam_enabled",
            "force_on_flexible_peer_openassessments",
            "hide_progress_tab",
            "highlights_enabled_for_messaging",
            "invitation_only",
            "is_new",
            "mobile_available",
            "no_grade",
            "show_calculator",
            "show_timezone",
        ),
        "boolean",
    ),
    **named(
        (
            "advanced_modules",
            "course_wide_css",
            "course_wide_js",
            "discussion_blackouts",
            "html_textbooks",
            "learning_info",
            "lti_passports",
            "pdf_textbooks",
            "pre_requisite_courses",
            "tabs",
            "textbooks",
        ),
        "list",
    ),
    **named(
        (
            "cert_html_view_overrides",
            "certificates",
            "cohort_config",
            "discussion_topics",
            "discussions_settings",
            "grading_policy",
            "instructor_info",
            "other_course_settings",
            "remote_gradebook",
            "teams_configuration",
            "video_upload_pipeline",
            "xml_attributes",
        ),
        "dict",
    ),
    **named(
        (
            "advertised_start",
            "banner_image",
            "ccx_connector",
            "cert_name_long",
            "cert_name_short",
            "certificates_display_behavior",
            "course_image",
            "course_survey_name",
            "css_class",
            "discussion_link",
            "display_coursenumber",
            "display_organization",
            "due_date_display_format",
            "end_of_course_survey_url",
            "enrollment_domain",
            "entrance_exam_id",
            "language",
            "license",
            "proctoring_escalation_email",
            "proctoring_provider",
            "social_sharing_url",
            "video_sharing_options",
            "video_thumbnail_image",
            "wiki_slug",
        ),
        "string",
    ),
    "catalog_visibility": ("both", "about", "none"),
    "course_visibility": ("private", "public_outline", "public"),
}


class Reading(Enum):
    """What the platform makes of a value in policy.json."""

    RIGHT = auto()  # as it is meant
    REFUSED = auto()  # an error: the course is not imported, or the block is left out
    FALSE = auto()  # false
    NOTHING = auto()  # no value
    OLD = auto()  # a date in milliseconds since 1970
    KEPT = auto()  # kept, and none of what it knows


def reading(kind: object, value: object) -> Reading:
    """Return what the platform makes of a JSON value in a setting of a kind (a name in CHECKS, or a tuple of texts)."""
    if value is None:
        return Reading.RIGHT
    if isinstance(kind, tuple):
        if not isinstance(value, str):
            return Reading.REFUSED
        return Reading.RIGHT if value in kind else Reading.KEPT
    return _READERS[str(kind)](value)


def _string(value: object) -> Reading:
    return Reading.RIGHT if isinstance(value, str) else Reading.REFUSED


def _boolean(value: object) -> Reading:
    known = not isinstance(value, str) or value.lower() in ("true", "false")
    return Reading.RIGHT if known else Reading.FALSE


def _number(kind: type) -> object:
    def read(value: object) -> Reading:
        if isinstance(value, (int, float)) or value == "":
            return Reading.RIGHT
        return Reading.RIGHT if isinstance(value, str) and is_number(kind, value) else Reading.REFUSED

    return read


def _date(value: object) -> Reading:
    if isinstance(value, (int, float)):
        return Reading.OLD
    return Reading.RIGHT if isinstance(value, str) and (value == "" or is_date(value)) else Reading.REFUSED


def _timedelta(value: object) -> Reading:
    if not isinstance(value, str):
        return Reading.REFUSED
    return Reading.RIGHT if CHECKS["timedelta"][0](value) else Reading.NOTHING


def _of(kind: type) -> object:
    return lambda value: Reading.RIGHT if isinstance(value, kind) else Reading.REFUSED


_READERS: dict = {
    "string": _string,
    "boolean": _boolean,
    "integer": _number(int),
    "float": _number(float),
    "date": _date,
    "timedelta": _timedelta,
    "list": _of(list),
    "dict": _of(dict),
}

# Groups that the platform makes itself: enrolment tracks that courses have (ENROLLMENT_TRACK_PARTITION_ID and
# COURSE_ENROLLMENT_MODES), and those who may see graded content (CONTENT_GATING_PARTITION_ID).
GROUPS_OF_OPEN_EDX: dict[str, set[object]] = {"50": {1, 2, 3, 4, 5, 6}, "51": {1, 2}}
