"""What each handler takes, written down as a schema, and bodies made from it: right ones, nearly right ones, anything.

A small part of JSON Schema (types, properties, items, enum, anyOf, bounds), with "examples" for texts of a form.
"""

from __future__ import annotations

import json
import random
from typing import Any

TEXT = {"type": "string", "maxLength": 200}
ID = {"type": "string", "examples": ["vienna-centre", "bogota-care-blocks", "a", "utrecht-coalition"]}
WHOLE = {"type": "integer", "minimum": 0, "maximum": 100_000}
VERSION = {
    "writer": {"type": "string", "examples": ["abcd", "tabtwo", "owner", "other9"]},
    "number": {"type": "integer", "minimum": 1, "maximum": 9},
    "base": {"type": "string", "examples": ["", "abcd.1", "owner.1", "tabtwo.3"]},
}


def _object(**properties) -> dict:
    return {"type": "object", "properties": properties}


def _list(items: dict, most: int = 4) -> dict:
    return {"type": "array", "items": items, "maxItems": most}


PLACE = _object(
    name=TEXT, size={"type": "string", "examples": ["small", "large"]}, section=ID,
    country={"type": "string", "examples": ["ES", "FR", "BR"]},
    lat={"type": "number", "minimum": -90, "maximum": 90}, lon={"type": "number", "minimum": -180, "maximum": 180},
)  # fmt: skip
TOLD = _object(title=TEXT, place=TEXT, years=TEXT, sources=_list(TEXT))
PLAN = {"practices": _object(a=TOLD, b=TOLD), "date": TEXT, "rtl": {"type": "boolean"}}


def _event(name: str, **payload) -> dict:
    return _object(name={"enum": [name]}, payload=_object(**payload))


QUERY = {"type": "string", "examples": ["water", "housing for all", "ab"]}
FILTERS = _list({"type": "string", "examples": ["theme", "right", "group"]})
EVENTS = [
    _event("practices.searched", text=QUERY, results=WHOLE, filters=FILTERS),
    _event("cities.searched", text=QUERY, results=WHOLE, filters=FILTERS),
    _event("list.exported", format={"enum": ["csv", "text", "exe"]}, items=WHOLE),
    _event("practice.opened", practice=ID, first_time={"type": "boolean"}),
    _event("timeline.played", until=WHOLE),
]
SCHEMAS: dict[str, dict] = {
    "read_state": _object(),
    "change_shortlist": _object(changes=_list(_object(
        op={"enum": ["add", "remove"]}, id=ID, token={"type": "string", "examples": ["abcd.1", "owner.2", "tabtwo.3"]},
    ))),
    "change_note": _object(id=ID, value={"type": "array", "items": TEXT, "minItems": 5, "maxItems": 5}, **VERSION),
    "change_territory": _object(value=PLACE, **VERSION),
    "change_reflection": _object(value=TEXT, **VERSION),
    "open_practices": _object(opened=_list(_object(n={"type": "integer", "minimum": 1, "maximum": 900}, id=ID))),
    "open_cities": _object(opened=_list(ID)),
    "record_event": {"anyOf": EVENTS},
    "change_answer": _object(
        question={"type": "string", "examples": ["territory", "powers"]}, value=TEXT, **VERSION,
    ),
    "read_plan": _object(**PLAN, format={"enum": ["print", "text"]}),
    "export_document": _object(**PLAN),
    "delete_plan": _object(writer=VERSION["writer"], number=VERSION["number"]),
    "submit_studio_edits": _object(values=_object(display_name=TEXT, weight=TEXT, step=TEXT), defaults=_list(TEXT)),
    "work_on_atlas": _object(do={"enum": ["check", "import", "export"]}, files=_object(a=TEXT), packed=TEXT),
}  # fmt: skip

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, -1.5, 1e308, float("nan"), float("inf"), "", "\x00", "\ud800", "​‮", "a" * 5_000,
    "<script>1</script>", "../../etc/passwd", "__proto__", "{{7*7}}", "' OR 1=1 --", [], {}, [[[[[[]]]]]], {"": None},
)  # fmt: skip
LETTERS = "aeiou nrst ñçßшж中ع😀"


def right(schema: dict, chance: random.Random) -> Any:
    """Make a value that keeps to a schema; of an object's properties most, not always all."""
    if "anyOf" in schema:
        return right(chance.choice(schema["anyOf"]), chance)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema["type"]
    if kind == "object":
        return {name: right(inner, chance) for name, inner in schema["properties"].items() if chance.random() < 0.97}
    if kind == "array":
        length = chance.randint(schema.get("minItems", 0), schema["maxItems"])
        return [right(schema["items"], chance) for _ in range(length)]
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "integer":
        return chance.randint(schema["minimum"], schema["maximum"])
    if kind == "number":
        return round(chance.uniform(schema["minimum"], schema["maximum"]), chance.choice([0, 2, 9]))
    if "examples" in schema:
        return chance.choice(schema["examples"])
    return "".join(chance.choices(LETTERS, k=chance.choice([0, 1, 10, 50])))


def spoiled(value: Any, chance: random.Random) -> Any:
    """Change one thing in a value: a part odd, gone, one more, or twice."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(list(value))
        what = chance.random()
        if what < 0.2:
            return {name: inner for name, inner in value.items() if name != key}
        if what < 0.3:
            return {**value, chance.choice(["__class__", "user_id", "", key * 40]): chance.choice(ODD)}
        return {**value, key: spoiled(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        if chance.random() < 0.2:
            return value * chance.choice([2, 30])
        return [*value[:at], spoiled(value[at], chance), *value[at + 1 :]]
    return chance.choice(ODD)


def body(handler: str, chance: random.Random) -> bytes:
    """Make the body of a request: half of them right, most of the others nearly right, some no JSON at all."""
    what = chance.random()
    if what < 0.03:
        return chance.randbytes(chance.choice([0, 1, 40, 400]))
    value = right(SCHEMAS[handler], chance)
    if what < 0.5:
        value = spoiled(value, chance)
    data = json.dumps(value).encode()
    return data[: chance.randrange(len(data) + 1)] if what < 0.06 else data
