"""Settings of the explorer, the map and the plan that do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Remark
from builder.our_blocks import settings_of, troubles
from builder.registry import rule
from builder.wording import _
from olx.course import Course
from olx.types import OURS

# The keys of a preset whose values come from the practices of the atlas, and those from the city of a practice.
OF_PRACTICE = {"theme": "themes", "right": "rights", "group": "groups", "sdg": "sdgs", "block": "blocks"}
OF_CITY = {"country": "country", "size": "size"}


@rule("block-text")
def block_text(course: Course) -> Iterator[Remark]:
    """Text straight inside one of our blocks, beside its option elements, is dropped by XBlock's way of reading.

    A preset written so is lost, and the explorer shows every practice.
    """
    for block in course.by_tag(*OURS):
        words = [block.element.text, *(child.tail for child in block.element)]
        text = next((part.strip() for part in words if part and part.strip()), "")
        if text:
            yield Remark(
                block.path,
                block.line,
                _("The text {words!r} inside <{tag}> is lost.", words=text[:40], tag=block.tag),
                _("Put it into an element such as <option:preset>."),
            )


@rule("block-setting")
def block_setting(course: Course) -> Iterator[Remark]:
    """A value that a block's form in Studio would refuse is imported all the same; the block takes another or none.

    Asked are the form and the block themselves: a preset "size: huge" filters nothing, 9999 practices to open are 50.
    """
    for block in course.by_tag(*OURS):
        lines = {name: line for name, (_text, line) in settings_of(block).items()}
        for found in troubles(block):
            value = " ".join(found.value.split())[:60]
            what = found.says or _("{name} is {value!r}: the block cannot use it.", name=found.name, value=value)
            yield Remark(block.path, lines[found.name], what, found.asks or _("Correct it, or remove it."))


@rule("block-preset")
def block_preset(course: Course) -> Iterator[Remark]:
    """A filter whose value no practice of the atlas has (theme: housingg) has no effect: the explorer leaves it out."""
    known: dict[str, set[str]] | None = None
    for block in course.by_tag("practice_explorer"):
        text, line = settings_of(block).get("preset", ("", 1))
        for number, part in enumerate(text.splitlines()):
            key, _colon, value = (word.strip() for word in part.partition(":"))
            known = course.remember("values-of-the-atlas", lambda: _values(course)) if known is None else known
            if value and known.get(key) and value not in known[key]:
                yield Remark(
                    block.path,
                    line + number,
                    _("No practice of the atlas has {key}: {value}.", key=key, value=value),
                    _("Write a value that the atlas has, or remove the line."),
                )


def _values(course: Course) -> dict[str, set[str]]:
    """Return the values that practices of the atlas have, by key of a preset; {} without an atlas."""
    atlas = course.json_or("static/atlas.json", {})
    records = [item for item in _list(atlas.get("practices")) if isinstance(item, dict)]
    cities = {str(city.get("id")): city for city in _list(atlas.get("cities")) if isinstance(city, dict)}
    found: dict[str, set[str]] = {key: set() for key in (*OF_PRACTICE, *OF_CITY, "status")}
    for record in records:
        for key, name in OF_PRACTICE.items():
            found[key].update(map(str, _list(record.get(name))))
        for key, name in OF_CITY.items():
            found[key].add(str(cities.get(str(record.get("city")), {}).get(name)))
        found["status"].add(str(record.get("status")))
    return found


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
