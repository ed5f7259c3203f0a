"""Each mistake in an atlas is found with level, file, record, field and rule: an editor is led to the place."""

import pytest
from rights_atlas.checks import check_atlas
from rights_atlas.checks.shape import explain, validator

CARDS, EUROPE, AFRICA = "atlas.json", "atlas-europe.json", "atlas-africa.json"
PRACTICE, GRAZ = "graz-rent-advice", "graz"


def practice(atlas):
    return atlas.cards["practices"][0]


def city(atlas):
    return atlas.cards["cities"][0]


def body(atlas):
    return atlas.files["europe"]["bodies"][0]


def second(atlas, **changes):
    """Add a practice that differs from the first in everything."""
    card = {**practice(atlas), "id": "graz-second", "n": 2, "title": "A second practice here", **changes}
    card.pop("local_name", None) if "local_name" not in changes else None
    card.pop("local_language", None) if "local_name" not in changes else None
    text = {**body(atlas), "id": "graz-second", "action": "Something else was done in 2016 for tenants in need."}
    atlas.cards["practices"].append(card)
    atlas.files["europe"]["bodies"].append(text)
    return card, text


def set_in(get, **changes):
    return lambda atlas: get(atlas).update(changes)


def recognise(**changes):
    return lambda atlas: city(atlas)["recognition"][0].update(changes)


def source(**changes):
    return lambda atlas: body(atlas)["sources"][0].update(changes)


def both_sources(atlas):
    body(atlas)["sources"].append(dict(body(atlas)["sources"][0], title="Another title"))


def words_only_twice(atlas):
    same = {"title": "Advice", "publisher": "City of Graz"}
    body(atlas)["sources"] += [same, {"title": "ADVICE", "publisher": "CITY OF GRAZ"}]


def wrong_section(atlas):
    atlas.files["africa"]["bodies"].append(atlas.files["europe"]["bodies"].pop())


def text_without_card(atlas):
    atlas.files["africa"]["bodies"].append({**body(atlas), "id": "nobody"})


def country_of_no_section(atlas):
    atlas.cards["vocabulary"]["countries"][1]["section"] = "eurasia"


