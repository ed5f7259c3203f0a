"""Our own blocks as their classes read them from the course: their settings, and what they say of them themselves."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rights_atlas.wording import Words

from olx.course import OPTION_NS, Block
from olx.types import allowed_fields, is_ours
from olx.values import NULL, wrong_value

OPTION = f"{{{OPTION_NS}}}"
AFTER_LABEL = (":", ",", "،", " :", "\u00a0:", "\u202f:")  # what follows the name of a setting in a sentence


@dataclass(frozen=True)
class Trouble:
    """A setting that the block cannot use: its name and value, what the block says of it, what its form asks for."""

    name: str
    value: str
    says: str
    asks: str


def settings_of(block: Block) -> dict[str, tuple[str, int]]:
    """Return the settings that a block carries, attributes and options: {name: (text, line)}."""
    found = {name: (value, block.line) for name, value in block.element.attrib.items() if not name.startswith("{")}
    for child in block.element:
        if isinstance(child.tag, str) and child.tag.startswith(OPTION) and child.get("none") != "true":
            found[child.tag[len(OPTION) :]] = (child.text or "", child.sourceline or block.line)
    return found


@cache
def _block_class(tag: str) -> Any:
    """Return the class of a block of ours; None when it is not installed."""
    try:
        module = importlib.import_module(f"{tag}.block")
        from human_rights_mooc import studio_form  # noqa: F401
    except ImportError:
        return None
    own = (item for item in vars(module).values() if getattr(item, "__module__", "") == module.__name__)
    return next((item for item in own if hasattr(item, "EDITOR")), None)


class _Runtime:
    """As much of a runtime as a block needs to say what it thinks of its settings, in the reader's language."""

    def __init__(self, package: str, values: Any):
        self._values = values
        folder = Path(importlib.import_module(package).__file__ or "").parent
        self._words = Words(folder / "translations")

    def service(self, _block, name: str):
        """Return what translates, and what holds the values of the fields."""
        return {"i18n": self, "field-data": self._values}.get(name)

    def gettext(self, text: str) -> str:
        """Return a text in the language spoken."""
        return self._words.text(text)


def troubles(block: Block) -> Iterator[Trouble]:
    """Yield what the form of a block of ours refuses, and what the block itself says has no effect."""
    kind = _block_class(block.tag) if is_ours(block.tag) else None
    if kind is None:
        return
    from human_rights_mooc import studio_form

    texts = {name: text for name, (text, _line) in settings_of(block).items() if name in kind.fields}
    built = _built(kind, block, texts)
    said = built.findings()
    kinds = allowed_fields(block.tag) or {}
    for name in studio_form.settings_of(kind.EDITOR):
        if name not in texts or texts[name] == NULL or wrong_value(kinds.get(name, "string"), texts[name]):
            continue  # that it is of another kind is said elsewhere
        label = built.say(kind.fields[name].display_name)
        mine = [sentence for sentence in said if sentence.startswith(tuple(label + sign for sign in AFTER_LABEL))]
        with suppress(ValueError):
            value = kind.fields[name].from_string(texts[name])
            _values, wrong = studio_form.clean_values(built, kind.EDITOR, {name: value})
            asks = wrong[0].partition(": ")[2] if wrong else ""
            if asks or mine:
                yield Trouble(name, texts[name], " ".join(mine), asks)


def _built(kind: Any, block: Block, texts: dict[str, str]) -> Any:
    """Return the block with its settings, those of a wrong type left out."""
    from xblock.field_data import DictFieldData
    from xblock.fields import ScopeIds

    values = {}
    for name, text in texts.items():
        with suppress(ValueError, TypeError):
            values[name] = None if text == NULL else kind.fields[name].from_string(text)
    ids = ScopeIds(None, block.tag, block.url_name, block.url_name)
    return kind(_Runtime(block.tag, DictFieldData(values)), scope_ids=ids)
