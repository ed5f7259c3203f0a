"""Checks of the words: markup, dates of figures, attribution of superlatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..model import CARD_FILE
from ..wording import _
from .view import Record, View, finding, warning

_HTML = re.compile(r"<[A-Za-z!/]|&(?:[A-Za-z]{2,8}|#\d+|#x[0-9a-fA-F]+);")  # of a tag, its beginning
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff\ufffd]")
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]\d\d|20\d\d)(?![\d]|[.,]\d{3})")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-ZÀ-Þ0-9])")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURE = re.compile(
    r"(?<![\w/.,’'-])(?P<money>[$€£¥₩]|US\$|[A-Z]{1,3}\$)?\s?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<after>[\w/%-]*)"
)
# What stands before or after a number that names a thing rather than counts it.
_NAMES = (
    "articles? art\\. laws? no\\. nos\\. n° numbers? resolutions? ordinances? decrees? acts? SDGs? goals? "
    "sections? conventions? regulations? directives? paragraphs? chapters? agenda codes? rules? version "
    "bills? by-laws? "
    "treaty ETS CETS district ward zone block phase stage round target level tier objective hotline call "
)
_NAMED_BEFORE = re.compile(
    rf"(?:{'|'.join(_NAMES.split())}|{_MONTHS})\s+(?:\d[\d/.-]*,?\s+(?:to|and|or)\s+)?$", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"(?:under|aged?|ages|below the age of)\s+(?:\d+\s+(?:to|and|or)\s+)?$", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    rf"\s*(?:-?(?:and|to|or|–)?\s?\d+\s+)?(?:{_MONTHS}|years? old|-?years?-old|years? of age|hours? a day"
    r"|o’clock|a\.m\.|p\.m\.|am\b|pm\b)",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s*(?:%|per cent|percent|million|billion|thousand|hundred|hectares?|km|kilomet|tonnes?|euros?)",
    re.IGNORECASE,
)
_NEAR = 200  # characters before and after a figure that are looked at: a name, and perhaps another number
# Words by which a sentence says whose statement it is.
_ATTRIBUTION = re.compile(
    r"\b(?:according to|says?|said|saying|calls?|called|describe[sd]?|report(?:s|ed)?|claim(?:s|ed)?"
    r"|present(?:s|ed)|consider(?:s|ed)|states|stated|writes?|wrote|count(?:s|ed)|name[sd]|list(?:s|ed)"
    r"|note[sd]|found|finds|in (?:its|their|his|her) own words|by its own account|in the words of|puts? it"
    r"|announced|estimate[sd]?|told|explains?|record(?:s|ed)|show(?:s|ed)|recogni[sz]ed|praised"
    r"|credit(?:s|ed)|mention(?:s|ed)?|regard(?:s|ed))\b",
    re.IGNORECASE,
)
# What claims a rank. An event that bears "first" in its name (the first Global Refugee Forum) claims none.
_RANKED = (
    r"(?:city|town|village|municipality|municipalities|cities|towns|local government|local governments|county"
    r"|province|region|council|country|capital|state|law|ordinance|charter|public|in the|in its|of its|of the"
    r"|in [A-Z]\w+|to\b)"
)
_EVENT = re.compile(r"\b(?:Forum|Congress|Conference|Summit|Assembly|Meeting|Day|Week|Festival|World War)\b")
_AREA = (
    r"(?:the (?:world|country|region|continent|nation|province|state|kind)|its kind|Europe|Africa|Asia"
    r"|Latin America|the Americas|Oceania)"
)
_SUPERLATIVES = re.compile(
    r"\b(?:largest|biggest|oldest|pioneer(?:s|ed|ing)?|unprecedented|world-first|world[’']s best"
    r"|most (?:advanced|progressive|ambitious|successful|comprehensive)|one of a kind|trailblaz\w+"
    r"|groundbreaking|ground-breaking|(?:the|its) only"
    r"|only (?:city|town|municipality|local government|country))\b"
    rf"|\bthe first (?:\w+[ -]){{0,3}}{_RANKED}"
    r"|\b(?:country|nation|world|continent|region|state|province)[’']s first\b"
    rf"|\bfirst (?:\w+ ){{0,4}}(?:in|of) {_AREA}\b|\b[A-Z]\w+(?:n|a|l|e|d|y|s)[’']s first\b"
)


def sentences(text: str) -> list[str]:
    """Split a text into sentences; an abbreviation may split one too many, never join two."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def figures(sentence: str) -> list[str]:
    """Return the figures of a sentence that count or measure something, as written."""
    found = []
    for match in _FIGURE.finditer(sentence):
        number, after = match["number"].rstrip(","), match["after"]
        before = sentence[max(0, match.start() - _NEAR) : match.start()]
        rest = sentence[match.end() : match.end() + _NEAR]
        counts = bool(match["money"]) or after.startswith("%") or bool(_SCALE.match(rest))
        if not counts:
            if _YEAR.fullmatch(number) or after[:2] in ("st", "nd", "rd", "th") or "/" in after:
                continue
            if re.fullmatch(r"[-–]\d{2,4}", after) or re.match(r"-(?:year|hour|day|month|week)", after):
                continue
            if after and after[0].isalpha():
                continue
            if _NAMED_BEFORE.search(before) or _AGE_BEFORE.search(before) or _NAMED_AFTER.match(rest):
                continue
            if "," not in number and "." not in number and len(number.lstrip("0")) < 2:
                continue
        found.append(match.group(0).strip())
    return found


