"""What the atlas editor asks the server: checks, and the spreadsheets. Works on the caller's data, stores nothing.

Each function takes the files of an atlas as texts by name and returns plain data for a JSON reply.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from human_rights_mooc.pieces import NotUnderstoodError
from human_rights_mooc.wording import _

# What a request may hold, unpacked: 5,000 practices with their spreadsheets are about 30 MB.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_NAMES = 200


def unpack(data: dict) -> dict:
    """Return the content of `{"packed": base64 of gzip of JSON}`, or the data itself."""
    packed = data.get("packed")
    if packed is None:
        return data
    try:
        stream = zlib.decompressobj(wbits=31)
        content = stream.decompress(base64.b64decode(packed, validate=True), MOST_UNPACKED)
        found = None if stream.unconsumed_tail else json.loads(content)
    except (ValueError, TypeError, zlib.error) as problem:
        raise NotUnderstoodError(_("The request is not understood. Load the page again.")) from problem
    if stream.unconsumed_tail:
        raise NotUnderstoodError(_("This is too much at once. Save in smaller steps."))
    if not isinstance(found, dict):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    return found


def answer(data: dict) -> dict:
    """Carry out `{"do": "check" | "import" | "export" | "ids", ...}`. Raises NotUnderstoodError."""
    task = {"check": check, "import": import_sheets, "export": export_sheets, "ids": ids}.get(str(data.get("do")))
    if task is None:
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    try:
        return task(data)
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        if isinstance(problem, NotUnderstoodError):
            raise
        raise NotUnderstoodError(_("This is not the data of an atlas. Nothing was changed.")) from problem


def _texts(data: dict, name: str) -> Mapping[str, str]:
    texts = data.get(name, {})
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    return texts


def check(data: dict) -> dict:
    """Check an atlas: return its findings, and each file in canonical form with its letters composed.

    `first` may hold body files as they are to be uploaded before the cards; they only come back in canonical form.
    """
    from rights_atlas import AtlasError, dumps, from_texts
    from rights_atlas.checks import check_atlas
    from rights_atlas.model import Atlas, parse
    from rights_atlas.names import composed

    try:
        given = from_texts(_texts(data, "files"))
        atlas = Atlas(composed(given.cards), composed(given.files))
        first = {name: dumps(composed(parse(name, text))) for name, text in _texts(data, "first").items()}
    except AtlasError as error:
        return {"findings": [finding.as_dict() for finding in error.findings], "texts": {}, "first": {}}
    findings = check_atlas(atlas)
    return {"findings": [finding.as_dict() for finding in findings], "texts": atlas.texts(), "first": first}


def _sheets(data: dict) -> list[tuple[str, str | Any]]:
    """Return the files that the author chose, in order: name, and text or the finding that says why it is none."""
    from rights_atlas.sheet import decoded

    given = data.get("sheets", [])
    if isinstance(given, dict):  # pages of an earlier release: {name: base64}
        given = [{"name": name, "data": content} for name, content in given.items()]
    if not isinstance(given, list) or not all(isinstance(sheet, dict) for sheet in given):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    found = []
    for sheet in given:
        name, text = sheet.get("name"), sheet.get("text")
        if not isinstance(name, str) or (text is not None and not isinstance(text, str)):
            raise NotUnderstoodError(_("The request is not understood. Load the page again."))
        found.append((name, decoded(name, base64.b64decode(sheet["data"], validate=True)) if text is None else text))
    return found


def import_sheets(data: dict) -> dict:
    """Read spreadsheets into an atlas: return what to ask and to say, and without an error all its files.

    `sheets` is a list of {"name": file, "data": base64 of its bytes} or {"name": file, "text": its text}.
    """
    from rights_atlas import AtlasError, from_texts
    from rights_atlas.sheet import ImportResult, import_texts

    sheets = _sheets(data)
    faults = [text for _name, text in sheets if not isinstance(text, str)]
    try:
        atlas = from_texts(_texts(data, "files"))
        result = ImportResult(None, faults) if faults else import_texts(atlas, sheets)
    except AtlasError as error:
        result = ImportResult(None, error.findings)
    notices = result.notices
    return {
        "question": result.question.as_dict() if result.question else None,
        "notices": [finding.as_dict() for finding in notices],
        "findings": [finding.as_dict() for finding in result.findings if finding not in notices],
        "tables": [{"file": file, "table": kind and kind.removesuffix(".csv")} for file, kind in result.tables],
        "texts": result.atlas.texts() if result.atlas else {},
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
        "counts": {name: len(getattr(result, name)) for name in ("added", "changed", "removed")},
    }


def ids(data: dict) -> dict:
    """Return the ids that names get: `{"names": [...]}` -> `{"ids": [...]}`, "" where none can be made."""
    from rights_atlas.names import slug

    names = data.get("names")
    if not isinstance(names, list) or len(names) > MOST_NAMES or not all(isinstance(name, str) for name in names):
        raise NotUnderstoodError(_("The request is not understood. Load the page again."))
    return {"ids": [slug(name[:500]) for name in names]}


def export_sheets(data: dict) -> dict[str, Any]:
    """Return the atlas as spreadsheets: `{"sheets": {"practices.csv": text, "cities.csv": text}}`."""
    from rights_atlas import AtlasError, from_texts
    from rights_atlas.sheet import export_texts

    try:
        return {"findings": [], "sheets": export_texts(from_texts(_texts(data, "files")))}
    except AtlasError as error:
        return {"findings": [finding.as_dict() for finding in error.findings], "sheets": {}}
