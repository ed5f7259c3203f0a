"""Files in static/: which of them become assets, under which name, and who uses them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from string import ascii_lowercase

from builder.findings import HOUSE, WARNING, Remark
from builder.registry import rule
from builder.rules.causes import broken_files, policy_is_readable
from builder.wording import _
from olx.assets import asset_key, asset_keys
from olx.course import Block, Course
from olx.xmlsafe import UnreadableError

IGNORED = re.compile(r"(^\._.*$)|(^\.DS_Store$)|(^.*~$)")  # ASSET_IGNORE_REGEX of the platform's settings
ASSET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
FILMS = ("video", "videoalpha")
PYTHON_LIBRARY = "python_lib.zip"  # of course-wide Python (PYTHON_LIB_FILENAME of the platform's settings)
USERS = (".xml", ".html", ".json", ".css", ".js")
LISTS = ("policies/assets.json", "assets/assets.xml")  # they name every asset, used or not
CACHE_LIMIT = 1024 * 1024
LINK = re.compile(r"/static/([^\s\"'<>()\\?#&,]+)")


def asset_paths(course: Course) -> list[str]:
    """Return the paths below static/."""
    return [path for path in course.files if path.startswith("static/")]


@rule("asset-name")
def asset_name(course: Course) -> Iterator[Remark]:
    """The platform skips x~. For each odd sign in a name it puts an underscore, here and in links,
    but in no other text.
    """
    for path in asset_paths(course):
        name = path.rsplit("/", 1)[-1]
        if IGNORED.match(name) or name.startswith("."):
            skipped = IGNORED.match(name) is not None
            yield Remark(path, 1, _("This file cannot be an asset."), _("Remove it."), house=not skipped)
        elif not ASSET_NAME.match(name):
            yield Remark(
                path,
                1,
                _("The name holds a space or a special character."),
                _("Use letters, digits, hyphen, underscore and full stop."),
                house=True,  # links to it are read in the same way
            )


@rule("asset-collision")
def asset_collision(course: Course) -> Iterator[Remark]:
    """static/a/b.png and static/a_b.png are one asset: one of the two files is lost. Keep static/ flat."""
    seen: dict[str, str] = {}
    for path in asset_paths(course):
        inner = path[len("static/") :]
        other = seen.setdefault(asset_key(inner), path)
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
                house=True,
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
    if not policy_is_readable(course) or broken_files(course):
        return  # what names the file may stand there
    used = used_assets(course)
    for path in asset_paths(course):
        name = path[len("static/") :]
        stem = _without_part(name)
        if (
            asset_key(name) not in used
            and name not in used
            and not (name.endswith(".json") and _atlas_of(name, used))
            and stem not in used
        ) and not _is_mentioned(course, name):
            yield Remark(path, 1, _("Nothing in the course uses this file."), _("Use it, or remove it."))


def _is_mentioned(course: Course, name: str) -> bool:
    """Tell whether a script, a style sheet or a page names a file in another way than by a link: "slick.ttf"."""
    bare = name.rsplit("/", 1)[-1]
    return any(bare in text for path, text in _texts(course) if path != f"static/{name}")


def _texts(course: Course) -> list[tuple[str, str]]:
    return course.remember("texts-of-assets", lambda: list(_read_texts(course)))


def _read_texts(course: Course) -> Iterator[tuple[str, str]]:
    for path in course.files:
        if path.endswith(USERS) and path not in LISTS and not path.startswith("static/atlas"):
            with suppress(UnreadableError):
                yield path, course.text(path)


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
    """Return the names after /static/ anywhere in the course's text, as they stand and as asset keys, the pictures of
    the course's settings, subtitles of films, and the library of Python questions.
    """
    used = {str(value) for name, value in course.policy.items() if name.endswith("_image")}
    used |= {name for block in course.by_tag(*FILMS) for name in subtitles(block).values()}
    used |= {name for block in course.by_tag(*FILMS) for name in _older_subtitles(block)}
    if any(block.element.find(".//script") is not None for block in course.by_tag("problem")):
        used.add(PYTHON_LIBRARY)
    for _path, text in _texts(course):
        used.update(LINK.findall(text))
    return used | {asset_key(name) for name in used}


def subtitles(block: Block) -> dict[str, str]:
    """Return the files of a film's subtitles by language: of <transcript> elements, else of the attribute."""
    found = {item.get("language", ""): item.get("src", "") for item in block.element.iter("transcript")}
    found = {language: name for language, name in found.items() if name}
    if not found:
        with suppress(ValueError, RecursionError):
            given = json.loads(block.element.get("transcripts") or "{}")
            found = {str(key): str(name) for key, name in given.items()} if isinstance(given, dict) else {}
    return found


def _older_subtitles(block: Block) -> Iterator[str]:
    """Yield the files of English subtitles under the names that older exports give them, and of a video's own id."""
    for name in (block.element.get("sub"), block.element.get("youtube_id_1_0")):
        if name:
            yield f"subs_{name}.srt.sjson"
    for name in (block.element.get("handout"), block.element.get("thumbnail")):
        if name:
            yield name.rsplit("/", 1)[-1]
    video = block.element.get("edx_video_id")
    if video:
        for item in block.element.iterfind("video_asset/transcripts/transcript"):
            yield f"{video}-{item.get('language_code')}.{item.get('file_format')}"


@rule("film-subtitles")
def film_subtitles(course: Course) -> Iterator[Remark]:
    """A film whose file of subtitles is not in static/ has none on the platform, and such a course cannot be exported
    from Ulmo on.
    """
    keys = asset_keys(course.files)
    for block in course.by_tag(*FILMS):
        for language, name in subtitles(block).items():
            if asset_key(name) not in keys:
                yield Remark(
                    block.path,
                    block.line,
                    _("The subtitles static/{name} ({language}) do not exist.", name=name, language=language),
                    _("Add the file, or take the language out of the film."),
                )