def undated_figures(name: str, text: str, record_years: bool) -> list[str]:
    """Return the figures of a text that no year dates, in sentence, paragraph or, where it may, record.

    In the problem, the results and the limits the year stands in the text itself: a count without its date
    reads as if it held today. Elsewhere the practice's own years date it.
    """
    if _YEAR.search(text) or (record_years and name not in ("problem", "results", "limits")):
        return []
    return [figure for sentence in sentences(text) for figure in figures(sentence)]


def check_figures_dated(view: View) -> Iterator[Finding]:
    """Every figure has a year in its sentence or paragraph, or in its record."""
    for practice, body in view.with_bodies():
        dated = bool(practice.get("start") or practice.get("end"))
        for file, name, text in view.texts(practice, body):
            loose = undated_figures(name, text, dated)
            if loose:
                message = _("The figure {names} has no year.", names=", ".join(loose[:3]))
                yield warning(
                    file,
                    practice,
                    name,
                    message,
                    _("Say in the sentence which year it is for."),
                    rule="check_figures_dated",
                )


def unattributed_superlatives(text: str) -> list[str]:
    """Return the claims to be first, only or largest whose sentence does not say who makes them."""
    return [
        match.group(0)
        for sentence in sentences(text)
        if not _ATTRIBUTION.search(sentence)
        for match in _SUPERLATIVES.finditer(sentence)
        if not _EVENT.search(sentence[match.start() : match.end() + 30])
    ]


def check_superlatives_attributed(view: View) -> Iterator[Finding]:
    """ "First", "only" and "largest" say who says so."""
    texts = [(CARD_FILE, city, "recognition", entry["detail"]) for city in view.cities for entry in city["recognition"]]
    for practice, body in view.with_bodies():
        texts += [(file, practice, name, text) for file, name, text in view.texts(practice, body)]
    for file, record, name, text in texts:
        for claim in unattributed_superlatives(text):
            message = _('"{claim}" is a claim without a name behind it.', claim=claim)
            yield warning(
                file,
                record,
                name,
                message,
                _('Write "according to ...", or take the claim out.'),
                rule="check_superlatives_attributed",
            )


def check_medium_attributed(view: View) -> Iterator[Finding]:
    """A record of medium confidence names its source in the text."""
    for practice, body in view.with_bodies():
        if body and body["confidence"] == "medium":
            text = " ".join(text for _, name, text in view.texts(practice, body) if name != "title")
            if not _ATTRIBUTION.search(text):
                message = _("The confidence is medium, and no sentence says whose statement it is.")
                yield warning(
                    view.body_place(practice),
                    practice,
                    "confidence",
                    message,
                    _('Write "according to ...".'),
                    rule="check_medium_attributed",
                )


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every text; a source or a recognition is counted from 1, as the sheets' columns are."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _strings(item, f"{path}.{number}" if isinstance(item, dict) else path)


def _markup_in(text: str) -> str:
    """Return the first tag or character reference of a text; "" when there is none."""
    last = text.rfind(">")
    for found in _HTML.finditer(text):
        if not found.group().startswith("<"):
            return found.group()
        if found.end() <= last:
            return text[found.start() : text.index(">", found.end()) + 1]
    return ""


def check_plain_text(view: View) -> Iterator[Finding]:
    """Texts are plain: no HTML, no control characters, no blank at either end, never only blanks."""
    records: list[tuple[str, Record]] = [(CARD_FILE, record) for record in (*view.cities, *view.practices)]
    records += view.bodies
    for file, record in records:
        for name, text in _strings(record, ""):
            mark = _markup_in(text)
            if mark and not name.endswith("url"):
                yield finding(
                    file,
                    record,
                    name,
                    _("The text holds HTML: {found}", found=mark[:40]),
                    _("Write plain text; markup is shown as it stands."),
                    rule="check_plain_text",
                )
            elif _CONTROL.search(text):
                yield finding(
                    file,
                    record,
                    name,
                    _("The text holds a character that cannot be shown."),
                    _("Delete it and type the word again."),
                    rule="check_plain_text",
                )
            elif text != text.strip() or not text:
                yield finding(
                    file,
                    record,
                    name,
                    _("The text starts or ends with a blank, or is empty."),
                    _("Delete the blank, or the field."),
                    rule="check_plain_text",
                )
