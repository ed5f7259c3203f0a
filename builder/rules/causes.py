"""What else goes wrong when one file cannot be read: the rules that would only repeat it ask here, and say nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from olx.course import Course, definition_path
from olx.types import follows_pointer
from olx.xmlsafe import UnreadableError

POINTER = re.compile(r"<([A-Za-z_][\w.-]*)\b[^<>]*?\b(url_name|filename)\s*=\s*[\"']([^\"'<>]+)[\"']")


def policy_is_readable(course: Course) -> bool:
    """Tell whether the settings of the course can be read and are those of this run."""
    if has_byte_order_mark(course, course.policy_path):
        return False
    return isinstance(course.json_or(course.policy_path, {}).get(f"course/{course.run}"), dict)


def has_byte_order_mark(course: Course, path: str) -> bool:
    """Tell whether a file begins with the mark that some editors write. The platform's JSON does not take it."""
    return course.is_file(path) and course.data(path).startswith(codecs.BOM_UTF8)


def graders_are_readable(course: Course) -> bool:
    """Tell whether the file with the graders can be read."""
    return bool(course.json_or(course.grading_path, {}))


def broken_files(course: Course) -> list[str]:
    """Return the definitions that are there and cannot be read, in the order of the path."""
    return course.remember("broken-files", lambda: list(_broken(course)))


def _broken(course: Course) -> Iterator[str]:
    for path in course.files:
        if path.endswith(".xml") and follows_pointer(path.split("/")[0]) and course.is_file(path):
            try:
                course.xml(path)
            except UnreadableError:
                yield path


def hidden_by_broken_files(course: Course) -> dict[str, str]:
    """Return what the broken files name, and what that names in turn: {file: its block's name}.

    The tree of the course ends at a broken file, but what stood below it is not lost by its own fault.
    """
    return course.remember("hidden-by-broken-files", lambda: _hidden(course))


def _hidden(course: Course) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [(path, path.partition("/")[2].removesuffix(".xml")) for path in broken_files(course)]
    while waiting:
        path, name = waiting.pop()
        if path in found or not course.is_file(path):
            continue
        found[path] = name
        if path.endswith(".xml"):
            waiting += _named_in(course, path)
    return found


def _named_in(course: Course, path: str) -> list[tuple[str, str]]:
    try:
        text = etree.tostring(course.xml(path), encoding="unicode")
    except UnreadableError:
        text = course.data(path).decode("utf-8", "replace")
    named = []
    for tag, attribute, value in POINTER.findall(text):
        named.append((f"html/{value}.html" if attribute == "filename" else definition_path(tag, value), value))
    return named
