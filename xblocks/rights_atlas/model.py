"""The atlas in memory, read from and written to its files in one canonical form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .findings import ERROR, AtlasError, Finding
from .wording import _

VERSION = 1
CARD_FILE = "atlas.json"
LARGEST_FILE = 32 * 1024 * 1024  # bytes; a platform caches none of 1 MiB
SECTIONS = (
    "africa",
    "asia-pacific",
    "eurasia",
    "europe",
    "latin-america",
    "middle-east-west-asia",
    "north-america",
)

# Keys in the order in which a person reads a record; a key that is not named here follows, in its own order.
_KEYS = """
version updated licence credits disclaimer section vocabulary cities practices removed bodies
id n code label name definition city kind strength country lat lon coords_from size recognition
title publisher local_name local_language start end status summary
problem action participants basis results limits
themes rights groups instruments sdgs blocks verified year detail source sources url confidence
"""
_RANK = {key: rank for rank, key in enumerate(_KEYS.split())}


def body_file(section: str) -> str:
    """Return the name of the body file of a UCLG section."""
    return f"atlas-{section}.json"


BODY_FILES = tuple(body_file(section) for section in SECTIONS)


@dataclass
class Atlas:
    """The card file and the body files, with look-ups by id.

    `cards` is the content of atlas.json; `files` maps a section to the content of its body file. Records are
    plain dicts, so that a key that this version does not know survives a load and a save.
    """

    cards: dict[str, Any]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def vocabulary(self) -> dict[str, list[dict[str, Any]]]:
        """The controlled terms."""
        terms: dict[str, list[dict[str, Any]]] = self.cards["vocabulary"]
        return terms

    @property
    def cities(self) -> dict[str, dict[str, Any]]:
        """Cities by id."""
        return {city["id"]: city for city in self.cards["cities"]}

    @property
    def practices(self) -> dict[str, dict[str, Any]]:
        """Cards of practices by id."""
        return {practice["id"]: practice for practice in self.cards["practices"]}

    @property
    def bodies(self) -> dict[str, dict[str, Any]]:
        """Bodies by id, over all sections."""
        return {body["id"]: body for content in self.files.values() for body in content["bodies"]}

    @property
    def countries(self) -> dict[str, dict[str, Any]]:
        """Countries of the vocabulary by code."""
        return {country["code"]: country for country in self.vocabulary["countries"]}

    def section_of_city(self, city_id: str) -> str:
        """Return the section of a city, by its country. Raises KeyError when city or country is unknown."""
        return str(self.countries[self.cities[city_id]["country"]]["section"])

    def texts(self) -> dict[str, str]:
        """Return every file of the atlas in canonical form, by its name."""
        files = {CARD_FILE: dumps(self.cards)}
        for section in SECTIONS:
            content = self.files.get(section)
            if content is not None:
                files[body_file(section)] = dumps(content)
        return files


def dumps(content: Any) -> str:
    """Return canonical JSON: known keys in reading order, one record a line, UTF-8, a final newline."""
    return _layout(_ordered(content), 0) + "\n"


def _ordered(value: Any, path: tuple[str, ...] = ()) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (_RANK.get(key, len(_RANK)), key if key not in _RANK else ""))
        return {key: _ordered(value[key], (*path, key)) for key in keys}
    if isinstance(value, list):
        items = [_ordered(item, path) for item in value]
        if path and path[-1] in ("cities", "practices", "removed", "bodies"):
            items.sort(key=_place)
        return items
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _place(record: Any) -> tuple[str, str]:
    """Cities stand by country, so that like stands by like and packs smaller; all else stands by id."""
    if not isinstance(record, dict):
        return ("", "")
    country = record.get("country") if "lat" in record else ""
    return (str(country or ""), str(record.get("id", "")))


def _layout(value: Any, depth: int) -> str:
    """Lay out the outer levels over lines and each record on one line: diffs show records."""
    if depth < 3 and isinstance(value, dict) and (depth == 0 or _holds_records(value)):
        rows = [f"{' ' * (depth + 1)}{_compact(key)}: {_layout(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}" if rows else "{}"
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value) and depth < 3:
        rows = [" " * (depth + 1) + _compact(item) for item in value]
        return "[\n" + ",\n".join(rows) + "\n" + " " * depth + "]"
    return _compact(value)


def _holds_records(value: dict[str, Any]) -> bool:
    return any(isinstance(item, list) and item and isinstance(item[0], dict) for item in value.values())


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _no_number(name: str) -> float:
    """Refuse NaN and Infinity, which are not JSON: browsers could not read the file."""
    raise ValueError(name)


def parse(name: str, text: str) -> dict[str, Any]:
    """Return the content of one atlas file. Raises AtlasError that says where the file breaks off."""
    try:
        content = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        message = _(
            "The file is not valid JSON: {msg} at line {line}, column {column}.",
            msg=problem.msg,
            line=problem.lineno,
            column=problem.colno,
        )
        action = _("Undo the last change there: look for a missing comma, quotation mark or bracket.")
        raise AtlasError([Finding(name, "", "", ERROR, message, action, rule="json")]) from problem
    except (RecursionError, ValueError) as problem:  # Python reads no number of more than 4,300 digits
        message = _("The file holds a number that is too long to be read.")
        if isinstance(problem, RecursionError):
            message = _("The file is nested too deeply to be read.")
        raise AtlasError(
            [Finding(name, "", "", ERROR, message, _("Use a file of the atlas."), rule="json")]
        ) from problem
    if not isinstance(content, dict):
        message, action = _("The file does not hold one object."), _("Start it with { and end it with }.")
        raise AtlasError([Finding(name, "", "", ERROR, message, action, rule="json")])
    version = content.get("version")
    if version != VERSION or isinstance(version, bool):
        message = _(
            "The file has format version {version!r}; this release reads version {ours}.",
            version=version,
            ours=VERSION,
        )
        action = _('Install a release that reads it, or set "version": 1 if the file follows that format.')
        raise AtlasError([Finding(name, "", "version", ERROR, message, action, rule="version")])
    return content


def from_texts(texts: Mapping[str, str]) -> Atlas:
    """Return the atlas of some files, given by name. Other names are ignored. Raises AtlasError."""
    problems: list[Finding] = []
    contents: dict[str, dict[str, Any]] = {}
    for name in (CARD_FILE, *BODY_FILES):
        if name in texts:
            try:
                contents[name] = parse(name, texts[name])
            except AtlasError as error:
                problems += error.findings
    if CARD_FILE not in texts:
        message, action = _("The card file is missing."), _("Put atlas.json back into the folder.")
        problems.append(Finding(CARD_FILE, "", "", ERROR, message, action, rule="files"))
    if problems:
        raise AtlasError(problems)
    files = {section: contents[body_file(section)] for section in SECTIONS if body_file(section) in contents}
    return Atlas(contents[CARD_FILE], files)


def read_texts(folder: str | Path) -> dict[str, str]:
    """Return the atlas files of a folder as texts, by name. Raises AtlasError for one that is not UTF-8."""
    texts = {}
    for name in (CARD_FILE, *BODY_FILES):
        path = Path(folder) / name
        if path.is_file():
            if path.stat().st_size > LARGEST_FILE:
                message, action = _("The file is larger than 32 MB."), _("Use a file of the atlas.")
                raise AtlasError([Finding(name, "", "", ERROR, message, action, rule="json")])
            try:
                texts[name] = path.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as problem:
                message, action = _("The file is not UTF-8 text."), _("Save it again with the encoding UTF-8.")
                raise AtlasError([Finding(name, "", "", ERROR, message, action, rule="json")]) from problem
    return texts


def load(folder: str | Path) -> Atlas:
    """Read the atlas from a folder. Raises AtlasError when a file cannot be read; checks no record."""
    return from_texts(read_texts(folder))


def save(atlas: Atlas, folder: str | Path) -> None:
    """Write the atlas's files canonically: the same data gives the same bytes."""
    for name, text in atlas.texts().items():
        (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")
