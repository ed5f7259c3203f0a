"""Saving what an author sets in the preview's Studio: one block's settings, and no other byte of the file."""

from __future__ import annotations

import threading
from pathlib import Path

from builder.reasons import why
from builder.wording import _
from olx.errors import UnreadableError
from olx.files import file_at
from olx.names import UnsafeNameError
from olx.starttags import edit_block
from olx.writing import BrokenOffError, BusyError, change
from olx.xmlsafe import parse_xml
from preview.faults import writing_sentence


class EditError(Exception):
    """The file does not hold the block as it was read, or would not hold what was asked for."""


def edit(text: str, block_type: str, url_name: str, attributes: dict, nodes: dict) -> str:
    """Return the text with some fields of one block changed. A value of None takes the field away. Raises EditError."""
    try:
        changed = edit_block(text, block_type, url_name, attributes, nodes)
    except UnreadableError as error:
        raise EditError(why(error)) from error
    try:
        parse_xml(changed.encode("utf-8"))
    except UnreadableError as error:
        raise EditError(_("The change would not be valid XML: {reason}.", reason=why(error))) from error
    return changed


# One save after the other: each reads a file, changes a part of it and writes it whole.
_alone = threading.Lock()


def write(root: Path, path: str, content: bytes) -> None:
    """Write a file of the course, by its path with slashes below `root`: as a whole or not at all.

    Raises EditError with a sentence: a full disk, a read-only folder, a name that cannot be written.
    """
    try:
        change(root, {path: content})
    except (OSError, UnsafeNameError, BusyError, BrokenOffError) as error:
        raise EditError(writing_sentence(error, path)) from error


def upload(root: Path, path: str, content: bytes) -> None:
    """Write a file that an author uploads. Raises EditError."""
    with _alone:
        write(root, path, content)


def save_fields(root: Path, node, fields: dict, classes_fields: dict) -> None:
    """Write changed fields of a block into the file that it stands in.

    `fields` holds JSON values by field name, None for a field to be taken away. `classes_fields` are the
    fields of the block's class, which know how a value is written. Raises EditError.
    """
    attributes: dict[str, str | None] = {}
    nodes: dict[str, str | None] = {}
    for name, value in fields.items():
        field = classes_fields[name]
        written = None if value is None else field.to_string(field.from_json(value))
        (nodes if getattr(field, "xml_node", False) else attributes)[name] = written
    with _alone:
        path = file_at(root, node.path)
        if path is None:
            raise EditError(_("There is no file {name} any more. Load the page again.", name=node.path))
        text = _text(path, node.path)
        write(root, node.path, edit(text, node.block_type, node.url_name, attributes, nodes).encode("utf-8"))


def _text(path: Path, name: str) -> str:
    """Return the text of a file, line ends as they are. Raises EditError."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(_("The file {name} cannot be read. Correct it, then try again.", name=name)) from error
