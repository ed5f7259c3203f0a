"""The schema's verdict, record by record, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from jsonschema import Draft202012Validator

from ..findings import Finding
from ..model import CARD_FILE, Atlas, body_file
from ..tables import schema
from ..wording import N_, _, ngettext
from .view import View, finding

RULE = "shape"
TERM_LISTS = {
    "themes": "term",
    "rights": "term",
    "groups": "term",
    "recognition": "recognitionKind",
    "sections": "sectionTerm",
    "sizes": "sizeTerm",
    "countries": "country",
}
_WORDS = {
    "string": N_("text"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "array": N_("a list"),
    "object": N_("an object"),
}


@cache
def _definition(name: str) -> dict[str, Any]:
    """Return a definition with its references put in, which is several times faster to check."""
    definitions = schema()["$defs"]

    def inline(node: Any) -> Any:
        if isinstance(node, dict):
            if "$ref" in node:
                target = inline(definitions[node["$ref"].removeprefix("#/$defs/")])
                return {**target, **{key: value for key, value in node.items() if key != "$ref"}}
            return {
                key: inline(value)
                for key, value in node.items()
                if key not in ("title", "description") or isinstance(value, dict)
            }
        return [inline(item) for item in node] if isinstance(node, list) else node

    whole: dict[str, Any] = inline(definitions[name])
    return whole


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of one definition of the schema ("city", "practice", "body", ...)."""
    return Draft202012Validator(_definition(name))


def check_record(kind: str, record: Any, file: str, place: str = "") -> list[Finding]:
    """Return what is wrong with the shape of a record; `place` names it when it has no id."""
    name = record.get("id") if isinstance(record, dict) else None
    label = name if isinstance(name, str) and name else place
    found = []
    for error in validator(kind).iter_errors(record):
        path = ".".join(str(part + 1) if isinstance(part, int) else part for part in error.absolute_path)
        missing = _missing(error)
        message, action = explain(error)
        found.append(finding(file, label, ".".join(filter(None, (path, missing))), message, action, rule=RULE))
    return found


def _missing(error: Any) -> str:
    """Return the field that an error says is missing: one error a field, and only its words say which."""
    if error.validator != "required":
        return ""
    return next((name for name in error.validator_value if error.message.startswith(f"{name!r} is a required")), "")


def explain(error: Any) -> tuple[str, str]:
    """Return (what is wrong, what to do) for an error of the JSON Schema library."""
    rule, limit, value = error.validator, error.validator_value, error.instance
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "..."
    if rule == "required":
        return _("The field {name} is missing.", name=_missing(error)), _("Fill it in.")
    if rule == "type":
        return _("{shown} is not {words}.", shown=shown, words=_(_WORDS[limit]) if str(limit) in _WORDS else limit), _(
            "Give it in that form."
        )
    if rule == "enum":
        return _("{shown} is not one of the allowed values.", shown=shown), _(
            "Use one of: {names}.", names=", ".join(map(str, limit))
        )
    if rule in ("maxLength", "minLength", "maxItems", "minItems"):
        return _explain_size(rule, limit, len(value))
    if rule == "minimum":
        words = _("{shown} is out of range: it must be at least {limit}.", shown=shown, limit=limit)
        return words, _("Correct the number.")
    if rule == "maximum":
        words = _("{shown} is out of range: it must be at most {limit}.", shown=shown, limit=limit)
        return words, _("Correct the number.")
    if rule == "pattern":
        return _("{shown} is not written as expected.", shown=shown), _pattern_advice(limit)
    if rule == "uniqueItems":
        return _("The list names an entry twice."), _("Keep it once.")
    if rule == "const":
        return _("{shown} is not {limit!r}.", shown=shown, limit=limit), _("Write {limit!r}.", limit=limit)
    return f"{error.message}.", _("Correct it.")


def _explain_size(rule: str, limit: int, size: int) -> tuple[str, str]:
    """Return (what is wrong, what to do) for a text or a list that is too long or too short."""
    if rule == "maxLength":
        words = ngettext(
            "The text has {count} characters; at most {limit} fit.",
            "The text has {count} characters; at most {limit} fit.",
            size,
            limit=limit,
        )
        return words, _("Shorten it by {number}.", number=size - limit)
    if rule == "minLength":
        words = ngettext(
            "The text has {count} characters; at least {limit} are needed.",
            "The text has {count} characters; at least {limit} are needed.",
            size,
            limit=limit,
        )
        return words, _("Say more.")
    if rule == "maxItems":
        words = ngettext(
            "The list has {count} entries; at most {limit} fit.",
            "The list has {count} entries; at most {limit} fit.",
            size,
            limit=limit,
        )
        return words, _("Keep the most important ones.")
    words = ngettext(
        "The list has {count} entries; at least {limit} must be there.",
        "The list has {count} entries; at least {limit} must be there.",
        size,
        limit=limit,
    )
    return words, _("Add one.")


