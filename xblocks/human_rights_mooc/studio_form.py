"""The form of a block's settings: one definition, checked by the form in the browser and again on the server."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xblock.fields import Boolean, Float, Integer

from human_rights_mooc import compat, limits
from human_rights_mooc.wording import _

# Names of files and units, and addresses, as both Python and JavaScript read the patterns.
FILE_PATTERN = r"/static/[A-Za-z0-9_.-]+\.json"
UNIT_PATTERN = r"([a-z0-9]+(-[a-z0-9]+)*)?"
MAIL_PATTERN = r"([^@\s]+@[^@\s][^@\s.]*\.[^@\s]+)?"


@dataclass(frozen=True)
class Setting:
    """One setting of a form. What is not said here comes from the XBlock field: label, help, default, bounds.

    `kind` says how the form asks for it: "line", "text", "yes", "whole", "number", "choice", or a kind that only one
    block has ("preset", "kinds", "view", "questions"). `pattern` holds for the whole value, or for each line of it
    that is not empty where `by_line` is set; `advice` is the sentence for a value that does not fit.
    """

    name: str
    kind: str = ""
    longest: int = 200
    pattern: str = ""
    by_line: bool = False
    advice: str = ""
    highest: float | None = None
    # What the form says instead of the field's help, where it asks in an easier way than a text.
    help: str = ""
    # Names of choices, by value; without them the values themselves are shown.
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """Settings that belong together, under a heading."""

    title: str
    settings: tuple[Setting, ...]


ATLAS_SETTING = Setting(
    "atlas", pattern=FILE_PATTERN, advice=_("Give the name of a file of this course, such as /static/atlas.json.")
)
POINTS_GROUP = Group(_("Points"), (Setting("scored"), Setting("weight", highest=1000)))


class WrongValueError(ValueError):
    """A value that a setting cannot have; `sentence` is marked for translation, `values` fill it."""

    def __init__(self, sentence: str, **values: Any):
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def settings_of(groups: Iterable[Group]) -> dict[str, Setting]:
    """Return the settings of a form by name."""
    return {setting.name: setting for group in groups for setting in group.settings}


def kind_of(setting: Setting, field: Any) -> str:
    """Return how a setting is asked for."""
    if setting.kind:
        return setting.kind
    if isinstance(field, Boolean):
        return "yes"
    if isinstance(field, Integer):
        return "whole"
    return "number" if isinstance(field, Float) else "line"


def bounds_of(setting: Setting, field: Any) -> tuple[float | None, float | None]:
    """Return the lowest and the highest value of a number."""
    values = field.values if isinstance(field.values, dict) else {}
    return values.get("min"), values.get("max", setting.highest)


def describe(block: Any, groups: Iterable[Group]) -> list[dict]:
    """Return the form for the script, in the author's language, with the values of a block."""
    return [
        {"title": block.say(group.title), "settings": [_describe(block, setting) for setting in group.settings]}
        for group in groups
    ]


def _describe(block: Any, setting: Setting) -> dict:
    field = block.fields[setting.name]
    kind = kind_of(setting, field)
    lowest, highest = bounds_of(setting, field)
    shown = {
        "name": setting.name,
        "kind": kind,
        "label": block.say(field.display_name),
        "help": block.say(setting.help or field.help or ""),
        "default": field.default,
        "value": compat.read_field(block, setting.name, _type_of(kind), field.default),
        "set": field.is_set_on(block),
        "longest": setting.longest,
        "pattern": setting.pattern,
        "byLine": setting.by_line,
        "advice": block.say(setting.advice),
        "min": lowest,
        "max": highest,
        "choices": [{"value": value, "label": block.say(label)} for value, label in setting.choices],
    }
    return {name: value for name, value in shown.items() if value not in (None, [])}


def _type_of(kind: str) -> Any:
    return {"yes": bool, "whole": int, "number": (int, float)}.get(kind, str)


def read_value(setting: Setting, field: Any, value: Any) -> Any:
    """Return a value as the field stores it. Raises WrongValueError with a sentence."""
    kind = kind_of(setting, field)
    if kind == "yes":
        if not isinstance(value, bool):
            raise WrongValueError(_("Choose yes or no."))
        return value
    if kind in ("whole", "number"):
        return _number(value, kind, *bounds_of(setting, field))
    text = limits.clean_text(value, setting.longest)
    if text is None:
        raise WrongValueError(_("Write a text of at most {most} characters."), most=setting.longest)
    if setting.choices and text not in dict(setting.choices):
        raise WrongValueError(_("Choose one of the values offered."))
    lines = [line.strip() for line in text.splitlines() if line.strip()] if setting.by_line else [text]
    if setting.pattern and not all(re.fullmatch(setting.pattern, line) for line in lines):
        raise WrongValueError(setting.advice)
    return text


def _number(value: Any, kind: str, lowest: float | None, highest: float | None) -> Any:
    fits = type(value) is int or (kind == "number" and type(value) is float and math.isfinite(value))
    if not fits or (lowest is not None and value < lowest) or (highest is not None and value > highest):
        sentence = (
            _("Write a whole number from {low} to {high}.")
            if kind == "whole"
            else _("Write a number from {low} to {high}.")
        )
        raise WrongValueError(sentence, low=lowest, high=highest)
    return float(value) if kind == "number" else value


def clean_values(block: Any, groups: Iterable[Group], given: Any) -> tuple[dict[str, Any], list[str]]:
    """Read what a form sent: return (values by name, sentences that name the setting and say what is wrong).

    A name that the form does not have is left alone: it may belong to a newer release.
    """
    values, wrong = {}, []
    for name, setting in settings_of(groups).items():
        if name not in given:
            continue
        field = block.fields[name]
        try:
            values[name] = read_value(setting, field, given[name])
        except WrongValueError as problem:
            sentence = block.say(problem.sentence)
            if problem.values:  # an advice may hold braces of its own
                sentence = sentence.format(**problem.values)
            wrong.append(f"{block.say(field.display_name)}: {sentence}")
    return values, wrong
