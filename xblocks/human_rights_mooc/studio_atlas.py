"""What the atlas editor asks the server: checks, and the spreadsheets. Works on the caller's data, stores nothing.

Each function takes the files of an atlas as texts by name and returns plain data for a JSON reply.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from human_rights_mooc.wording import _

# A request has at most 1 MiB (limits.AUTHOR_BYTES); packed by the browser it may hold a larger atlas, up to this.
MOST_UNPACKED = 12 * 1024 * 1024


class NotUnderstoodError(ValueError):
    """A request that no editor of ours sends; the text is marked for translation."""


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
    """Carry out `{"do": "check" | "import" | "export", "files": {name: text}, ...}`. Raises NotUnderstoodError."""
    task = {"check": check, "import": import_sheets, "export": export_sheets}.get(str(data.get("do")))
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
    """Check an atlas: return its findings, and each file in canonical form.

    `first` may hold body files as they are to be uploaded before the cards; they only come back in canonical form.
    """
    from rights_atlas import AtlasError, dumps, from_texts
    from rights_atlas.checks import check_atlas
    from rights_atlas.model import parse

    try:
        atlas = from_texts(_texts(data, "files"))
        first = {name: dumps(parse(name, text)) for name, text in _texts(data, "first").items()}
    except AtlasError as error:
        return {"findings": [finding.as_dict() for finding in error.findings], "texts": {}, "first": {}}
    findings = check_atlas(atlas)
    return {"findings": [finding.as_dict() for finding in findings], "texts": atlas.texts(), "first": first}


def import_sheets(data: dict) -> dict:
    """Read spreadsheets into an atlas: return findings and, without an error, all its files. `sheets` are base64."""
    from rights_atlas import AtlasError, from_texts
    from rights_atlas.sheet import decode, import_texts

    sheets = {}
    for name, content in _texts(data, "sheets").items():
        try:
            sheets[name] = decode(base64.b64decode(content, validate=True))
        except UnicodeDecodeError:
            raise NotUnderstoodError(_("The file is not UTF-8 text. Save it again as “CSV UTF-8”.")) from None
    try:
        result = import_texts(from_texts(_texts(data, "files")), sheets)
    except AtlasError as error:
        return {"findings": [finding.as_dict() for finding in error.findings], "texts": {}}
    return {
        "findings": [finding.as_dict() for finding in result.findings],
        "texts": result.atlas.texts() if result.atlas else {},
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
    }


def export_sheets(data: dict) -> dict[str, Any]:
    """Return the atlas as spreadsheets: `{"sheets": {"practices.csv": text, "cities.csv": text}}`."""
    from rights_atlas import AtlasError, from_texts
    from rights_atlas.sheet import export_texts

    try:
        return {"findings": [], "sheets": export_texts(from_texts(_texts(data, "files")))}
    except AtlasError as error:
        return {"findings": [finding.as_dict() for finding in error.findings], "sheets": {}}