def _pattern_advice(pattern: str) -> str:
    if pattern.startswith("^https"):
        return _("Use a whole address that starts with https:// and has no space; else leave it out.")
    if "{4}-" in pattern:
        return _("Write the date as year-month-day, for example 2026-11-25.")
    if pattern == "^[A-Z]{2}$":
        return _("Use the two capital letters of ISO 3166-1, for example KE.")
    if "[A-Z][a-z]{3}" in pattern:
        return _("Use a language tag such as es, ko or ar-Latn.")
    return _("Use lower-case letters a to z, digits and single hyphens, for example new-city.")


def check_shape(atlas: Atlas, before: View | None = None) -> tuple[View, list[Finding]]:
    """Check all files against the schema. Return the view of the well-formed records, and the findings.

    `before` are records that were found well-formed; those that are still the same are not looked at again.
    """
    found = list(_check_heads(atlas))
    cards = atlas.cards
    sound = _by_id(before)
    cities = _sift("city", cards.get("cities"), CARD_FILE, "cities", found, sound["city"])
    practices = _sift("practice", cards.get("practices"), CARD_FILE, "practices", found, sound["practice"])
    bodies: list[tuple[str, dict[str, Any]]] = []
    for section, content in atlas.files.items():
        name = body_file(section)
        bodies += [(name, body) for body in _sift("body", content.get("bodies"), name, "bodies", found, sound["body"])]
        if content.get("section") != section:
            message = _(
                "The file says section {found!r}; its name says {section!r}.",
                found=content.get("section"),
                section=section,
            )
            found.append(
                finding(name, "", "section", message, _('Write "section": "{section}".', section=section), rule=RULE)
            )
    terms, countries = _terms(cards.get("vocabulary"), found)
    return View(atlas, cities, practices, bodies, countries, terms), found


def _check_heads(atlas: Atlas) -> Iterator[Finding]:
    """Check the card file's own fields, without its records (they are checked one by one)."""
    head = {**atlas.cards, "cities": [], "practices": []}
    if isinstance(head.get("vocabulary"), dict):
        known = validator("cards").schema["properties"]["vocabulary"]
        whole = {
            **known,
            "properties": {key: {"type": "array", "minItems": 1} for key in known["properties"]},
        }
        for error in Draft202012Validator(whole).iter_errors(head["vocabulary"]):
            message, action = explain(error)
            place = ".".join(filter(None, ("vocabulary", *map(str, error.absolute_path), _missing(error))))
            yield finding(CARD_FILE, "", place, message, action, rule=RULE)
        head["vocabulary"] = _MODEL_VOCABULARY
    for kind in ("cities", "practices"):
        if kind not in atlas.cards:
            head.pop(kind)
    yield from check_record("cards", head, CARD_FILE)


_MODEL_VOCABULARY = {
    **{key: [{"id": "a", "label": "A", "definition": "A definition"}] for key in ("themes", "rights", "groups")},
    "recognition": [{"id": "a", "label": "A", "definition": "A definition", "strength": "strong"}],
    "sections": [{"id": "africa", "label": "Africa"}],
    "sizes": [{"id": "town", "label": "Town"}],
    "countries": [{"code": "KE", "name": "Kenya", "section": "africa"}],
}


def _by_id(view: View | None) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the records of a view by kind and id."""
    if view is None:
        return {"city": {}, "practice": {}, "body": {}}
    practices = {practice["id"]: practice for practice in view.practices}
    return {"city": view.city_by_id, "practice": practices, "body": view.body_by_id}


def _sift(
    kind: str,
    records: Any,
    file: str,
    list_name: str,
    found: list[Finding],
    sound: Mapping[str, dict[str, Any]] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    good: list[dict[str, Any]] = []
    if not isinstance(records, list):
        found.append(
            finding(file, "", list_name, _("There is no list of records."), _("Put the list back."), rule=RULE)
        )
        return good
    for index, record in enumerate(records, 1):
        name = record.get("id") if isinstance(record, dict) else None
        if isinstance(name, str) and name in sound and record == sound[name]:
            good.append(record)
            continue
        problems = check_record(kind, record, file, _("{list} no. {number}", list=list_name, number=index))
        found += problems
        if not problems:
            good.append(record)
    return good


def _terms(vocabulary: Any, found: list[Finding]) -> tuple[dict[str, set[str]], dict[str, dict[str, Any]]]:
    terms: dict[str, set[str]] = {}
    countries: dict[str, dict[str, Any]] = {}
    if not isinstance(vocabulary, dict):
        vocabulary = {}
    for name, kind in TERM_LISTS.items():
        entries = vocabulary.get(name)
        good = _sift(kind, entries, CARD_FILE, f"vocabulary.{name}", found) if isinstance(entries, list) else []
        key = "code" if kind == "country" else "id"
        terms[name] = {entry[key] for entry in good}
        if len(terms[name]) < len(good):
            message = _("The list defines an id twice.")
            found.append(finding(CARD_FILE, "", f"vocabulary.{name}", message, _("Keep one of them."), rule=RULE))
        if kind == "country":
            countries = {entry["code"]: entry for entry in good}
    return terms, countries
