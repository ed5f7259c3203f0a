"""What attributes and settings mean, so that what the platform only writes otherwise is no change."""

from __future__ import annotations

import json
import math
import re

from lxml import etree

from builder.sync.exported import impossible_date
from builder.sync.studio_writes import NOTES, NOTHING, is_no_value
from olx.course import OPTION_NS
from olx.jsonsafe import read_json
from olx.types import allowed_fields, written_by_studio
from olx.values import plain
from olx.xmlsafe import UnreadableError

# Written by the platform for itself, or meant for its editor alone.
OF_THE_PLATFORM = {"xblock-family", "xml_attributes", "url_name", "filename", "markdown", "markdown_edited", "slug"}
OF_THE_PLATFORM |= set(NOTES)
POLICY_OF_THE_PLATFORM = {"xml_attributes", *NOTES}
# What Studio writes into the settings when somebody saves a page of settings without touching these.
DEFAULTS: dict[str, object] = {
    "course_staff_only": False,
    "is_hidden": False,
    "certificates_display_behavior": "early_no_info",
    "instructor_info": {"instructors": []},
    "learning_info": [],
    "minimum_grade_credit": 0.8,
}


def value_means(tag: str, name: str, value: str) -> object:
    """Return the meaning of an attribute's value by the type of its field."""
    kind = (allowed_fields(tag) or {}).get(name, "string")
    value = value if kind == "string" else plain(value)  # exports before 2019 have dates and choices in quotes
    try:
        if kind == "float" and math.isfinite(float(value)):
            return float(value)
        if kind == "integer":
            return int(re.sub(r"\.0+\Z", "", value))
        if kind in ("list", "dict"):
            return json.dumps(read_json(value), sort_keys=True)
    except (ValueError, UnreadableError):
        return value
    if kind == "boolean":
        return value.strip().lower()
    return " ".join(value.replace("\u00a0", " ").split())


def kept_attributes(element: etree._Element) -> dict[str, str]:
    """Return an export's attributes without those that the platform writes for itself."""
    return {
        name: value
        for name, value in element.attrib.items()
        if name not in OF_THE_PLATFORM
        and not name.startswith("{")
        and not impossible_date(str(element.tag), name, value)
    }


def says_nothing(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute of ours may stay where the export has none: it takes no value, or notes a copy."""
    return is_no_value(tag, name, value) or (written_by_studio(name) and value in NOTHING)


def attribute_changes(tag: str, ours: etree._Element, theirs: etree._Element) -> dict[str, str | None]:
    """Return the attributes to set or (None) to take away so that our element means what theirs means."""
    changes: dict[str, str | None] = {}
    for name, value in theirs.attrib.items():
        if name in OF_THE_PLATFORM or name.startswith("{") or impossible_date(tag, name, value):
            continue
        old = ours.get(name)
        if old is None or value_means(tag, name, old) != value_means(tag, name, value):
            changes[name] = value
    # A discussion that Studio made has no id in the export; the one that we gave it stays.
    if tag == "discussion" and "discussion_id" not in theirs.attrib:
        return changes
    for name, value in ours.attrib.items():
        stays = name in OF_THE_PLATFORM or name.startswith("{") or says_nothing(tag, name, value)
        if name not in theirs.attrib and not stays:
            changes[name] = None
    return changes


def options(element: etree._Element) -> dict[str, str | None]:
    """Return the fields that stand in option elements of a custom block; None for one that says "no value"."""
    return {
        child.tag.split("}")[1]: None if child.get("none") == "true" else (child.text or "").strip()
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(f"{{{OPTION_NS}}}")
    }


def json_says(brought: object, written: object) -> bool:
    """Tell whether what an export says is what we wrote; the platform adds settings at their defaults."""
    if isinstance(written, dict) and isinstance(brought, dict):
        extra = {name: value for name, value in brought.items() if name not in written}
        return all(name in brought and json_says(brought[name], value) for name, value in written.items()) and all(
            is_default(name, value) for name, value in extra.items()
        )
    if isinstance(written, list) and isinstance(brought, list):
        return len(brought) == len(written) and all(map(json_says, brought, written))
    if isinstance(written, (int, float)) and isinstance(brought, (int, float)):
        return float(written) == float(brought)
    return brought == written


def is_default(name: str, value: object) -> bool:
    """Tell whether a setting that only the export has is one that the platform adds by itself."""
    if written_by_studio(name) and value in (None, "", []):
        return True
    return name in POLICY_OF_THE_PLATFORM or (name in DEFAULTS and DEFAULTS[name] == value)
