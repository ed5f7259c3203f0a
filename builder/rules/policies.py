"""Settings of the course: policy, graders, tabs, discussion, pages about the course."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from builder.findings import HOUSE, Remark
from builder.reasons import why
from builder.registry import RULES, rule
from builder.rules.causes import has_byte_order_mark, policy_is_readable
from builder.wording import _
from olx.assets import asset_key, asset_keys
from olx.course import Course
from olx.errors import EncodingError, TooLargeError, UnreadableError
from olx.markup import Lines
from olx.values import is_date

TAB_TYPES = {
    "courseware",
    "progress",
    "dates",
    "discussion",
    "wiki",
    "syllabus",
    "textbooks",
    "pdf_textbooks",
    "html_textbooks",
    "static_tab",
    "external_discussion",
    "external_link",
    "ccx_coach",
    "edxnotes",
    "teams",
    "course_info",
    "instructor",
    "lti_tab",
    "lti_live",
    "lti_discussion",
}


def line_of(course: Course, path: str, word: str, start: int = 1) -> int:
    """Return the line of a file where a word stands first (1 when it does not)."""
    try:
        text, lines = course.remember(f"lines:{path}", lambda: _with_lines(course.text(path)))
    except UnreadableError:
        return 1
    place = text.find(word)
    while place >= 0 and lines.at(place) < start:
        place = text.find(word, place + 1)
    return lines.at(place) if place >= 0 else 1


def _with_lines(text: str) -> tuple[str, Lines]:
    return text, Lines(text)


@rule("json-readable")
def json_readable(course: Course) -> Iterator[Remark]:
    """A policy that is missing or invalid is replaced by defaults: start 2030, Homework/Lab/Midterm/Final."""
    if not course.run:
        return  # course-file says it
    conflicts = {finding.path for finding in RULES["merge-conflict"].run(course)}
    for path in (course.policy_path, course.grading_path, "policies/assets.json", "info/updates.items.json"):
        if path in conflicts:
            continue  # merge-conflict says it
        if has_byte_order_mark(course, path):
            what = _("The file begins with a byte order mark (BOM), which the platform does not take.")
            yield Remark(path, 1, what, _("Save it as UTF-8 without BOM."))
        if path.startswith(("info/", "policies/assets")) and path not in course.files:
            continue
        try:
            found = course.json(path)
        except TooLargeError:
            continue  # text-size says it
        except UnreadableError as error:
            encoded = (
                _("Save the file as UTF-8.") if isinstance(error, EncodingError) else _("Add or correct the file.")
            )
            yield Remark(path, error.line, why(error), encoded)
            continue
        if not isinstance(found, list if path.startswith("info/") else dict):
            yield Remark(
                path,
                1,
                _("The file does not hold what the platform expects."),
                _("Look at the file of the same name in an export of Studio."),
            )


@rule("policy-key")
def policy_key(course: Course) -> Iterator[Remark]:
    """policy.json keyed with another run is not applied: the course starts in 2030 and nobody gets in."""
    found = course.json_or(course.policy_path, {})
    if found and f"course/{course.run}" not in found:
        yield Remark(
            course.policy_path,
            1,
            _('The file has no key "course/{run}".', run=course.run),
            _("Its only key is course/ and the url_name of course.xml."),
        )


@rule("policy-settings")
def policy_settings(course: Course) -> Iterator[Remark]:
    """Without start nobody gets in; olxcleaner and Studio's pages want display_name, end and course_image."""
    if not course.policy:
        return
    path = course.policy_path
    for name in ("display_name", "start", "end", "course_image", "language"):
        if not course.policy.get(name):
            advice = _('Add "{name}".', name=name)
            yield Remark(path, 1, _("The setting {name} is missing.", name=name), advice, house=name != "start")
    start, end = moment(course.policy.get("start")), moment(course.policy.get("end"))
    if start and end and start >= end:
        yield Remark(path, line_of(course, path, '"end"'), _("The course ends before it starts."), _("Correct end."))


def moment(value: object) -> datetime | None:
    """Return a date of the settings in UTC; None where it is none."""
    if not isinstance(value, str) or not is_date(value):
        return None
    found = datetime.fromisoformat(value.replace("Z", "+00:00"))
    try:
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except OverflowError:  # before the year 1, or after 9999
        return None


@rule("policy-twice", profile=HOUSE)
def policy_twice(course: Course) -> Iterator[Remark]:
    """A setting both in course/RUN.xml and in policy.json: the policy wins, and olxcleaner complains."""
    if course.tree is not None:
        for name in sorted(set(course.tree.element.attrib) & set(course.policy)):
            yield Remark(
                course.tree.path,
                course.tree.line,
                _("{name} stands here and in policy.json.", name=name),
                _("Keep it in policy.json only."),
            )


