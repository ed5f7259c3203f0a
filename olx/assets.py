"""Names of files in static/, as the platform makes asset keys of them."""

from __future__ import annotations

import re

INVALID = re.compile(r"[^\w.%-]")  # DEPRECATED_INVALID_CHARS of opaque_keys/edx/locator.py


def asset_key(path: str) -> str:
    """Return the name that the platform gives a file of static/, and looks for when a page links /static/PATH.

    The same on both sides (`compute_location` in xmodule/contentstore/content.py): "a plan/of town.pdf" is
    "a_plan_of_town.pdf". path is relative to static/.
    """
    return INVALID.sub("_", path.replace("/", "_"))


def asset_keys(files) -> dict[str, str]:
    """Return the files of static/ by their keys; of two with one key the first. files: paths in the course."""
    found: dict[str, str] = {}
    for path in files:
        if path.startswith("static/"):
            found.setdefault(asset_key(path[len("static/") :]), path)
    return found
