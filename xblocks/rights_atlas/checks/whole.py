"""Checks of how the records hang together."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ..findings import Finding
from ..model import CARD_FILE, body_file
from ..wording import _, ngettext
from .view import Record, View, finding, listed, warning

SAME_PLACE = 0.2  # degrees: two towns of one name lie farther apart, two readings of one town nearer
REGION = "region"
_TERM_FIELDS = ("themes", "rights", "groups")


def check_unique_ids(view: View) -> Iterator[Finding]:
    """No two cities, practices or bodies have the same id."""
    lists = [(CARD_FILE, "cities", view.cities), (CARD_FILE, "practices", view.practices)]
    for file, kind, records in lists:
        for record_id, count in Counter(record["id"] for record in records).items():
            if count > 1:
                if kind == "cities":
                    message = ngettext("{count} cities have this id.", "{count} cities have this id.", count)
                else:
                    message = ngettext("{count} practices have this id.", "{count} practices have this id.", count)
                yield finding(file, record_id, "id", message, _("Give each its own id."), rule="check_unique_ids")
    for record_id, count in Counter(body["id"] for _file, body in view.bodies).items():
        if count > 1:
            files = sorted(name for name, body in view.bodies if body["id"] == record_id)
            message = ngettext(
                "{count} bodies have this id ({names}).",
                "{count} bodies have this id ({names}).",
                count,
                names=", ".join(files),
            )
            yield finding(files[0], record_id, "id", message, _("Keep one of them."), rule="check_unique_ids")


def check_unique_numbers(view: View) -> Iterator[Finding]:
    """No two practices have the same number: a number stands for a practice in saved links and lists."""
    owners: dict[int, str] = {}
    for practice in view.practices:
        first = owners.setdefault(practice["n"], practice["id"])
        if first != practice["id"]:
            message = _("The number {n} already belongs to {first}.", n=practice["n"], first=first)
            yield finding(
                CARD_FILE,
                practice,
                "n",
                message,
                _("Take a number that was never used."),
                rule="check_unique_numbers",
            )


def check_numbers_kept(view: View) -> Iterator[Finding]:
    """No practice has the number of one that is gone: saved links and lists would show the wrong practice."""
    gone = {entry["n"]: entry["id"] for entry in view.removed}
    for practice in view.practices:
        owner = gone.get(practice["n"], practice["id"])
        if owner != practice["id"]:
            message = _("The number {n} belonged to {owner}, which was removed.", n=practice["n"], owner=owner)
            action = _("Take a number that was never used.")
            yield finding(CARD_FILE, practice, "n", message, action, rule="check_numbers_kept")


def check_city_known(view: View) -> Iterator[Finding]:
    """Every practice names a city of the atlas."""
    known = view.known_ids("cities")
    for practice in view.practices:
        if practice["city"] not in known:
            message = _("The city {city!r} is not in the list of cities.", city=practice["city"])
            action = _("Add the city, or correct its id.")
            yield finding(CARD_FILE, practice, "city", message, action, rule="check_city_known")


def check_terms_known(view: View) -> Iterator[Finding]:
    """Every theme, right, group, kind of recognition, size and country is a term of the vocabulary."""

    def unknown(record: Record, field: str, value: str, terms: str) -> Finding:
        message = _("{value!r} is not in the vocabulary ({terms}).", value=value, terms=terms)
        action = _("Correct it, or add the term with a label and a definition.")
        return finding(CARD_FILE, record, field, message, action, rule="check_terms_known")

    for practice in view.practices:
        for field in _TERM_FIELDS:
            for value in practice[field]:
                if value not in view.terms[field]:
                    yield unknown(practice, field, value, field)
    for city in view.cities:
        if city["country"] not in view.terms["countries"]:
            yield unknown(city, "country", city["country"], "countries")
        if city["size"] not in view.terms["sizes"]:
            yield unknown(city, "size", city["size"], "sizes")
        for number, entry in enumerate(city["recognition"], 1):
            if entry["kind"] not in view.terms["recognition"]:
                yield unknown(city, f"recognition.{number}.kind", entry["kind"], "recognition")
    for country in view.countries.values():
        if country["section"] not in view.terms["sections"]:
            yield unknown({"id": country["code"]}, "section", country["section"], "sections")


def check_bodies_present(view: View) -> Iterator[Finding]:
    """Every practice has its text in the body file of its city's section, and no text is left over."""
    broken = {
        str(body.get("id"))
        for content in view.atlas.files.values()
        for body in listed(content.get("bodies"))
        if isinstance(body, dict)
    }
    for practice in view.practices:
        section = view.section_of(practice)
        name = view.file_of_body.get(practice["id"])
        if name is None and practice["id"] not in broken:
            place = body_file(section) if section else CARD_FILE
            message = _("The practice has no text (body).")
            yield finding(
                place,
                practice,
                "id",
                message,
                _("Write it there, with the same id."),
                rule="check_bodies_present",
            )
        elif name and section and name != body_file(section):
            message = _("The text stands in {name}; the city is in the section {section}.", name=name, section=section)
            yield finding(
                name,
                practice,
                "id",
                message,
                _("Move it to {file}.", file=body_file(section)),
                rule="check_bodies_present",
            )
    known = view.known_ids("practices")
    for name, body in view.bodies:
        if body["id"] not in known:
            message = _("No practice of atlas.json has this id.")
            yield warning(
                name,
                body,
                "id",
                message,
                _("Take the text out, or correct the id."),
                rule="check_bodies_present",
            )


def check_duplicates(view: View) -> Iterator[Finding]:
    """No practice stands in the atlas twice under two ids."""
    seen: dict[tuple[str, str], str] = {}
    for practice, body in view.with_bodies():
        keys = {("title", practice["city"] + " " + _plain(practice["title"]))}
        if practice.get("local_name"):
            keys.add(("local_name", practice["city"] + " " + _plain(practice["local_name"])))
        if body:
            keys.add(("action", _plain(body["action"])))
        for key in sorted(keys):
            first = seen.setdefault(key, practice["id"])
            if first != practice["id"]:
                message = _("It has the same {key} as {first}.", key=key[0], first=first)
                yield finding(
                    CARD_FILE,
                    practice,
                    key[0],
                    message,
                    _("Merge the two, or tell them apart."),
                    rule="check_duplicates",
                )
                break


def check_cities_apart(view: View) -> Iterator[Finding]:
    """No city stands in the atlas twice: at one place, under one name or a longer form of it."""
    named: dict[tuple[str, str], list[Record]] = {}
    placed: dict[tuple[str, float, float], list[Record]] = {}
    for city in view.cities:
        name, country = _plain(city["name"]), city["country"]
        namesakes = named.setdefault((country, name), [])
        neighbours = placed.setdefault((country, round(city["lat"], 2), round(city["lon"], 2)), [])
        twins = [other for other in namesakes if _near(city, other)]
        if city["size"] != REGION:  # a region stands at its seat, and often bears its name
            twins += [other for other in neighbours if _part_of(name, _plain(other["name"]))]
        if twins:
            message = _("It has the name and the place of {first}, which is in the atlas.", first=twins[0]["id"])
            action = _("If they are one city, keep one of them.")
            yield warning(CARD_FILE, city, "name", message, action, rule="check_cities_apart")
        namesakes.append(city)
        if city["size"] != REGION:
            neighbours.append(city)


def _near(one: Record, other: Record) -> bool:
    return all(abs(float(one[key]) - float(other[key])) <= SAME_PLACE for key in ("lat", "lon"))


def _part_of(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(char for char in folded if not unicodedata.combining(char))))
