"""Files in static/: which of them become assets, under which name, and who uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from builder.findings import HOUSE, WARNING, Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Course
from olx.xmlsafe import UnreadableError

IGNORED = re.compile(r"(^\._.*$)|(^\.DS_Store$)|(^.*~$)")  # ASSET_IGNORE_REGEX of the platform's settings
ASSET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
CACHE_LIMIT = 1024 * 1024
LINK = re.compile(r"/static/([^\s\"'<>()\\?#&,]+)")


def asset_paths(course: Course) -> list[str]:
    """Return the paths below static/."""
    return [path for path in course.files if path.startswith("static/")]


@rule("asset-name")
def asset_name(course: Course) -> Iterator[Remark]:
    """The platform skips .DS_Store, ._x and x~, and replaces odd characters in names: links then lead
    nowhere.
    """
    for path in asset_paths(course):
        name = path.rsplit("/", 1)[-1]
        if IGNORED.match(name) or name.startswith("."):
            yield Remark(path, 1, _("This file cannot be an asset."), _("Remove it."))
        elif not ASSET_NAME.match(name):
            yield Remark(
                path,
                1,
                _("The name holds a space or a special character."),
                _("Use letters, digits, hyphen, underscore and full stop."),
            )


@rule("asset-collision")
def asset_collision(course: Course) -> Iterator[Remark]:
    """static/a/b.png and static/a_b.png are one asset: one of the two files is lost. Keep static/ flat."""
    seen: dict[str, str] = {}
    for path in asset_paths(course):
        inner = path[len("static/") :]
        other = seen.setdefault(inner.replace("/", "_"), path)
        if other != path:
            yield Remark(
                path, 1, _("The platform gives this file the name of {other}.", other=other), _("Rename one of them.")
            )
        elif "/" in inner:
            yield Remark(
                path,
                1,
                _("The file stands in a folder below static/."),
                _("Call it static/{inner}: assets have no folders.", inner=inner.replace("/", "-")),
            )


@rule("asset-size", profile=HOUSE)
def asset_size(course: Course) -> Iterator[Remark]:
    """Files of 1 MiB and more bypass the platform's cache, and learners on a slow line wait for them."""
    for path in asset_paths(course):
        size = course.files[path].st_size
        if size >= CACHE_LIMIT:
            yield Remark(
                path,
                1,
                _("The file has {size:.1f} MiB.", size=size / CACHE_LIMIT),
                _("Keep each file below 1 MiB."),
            )
        elif size == 0:
            yield Remark(path, 1, _("The file is empty."), _("Add its content, or remove it."))


@rule("asset-unused", level=WARNING, profile=HOUSE)
def asset_unused(course: Course) -> Iterator[Remark]:
    """Assets that nothing shows make every import and export heavier, and nobody dares to remove them
    later.
    """
    used = used_assets(course)
    for path in asset_paths(course):
        name = path[len("static/") :]
        stem = _without_part(name)
        if name not in used and not (name.endswith(".json") and _atlas_of(name, used)) and stem not in used:
            yield Remark(path, 1, _("Nothing in the course uses this file."), _("Use it, or remove it."))


def _without_part(name: str) -> str:
    """Return the name of a file without what follows its first dash among small letters: a-b.json of a-b-c.json."""
    stem = name.removesuffix(".json")
    head = stem.rstrip(ascii_lowercase + "-")
    dash = stem.find("-", len(head))
    return f"{stem[:dash]}.json" if stem != name and 0 <= dash < len(stem) - 1 else name


def _atlas_of(name: str, used: set[str]) -> bool:
    """Tell whether a JSON file is a body file of an atlas that is used: atlas-europe.json of atlas.json."""
    return any(other.endswith(".json") and name.startswith(other[:-5] + "-") for other in used)


def used_assets(course: Course) -> set[str]:
    """Return the names after /static/ anywhere in the course's text, and the course image."""
    used = {str(course.policy.get("course_image", ""))}
    for path in course.files:
        if path.endswith((".xml", ".html", ".json", ".css")) and not path.startswith("static/atlas"):
            try:
                used.update(LINK.findall(course.text(path)))
            except UnreadableError:
                continue
    return used
