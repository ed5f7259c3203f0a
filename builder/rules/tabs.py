"""Tabs of the course that make the import fail, or lead elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.findings import Remark
from builder.json_values import Keys
from builder.registry import rule
from builder.rules.policies import TAB_TYPES
from builder.wording import _
from olx.course import Course

SEVERAL = {"static_tab", "external_link", "lti_tab", "syllabus", "course_info"}  # tabs that may stand twice
# Keys that a tab must have (key_checker of xmodule/tabs.py and lms/djangoapps/courseware/tabs.py).
NEEDED = {
    "static_tab": ("name", "url_slug"),
    "external_discussion": ("link",),
    "external_link": ("name", "link"),
}
# The last part of addresses of a course that the LMS keeps for its own pages; a tab's page comes after them.
TAKEN = {
    "bookmarks",
    "cohorts",
    "course",
    "course_wiki",
    "courseware",
    "dates",
    "edxnotes",
    "generate_user_cert",
    "jump_to",
    "jump_to_id",
    "teams",
    "wiki",
}


@rule("tabs-import")
def tabs_import(course: Course) -> Iterator[Remark]:
    """The import fails as a whole when the tabs do not begin with courseware, or one of them stands twice.

    It fails too where a page has no name or url_slug, and where a tab is not a JSON object.
    """
    tabs = course.policy.get("tabs", [])
    keys = Keys(course, course.policy_path)
    line = keys.line("tabs")
    if not isinstance(tabs, list):
        what = _("The tabs are no JSON list.")
        advice = _("Write a list, or remove tabs.")
        empty = tabs in ({}, "")  # then the platform puts its own in their place
        yield Remark(course.policy_path, line, what, advice) if empty else _failing(course, line, what, advice)
        return
    types = Counter(_type(tab) for tab in tabs)
    first = [_type(tab) for tab in tabs[:2] if _type(tab) != "course_info"][:1]
    if tabs and first != ["courseware"]:
        what = _("The tabs do not begin with the one of type courseware.")
        yield _failing(course, line, what, _("Put it first."))
    for tab in tabs:
        kind = _type(tab)
        if kind is None and not isinstance(tab, dict):
            yield _failing(course, line, _("One of the tabs is no JSON object."), _("Correct it, or remove it."))
            continue
        place = keys.line(str(kind))
        missing = [name for name in NEEDED.get(str(kind), ()) if name not in tab]
        if missing:
            what = _("A tab of type {kind} has no {names}.", kind=kind, names=", ".join(missing))
            yield _failing(course, place, what, _("Add it, or remove the tab."))
        if kind in TAB_TYPES and kind not in SEVERAL and types[kind] > 1:
            types[kind] = 0  # said once
            what = _("The tab of type {kind} stands there twice.", kind=kind)
            yield _failing(course, place, what, _("Keep one."))


def _type(tab: object) -> str | None:
    kind = tab.get("type") if isinstance(tab, dict) else None
    return kind if isinstance(kind, str) else None


def _failing(course: Course, line: int, what: str, advice: str) -> Remark:
    fails = _("The import of the course fails.")
    return Remark(course.policy_path, line, f"{what} {fails}", advice)


@rule("tab-address")
def tab_address(course: Course) -> Iterator[Remark]:
    """A page whose url_slug is a word of the LMS's own addresses (course, wiki, dates ...) opens that page instead.

    A tab whose course_staff_only is a text stops the LMS from saving the summary of the course.
    """
    keys = Keys(course, course.policy_path)
    for tab in course.tabs:
        line = keys.line(str(tab.get("type")))
        slug = tab.get("url_slug")
        if tab.get("type") == "static_tab" and isinstance(slug, str) and slug in TAKEN:
            yield Remark(
                course.policy_path,
                keys.line(slug),
                _("The tab {slug!r} opens another page of the LMS, which has this address.", slug=slug),
                _("Give it another url_slug, and its file the same name."),
            )
        if not isinstance(tab.get("course_staff_only", False), (bool, int, type(None))):
            yield Remark(
                course.policy_path,
                line,
                _("course_staff_only of a tab is a text: the LMS cannot save the summary of the course."),
                _("Write true or false."),
            )
