"""The atlas of human rights practices and cities: its schema, model, checks and spreadsheet form.

Pure Python: no Django, no XBlock, no network. `load` and `save` work on a folder with atlas.json and its body
files; `check_folder` and `check_files` return findings for the people who keep the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .findings import AtlasError, Finding, errors
from .model import Atlas, body_file, dumps, from_texts, load, save

__all__ = [
    "Atlas",
    "AtlasError",
    "Finding",
    "body_file",
    "check_files",
    "check_folder",
    "dumps",
    "errors",
    "from_texts",
    "load",
    "save",
]


def check_folder(folder: str | Path) -> list[Finding]:
    """Return the findings for the atlas in a folder (see `rights_atlas.checks.check_folder`)."""
    from .checks import check_folder as check  # jsonschema is loaded on first use only

    return check(folder)


def check_files(texts: Mapping[str, str]) -> list[Finding]:
    """Return the findings for atlas files given as texts by name (see `rights_atlas.checks.check_files`)."""
    from .checks import check_files as check

    return check(texts)