MISTAKES = {
    "unknown city": (set_in(practice, city="atlantis"), "error", CARDS, PRACTICE, "city", "check_city_known"),
    "unknown theme": (
        set_in(practice, themes=["housing", "x"]),
        "error",
        CARDS,
        PRACTICE,
        "themes",
        "check_terms_known",
    ),
    "unknown right": (
        set_in(practice, rights=["housing", "x"]),
        "error",
        CARDS,
        PRACTICE,
        "rights",
        "check_terms_known",
    ),
    "unknown group": (
        set_in(practice, groups=["tenants", "x"]),
        "error",
        CARDS,
        PRACTICE,
        "groups",
        "check_terms_known",
    ),
    "unknown size": (set_in(city, size="city"), "error", CARDS, GRAZ, "size", "check_terms_known"),
    "country of no list": (set_in(city, country="DE"), "error", CARDS, GRAZ, "country", "check_terms_known"),
    "unknown kind": (recognise(kind="prize"), "error", CARDS, GRAZ, "recognition.1.kind", "check_terms_known"),
    "country of no section": (country_of_no_section, "error", CARDS, "KE", "section", "check_terms_known"),
    "no country": (set_in(city, country="XX"), "error", CARDS, GRAZ, "country", "check_coordinates"),
    "outside its country": (set_in(city, lat=-30.0), "error", CARDS, GRAZ, "lat", "check_coordinates"),
    "one number twice": (lambda atlas: second(atlas, n=1), "error", CARDS, "graz-second", "n", "check_unique_numbers"),
    "one id twice": (
        lambda atlas: second(atlas)[0].update(id=PRACTICE),
        "error",
        CARDS,
        PRACTICE,
        "id",
        "check_unique_ids",
    ),
    "one city twice": (
        lambda atlas: atlas.cards["cities"].append(dict(city(atlas))),
        "error",
        CARDS,
        GRAZ,
        "id",
        "check_unique_ids",
    ),
    "one text twice": (
        lambda atlas: atlas.files["africa"]["bodies"].append(dict(body(atlas))),
        "error",
        AFRICA,
        PRACTICE,
        "id",
        "check_unique_ids",
    ),
    "no text": (
        lambda atlas: atlas.files["europe"]["bodies"].clear(),
        "error",
        EUROPE,
        PRACTICE,
        "id",
        "check_bodies_present",
    ),
    "text elsewhere": (wrong_section, "error", AFRICA, PRACTICE, "id", "check_bodies_present"),
    "text of nobody": (text_without_card, "warning", AFRICA, "nobody", "id", "check_bodies_present"),
    "one title twice": (
        lambda atlas: second(atlas, title=practice(atlas)["title"].upper()),
        "error",
        CARDS,
        "graz-second",
        "title",
        "check_duplicates",
    ),
    "one local name twice": (
        lambda atlas: second(atlas, local_name=practice(atlas)["local_name"]),
        "error",
        CARDS,
        "graz-second",
        "local_name",
        "check_duplicates",
    ),
    "one action twice": (
        lambda atlas: second(atlas)[1].update(action=body(atlas)["action"]),
        "error",
        CARDS,
        "graz-second",
        "action",
        "check_duplicates",
    ),
    "start too early": (set_in(practice, start=1944), "error", CARDS, PRACTICE, "start", "check_years"),
    "start too late": (set_in(practice, start=2032), "error", CARDS, PRACTICE, "start", "check_years"),
    "end too late": (set_in(practice, end=2057), "error", CARDS, PRACTICE, "end", "check_years"),
    "end before start": (set_in(practice, end=2014), "error", CARDS, PRACTICE, "end", "check_years"),
    "ended in the future": (
        set_in(practice, end=2027, status="ended"),
        "error",
        CARDS,
        PRACTICE,
        "status",
        "check_years",
    ),
    "planned for long": (set_in(practice, status="planned"), "warning", CARDS, PRACTICE, "status", "check_years"),
    "recognised in the future": (recognise(year=2027), "error", CARDS, GRAZ, "recognition.1.year", "check_years"),
    "recognised before 1945": (recognise(year=1944), "error", CARDS, GRAZ, "recognition.1.year", "check_years"),
    "no day": (set_in(practice, verified="2026-02-30"), "error", CARDS, PRACTICE, "verified", "check_dates"),
    "read after the last change": (
        set_in(practice, verified="2026-11-26"),
        "error",
        CARDS,
        PRACTICE,
        "verified",
        "check_dates",
    ),
    "recognition read too late": (
        recognise(verified="2027-01-01"),
        "error",
        CARDS,
        GRAZ,
        "recognition.1.verified",
        "check_dates",
    ),
    "a date of the atlas that is none": (
        lambda atlas: atlas.cards.update(updated="2026-02-30"),
        "error",
        CARDS,
        "",
        "updated",
        "check_dates",
    ),
    "a name without language": (
        lambda atlas: practice(atlas).pop("local_language"),
        "error",
        CARDS,
        PRACTICE,
        "local_language",
        "check_local_names",
    ),
    "a language without name": (
        lambda atlas: practice(atlas).pop("local_name"),
        "error",
        CARDS,
        PRACTICE,
        "local_name",
        "check_local_names",
    ),
    "a name in another script": (
        set_in(practice, local_language="ru"),
        "error",
        CARDS,
        PRACTICE,
        "local_language",
        "check_local_names",
    ),
    "a source twice": (both_sources, "error", EUROPE, PRACTICE, "sources", "check_references"),
    "a source in words twice": (words_only_twice, "error", EUROPE, PRACTICE, "sources", "check_references"),
    "a bad link": (source(url="https://127.0.0.1/a"), "error", EUROPE, PRACTICE, "sources.1.url", "check_links"),
    "a bad link of a recognition": (
        recognise(source={"title": "a", "publisher": "b", "url": "https://localhost/a"}),
        "error",
        CARDS,
        GRAZ,
        "recognition.1.source.url",
        "check_links",
    ),
    "markup": (
        set_in(body, limits="It <b>ended</b> in 2019."),
        "error",
        EUROPE,
        PRACTICE,
        "limits",
        "check_plain_text",
    ),
    "a sign that cannot be shown": (
        set_in(body, limits="It ended\u2028in 2019."),
        "error",
        EUROPE,
        PRACTICE,
        "limits",
        "check_plain_text",
    ),
    "a blank at the end": (
        set_in(body, limits="It ended in 2019. "),
        "error",
        EUROPE,
        PRACTICE,
        "limits",
        "check_plain_text",
    ),
    "a figure without a year": (
        set_in(body, results="It helped 4,000 tenants."),
        "warning",
        EUROPE,
        PRACTICE,
        "results",
        "check_figures_dated",
    ),
    "a claim of nobody": (
        set_in(body, results="It was the first city in Europe to do so."),
        "warning",
        EUROPE,
        PRACTICE,
        "results",
        "check_superlatives_attributed",
    ),
    "a claim in a recognition": (
        recognise(detail="It is the largest city of its kind since 2001."),
        "warning",
        CARDS,
        GRAZ,
        "recognition",
        "check_superlatives_attributed",
    ),
    "medium without a name": (
        set_in(
            body,
            confidence="medium",
            problem="Many were to leave.",
            action="A desk for tenants was opened in 2015, and it is open each Monday since then. It is free now.",
            participants="The city and an association.",
        ),
        "warning",
        EUROPE,
        PRACTICE,
        "confidence",
        "check_medium_attributed",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_at_its_place(atlas, mistake):
    assert check_atlas(atlas) == []
    spoil, *expected = MISTAKES[mistake]
    spoil(atlas)
    found = [[item.level, item.file, item.record, item.field, item.rule] for item in check_atlas(atlas)]
    assert expected in found, found
    assert all(item.message.strip() and item.action.strip() for item in check_atlas(atlas))


SHAPES = [
    (practice, {"title": "Too short"}, "title", "at least 12 are needed", "Say more."),
    (practice, {"title": "x" * 91}, "title", "91 characters; at most 90", "Shorten it by 1."),
    (practice, {"status": "running"}, "status", "'running' is not one of", "active, ended, planned, unknown"),
    (practice, {"sdgs": [3, 3]}, "sdgs", "names an entry twice", "Keep it once."),
    (practice, {"blocks": []}, "blocks", "0 entries; at least 1 must", "Add one."),
    (practice, {"sdgs": [18]}, "sdgs.1", "18 is out of range: it must be at most 17", "Correct the number."),
    (practice, {"n": 0}, "n", "0 is out of range: it must be at least 1", "Correct the number."),
    (practice, {"start": "2015"}, "start", "'2015' is not a whole number.", "Give it in that form."),
    (practice, {"themes": "housing"}, "themes", "'housing' is not a list.", "Give it in that form."),
    (practice, {"summary": 5}, "summary", "5 is not text.", "Give it in that form."),
    (city, {"lat": "47"}, "lat", "'47' is not a number.", "Give it in that form."),
    (practice, {"verified": "25.11.2026"}, "verified", "not written as expected", "year-month-day"),
    (practice, {"local_language": "German"}, "local_language", "not written as expected", "language tag"),
    (practice, {"id": "Graz Rent"}, "id", "not written as expected", "lower-case letters"),
    (city, {"country": "Austria"}, "country", "not written as expected", "two capital letters of ISO 3166-1"),
    (
        body,
        {"sources": [{"title": "a", "publisher": "b", "url": "http://a.org"}]},
        "sources.1.url",
        "not written",
        "https",
    ),
]


@pytest.mark.parametrize(("get", "change", "field", "says", "advice"), SHAPES, ids=[shape[2] for shape in SHAPES])
def test_a_wrong_shape_is_told_in_words(atlas, get, change, field, says, advice):
    record = get(atlas)
    record.update(change)
    found = next(item for item in check_atlas(atlas) if item.rule == "shape" and item.field == field)
    assert says in found.message
    assert advice in found.action
    assert (found.level, found.record) == ("error", record["id"])


def test_a_long_value_is_quoted_in_part():
    value = "x" * 61
    error = next(validator("practice").iter_errors({"status": value, "n": 0}))
    texts = [explain(error)[0] for error in validator("practice").iter_errors({"status": value})]
    assert error is not None
    assert any(f"{repr(value)[:57]}... is not one of" in text for text in texts)
    short = [explain(error)[0] for error in validator("practice").iter_errors({"status": "x" * 58})]
    assert any(f"'{'x' * 58}' is not one of" in text for text in short)


def test_what_is_wrong_with_the_vocabulary_is_told_by_its_name(atlas):
    del atlas.cards["vocabulary"]["rights"]
    atlas.cards["vocabulary"]["sizes"] = []
    fields = {(item.field, item.record, item.file) for item in check_atlas(atlas) if item.rule == "shape"}
    assert {("vocabulary.rights", "", CARDS), ("vocabulary.sizes", "", CARDS)} <= fields


def test_a_term_defined_twice_is_told(atlas):
    terms = atlas.cards["vocabulary"]["countries"]
    terms.append(dict(terms[0]))
    found = [item for item in check_atlas(atlas) if item.rule == "shape"]
    assert [(item.field, item.level) for item in found] == [("vocabulary.countries", "error")]


def test_a_section_that_is_not_that_of_the_file_is_told(atlas):
    atlas.files["africa"]["section"] = "europe"
    found = [item for item in check_atlas(atlas) if item.rule == "shape"]
    assert [(item.file, item.field) for item in found] == [(AFRICA, "section")] * len(found)
    assert any("its name says 'africa'" in item.message for item in found)


def test_a_text_of_wrong_shape_is_not_also_told_to_be_missing(atlas):
    body(atlas)["confidence"] = "sure"
    assert {item.rule for item in check_atlas(atlas)} == {"shape"}


def test_nothing_may_be_added_to_a_place_in_time(atlas):
    """The bounds themselves are plausible."""
    practice(atlas).update(start=2031, status="planned")
    assert check_atlas(atlas) == []
    practice(atlas).update(start=1945, end=2056, status="active")
    assert check_atlas(atlas) == []
    practice(atlas).update(start=2016, end=2016, status="ended")
    assert check_atlas(atlas) == []
    city(atlas)["recognition"][0]["year"] = 2026
    assert check_atlas(atlas) == []


def test_findings_of_two_records_keep_apart(atlas):
    card, _text = second(atlas)

    practice(atlas)["start"] = 1900
    card["end"] = 1901
    found = {(item.record, item.field) for item in check_atlas(atlas) if item.rule == "check_years"}
    assert found == {(PRACTICE, "start"), ("graz-second", "end")}
