"""The checks of the atlas: each a named function of a view of the well-formed records.

`check_folder` and `check_files` are for tools and for a handler that has the files as texts. A record that
the schema refuses is reported and left out of the later checks, so that one bad record hides no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..findings import AtlasError, Finding
from ..model import Atlas, from_texts, read_texts
from .places import check_coordinates, check_dates, check_local_names, check_years
from .shape import check_shape
from .sources import check_links, check_references
from .tags import check_tags_borne, check_theme_goals
from .texts import (
    check_figures_dated,
    check_medium_attributed,
    check_plain_text,
    check_superlatives_attributed,
)
from .view import View
from .whole import (
    check_bodies_present,
    check_cities_apart,
    check_city_known,
    check_duplicates,
    check_numbers_kept,
    check_terms_known,
    check_unique_ids,
    check_unique_numbers,
)

CHECKS: tuple[Callable[[View], Iterable[Finding]], ...] = (
    check_unique_ids,
    check_unique_numbers,
    check_numbers_kept,
    check_city_known,
    check_terms_known,
    check_bodies_present,
    check_duplicates,
    check_cities_apart,
    check_coordinates,
    check_years,
    check_dates,
    check_local_names,
    check_references,
    check_links,
    check_plain_text,
    check_figures_dated,
    check_superlatives_attributed,
    check_medium_attributed,
    check_tags_borne,
    check_theme_goals,
)


def check_atlas(atlas: Atlas, before: View | None = None) -> list[Finding]:
    """Return every finding for an atlas in memory: first the shapes, then the rest, in a fixed order.

    `before` are records of an earlier state whose shape was found right (see `shape.check_shape`).
    """
    view, found = check_shape(atlas, before)
    for check in CHECKS:
        found.extend(check(view))
    return found


def check_files(texts: Mapping[str, str]) -> list[Finding]:
    """Return every finding for atlas files given as texts by name. No file is read."""
    try:
        return check_atlas(from_texts(texts))
    except AtlasError as error:
        return error.findings


def check_folder(folder: str | Path) -> list[Finding]:
    """Return every finding for the atlas files in a folder (course/static)."""
    try:
        return check_files(read_texts(folder))
    except AtlasError as error:
        return error.findings