@rule("tabs")
def tabs(course: Course) -> Iterator[Remark]:
    """A static tab without its file, an unknown tab type, a tab file that no tab names: dropped or dead."""
    path = course.policy_path
    slugs: list[str] = []
    for tab in course.tabs:
        kind, slug = tab.get("type"), tab.get("url_slug")
        line = line_of(course, path, f'"{slug or kind}"')
        if kind not in TAB_TYPES:
            yield Remark(path, line, _("There is no tab of type {kind!r}.", kind=kind), _("Correct the type."))
        if kind == "static_tab":
            slugs.append(str(slug))
            if slug and not course.is_file(f"tabs/{slug}.html"):
                yield Remark(
                    path,
                    line,
                    _("The file tabs/{slug}.html does not exist.", slug=slug),
                    _("Add it, or remove the tab."),
                )
            if "name" in tab and not tab["name"]:  # without one the import fails
                yield Remark(path, line, _("The tab {slug!r} has no name.", slug=slug), _('Add "name".'))
    for slug in sorted(slug for slug, count in Counter(slugs).items() if count > 1):
        yield Remark(
            path,
            line_of(course, path, f'"{slug}"'),
            _("Two tabs have the url_slug {slug!r}.", slug=slug),
            _("Keep one."),
        )
    shown = set(slugs)
    for file in course.files if policy_is_readable(course) else ():
        found = re.fullmatch(r"tabs/([^/]+)\.html", file)
        if found and found.group(1) not in shown:
            yield Remark(
                file, 1, _("No tab in policy.json shows this page."), _("Add a static_tab to {path}.", path=path)
            )


@rule("course-image")
def course_image(course: Course) -> Iterator[Remark]:
    """A course_image that is no asset is a broken picture; the platform makes thumbnails of PNG and JPEG
    only.
    """
    name = course.policy.get("course_image")
    if not isinstance(name, str) or not name:
        return
    line = line_of(course, course.policy_path, '"course_image"')
    file = asset_keys(course.files).get(asset_key(name))
    if file is None:
        yield Remark(
            course.policy_path, line, _("The file static/{name} does not exist.", name=name), _("Add the picture.")
        )
    elif course.is_file(file) and not course.data(file).startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        yield Remark(
            course.policy_path, line, _("static/{name} is no PNG or JPEG.", name=name), _("Save the picture as PNG.")
        )


@rule("discussion-topics")
def discussion_topics(course: Course) -> Iterator[Remark]:
    """A topic of the forum without an id breaks the list of topics.

    Without any topic the platform makes one from the key of the course; this house names its own.
    """
    topics = course.policy.get("discussion_topics")
    if not course.policy or not (topics is None or isinstance(topics, dict)):
        return  # setting-value says it
    if topics and all(isinstance(topic, dict) and topic.get("id") for topic in topics.values()):
        return
    yield Remark(
        course.policy_path,
        line_of(course, course.policy_path, "discussion_topics"),
        _("discussion_topics is missing or a topic has no id."),
        _('Write for example {"General": {"id": "hrlocal-general"}}.'),
        house=not topics,
    )


@rule("discussion-id")
def discussion_id(course: Course) -> Iterator[Remark]:
    """Of two discussions with one discussion_id, both show the same posts.

    Without discussion_id the platform makes one from the key of the block, so a new name loses the posts; this house
    writes all three attributes.
    """
    seen: dict[str, str] = {}
    for block in course.by_tag("discussion"):
        name = block.element.get("discussion_id")
        for wanted in ("discussion_id", "discussion_category", "discussion_target"):
            if not block.element.get(wanted):
                yield Remark(
                    block.path,
                    block.line,
                    _("The discussion has no {wanted}.", wanted=wanted),
                    _('Add {wanted}="...".', wanted=wanted),
                    house=True,
                )
        if name and seen.setdefault(name, block.url_name) != block.url_name:
            yield Remark(
                block.path,
                block.line,
                _("{seen!r} has the discussion_id {name!r} already.", seen=seen[name], name=name),
                _("Give each discussion its own."),
            )


@rule("assets-policy")
def assets_policy(course: Course) -> Iterator[Remark]:
    """policies/assets.json is keyed by asset names; a key that is no asset locks or renames nothing."""
    names = asset_keys(course.files)
    for name in course.json_or("policies/assets.json", {}):
        if name not in names:
            yield Remark(
                "policies/assets.json",
                line_of(course, "policies/assets.json", f'"{name}"'),
                _("There is no asset {name!r}.", name=name),
                _("Correct the name, or remove the entry."),
            )


@rule("about-pages", profile=HOUSE)
def about_pages(course: Course) -> Iterator[Remark]:
    """The catalogue page shows about/overview.html and about/short_description.html; without them it is
    empty.
    """
    for name in ("overview", "short_description"):
        if course.tree is not None and not course.is_file(f"about/{name}.html"):
            yield Remark("course.xml", 1, _("The file about/{name}.html does not exist.", name=name), _("Write it."))
