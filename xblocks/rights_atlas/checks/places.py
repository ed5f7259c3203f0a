"""Checks of places, years and languages."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator
from typing import Any

from ..findings import Finding
from ..model import CARD_FILE
from ..tables import countries
from ..wording import _
from .view import View, finding, warning

BOX_MARGIN = 0.1  # degrees: coasts are drawn coarsely, and coordinates are rounded to two places
EARLIEST = 1945  # human rights work in the sense of the Universal Declaration and what led to it

# What Unicode's names of characters start with. The long-vowel mark (ー) and the repetition mark (々) have
# first words of their own: KATAKANA-HIRAGANA PROLONGED SOUND MARK, IDEOGRAPHIC ITERATION MARK.
CHINESE = ["CJK", "IDEOGRAPHIC"]
JAPANESE = ["HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", *CHINESE]

# The script of each language whose script is not Latin.
SCRIPTS = {
    "am": ["ETHIOPIC"],
    "ti": ["ETHIOPIC"],
    "ar": ["ARABIC"],
    "fa": ["ARABIC"],
    "ur": ["ARABIC"],
    "ps": ["ARABIC"],
    "ckb": ["ARABIC"],
    "he": ["HEBREW"],
    "yi": ["HEBREW"],
    "ru": ["CYRILLIC"],
    "uk": ["CYRILLIC"],
    "be": ["CYRILLIC"],
    "bg": ["CYRILLIC"],
    "mk": ["CYRILLIC"],
    "ky": ["CYRILLIC"],
    "kk": ["CYRILLIC", "LATIN"],
    "tg": ["CYRILLIC"],
    "mn": ["CYRILLIC"],
    "sr": ["CYRILLIC", "LATIN"],
    "uz": ["LATIN", "CYRILLIC"],
    "el": ["GREEK"],
    "ka": ["GEORGIAN"],
    "hy": ["ARMENIAN"],
    "ko": ["HANGUL", "CJK"],
    "ja": JAPANESE,
    "zh": CHINESE,
    "yue": CHINESE,
    "th": ["THAI"],
    "lo": ["LAO"],
    "km": ["KHMER"],
    "my": ["MYANMAR"],
    "si": ["SINHALA"],
    "ta": ["TAMIL"],
    "te": ["TELUGU"],
    "kn": ["KANNADA"],
    "ml": ["MALAYALAM"],
    "bn": ["BENGALI"],
    "as": ["BENGALI"],
    "hi": ["DEVANAGARI"],
    "ne": ["DEVANAGARI"],
    "mr": ["DEVANAGARI"],
    "gu": ["GUJARATI"],
    "pa": ["GURMUKHI", "ARABIC"],
    "or": ["ORIYA"],
    "dv": ["THAANA"],
}
SCRIPT_TAGS = {
    "Latn": ["LATIN"],
    "Cyrl": ["CYRILLIC"],
    "Arab": ["ARABIC"],
    "Hans": CHINESE,
    "Hant": CHINESE,
    "Hang": ["HANGUL"],
    "Deva": ["DEVANAGARI"],
    "Grek": ["GREEK"],
    "Hebr": ["HEBREW"],
    "Kore": ["HANGUL", "CJK"],
    "Jpan": JAPANESE,
}


def check_coordinates(view: View) -> Iterator[Finding]:
    """A city lies within the box of its country."""
    for city in view.cities:
        country = countries().get(city["country"])
        if country is None:
            message = _("{country!r} is not a country code of ISO 3166-1.", country=city["country"])
            yield finding(CARD_FILE, city, "country", message, _("Use the two-letter code."), rule="check_coordinates")
        elif not any(_inside(city["lon"], city["lat"], box) for box in country["boxes"]):
            message = _("{lat}, {lon} does not lie in {name}.", lat=city["lat"], lon=city["lon"], name=country["name"])
            action = _("Check latitude, longitude (west and south are negative) and country.")
            yield finding(CARD_FILE, city, "lat", message, action, rule="check_coordinates")


def _inside(lon: float, lat: float, box: list[float]) -> bool:
    west, south, east, north = box
    return (west - BOX_MARGIN <= lon <= east + BOX_MARGIN) and (south - BOX_MARGIN <= lat <= north + BOX_MARGIN)


def check_years(view: View) -> Iterator[Finding]:
    """Years are plausible, in order, and agree with the status."""
    this_year = int(view.updated[:4])
    for practice in view.practices:
        start, end = practice.get("start"), practice.get("end")
        for name, year, latest in (("start", start, this_year + 5), ("end", end, this_year + 30)):
            if year is not None and not EARLIEST <= year <= latest:
                message = _("The year {year} is not plausible.", year=year)
                yield finding(
                    CARD_FILE,
                    practice,
                    name,
                    message,
                    _("Correct it: {earliest} to {latest}.", earliest=EARLIEST, latest=latest),
                    rule="check_years",
                )
        if start and end and end < start:
            message = _("It ends in {end}, before it starts in {start}.", end=end, start=start)
            yield finding(CARD_FILE, practice, "end", message, _("Correct one of the years."), rule="check_years")
        if practice["status"] == "ended" and end and end > this_year:
            message = _("The status is ended; the last year is {end}.", end=end)
            yield finding(CARD_FILE, practice, "status", message, _("Correct status or year."), rule="check_years")
        if practice["status"] == "planned" and start and start < this_year - 10:
            message = _("The status is planned since {start}.", start=start)
            yield warning(CARD_FILE, practice, "status", message, _("Find out whether it began."), rule="check_years")
    for city in view.cities:
        for number, entry in enumerate(city["recognition"], 1):
            year = entry.get("year")
            if year is not None and not EARLIEST <= year <= this_year:
                message = _("The year {year} of a recognition is not plausible.", year=year)
                action = _("Correct it: {earliest} to {this_year}.", earliest=EARLIEST, this_year=this_year)
                yield finding(CARD_FILE, city, f"recognition.{number}.year", message, action, rule="check_years")


def check_dates(view: View) -> Iterator[Finding]:
    """The date of a second reading is a day of the calendar, not after the last change of the atlas."""
    try:
        updated = datetime.date.fromisoformat(view.updated)
    except ValueError:
        message = _("{updated!r} is not a date.", updated=view.updated)
        yield finding(CARD_FILE, "", "updated", message, _("Write it as year-month-day."), rule="check_dates")
        return
    for practice in view.practices:
        yield from _reading_date(practice, "verified", practice.get("verified"), updated)
    for city in view.cities:
        for number, entry in enumerate(city["recognition"], 1):
            yield from _reading_date(city, f"recognition.{number}.verified", entry.get("verified"), updated)


def _reading_date(record: dict[str, Any], name: str, day: str | None, updated: datetime.date) -> Iterator[Finding]:
    if day is None:
        return
    try:
        late = datetime.date.fromisoformat(day) > updated
    except ValueError:
        message = _("{day!r} is not a day of the calendar.", day=day)
        yield finding(CARD_FILE, record, name, message, _("Correct the date."), rule="check_dates")
        return
    if late:
        message = _("It was verified on {day}, after the atlas's date {updated}.", day=day, updated=updated.isoformat())
        action = _("Correct the date, or set the date of the atlas.")
        yield finding(CARD_FILE, record, name, message, action, rule="check_dates")


def check_local_names(view: View) -> Iterator[Finding]:
    """A local name says its language, and is written in that language's script."""
    for practice in view.practices:
        name, language = practice.get("local_name"), practice.get("local_language")
        if bool(name) != bool(language):
            message = _("A local name and its language come together.")
            yield finding(
                CARD_FILE,
                practice,
                "local_language" if name else "local_name",
                message,
                _("Give both, or neither."),
                rule="check_local_names",
            )
        elif name and language and not _written_in(name, language):
            message = _(
                "{name!r} is not written in the script of the language {language!r}.", name=name, language=language
            )
            action = _("Correct the language; for a name in Latin letters add -Latn, for example ar-Latn.")
            yield finding(CARD_FILE, practice, "local_language", message, action, rule="check_local_names")


def _written_in(name: str, language: str) -> bool:
    parts = language.split("-")
    tagged = next((SCRIPT_TAGS[part] for part in parts[1:] if part in SCRIPT_TAGS), None)
    scripts = tagged or SCRIPTS.get(parts[0], ["LATIN"])
    used = {unicodedata.name(char, "").split(" ")[0] for char in name if char.isalpha()} - {"FULLWIDTH"}
    return bool(used & set(scripts)) and used <= {*scripts, "LATIN", "MODIFIER"}
