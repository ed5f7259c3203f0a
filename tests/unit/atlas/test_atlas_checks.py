"""Each check says what is wrong, where, and what to do."""

import copy

import pytest
from rights_atlas import check_files, check_folder, errors, save
from rights_atlas.checks.sources import link_problem


def only(found):
    """Return the single finding, so that a test fails on a second one."""
    assert len(found) == 1, [str(item) for item in found]
    return found[0]


def test_check_folder_and_check_files_agree(atlas, card, tmp_path):
    card["city"] = "atlantis"
    save(atlas, tmp_path)
    assert check_folder(tmp_path) == check_files(atlas.texts())
    assert errors(check_folder(tmp_path))


def test_an_unreadable_file_is_one_finding(tmp_path):
    (tmp_path / "atlas.json").write_text("{", encoding="utf-8")
    assert only(check_folder(tmp_path)).rule == "json"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "Too short", "at least 12"),
        ("title", "x" * 91, "at most 90"),
        ("summary", "x" * 171, "Shorten it by 1."),
        ("status", "running", "active, ended, planned, unknown"),
        ("sdgs", [18], "at most 17"),
        ("sdgs", [3, 3], "twice"),
        ("blocks", [0], "at least 1"),
        ("blocks", [], "at least 1 must"),
        ("start", "2015", "a whole number"),
        ("id", "Graz Rent", "lower-case letters"),
        ("verified", "25.11.2026", "year-month-day"),
        ("local_language", "German", "language tag"),
    ],
)
def test_a_field_of_wrong_shape_is_explained(card, rules, field, value, words):
    card[field] = value
    found = next(item for item in rules("shape") if item.field.startswith(field))
    assert words in f"{found.message} {found.action}"
    assert found.file == "atlas.json"


def test_a_missing_field_is_named(card, rules):
    del card["summary"]
    found = only(rules("shape"))
    assert (found.record, found.field) == ("graz-rent-advice", "summary")


def test_a_bad_record_hides_no_other(atlas, card, rules):
    second = copy.deepcopy(card) | {"id": "graz-second", "n": 2, "sdgs": [99]}
    atlas.cards["practices"].append(second)
    card["end"] = 1999
    found = rules()
    assert {item.record for item in found} >= {"graz-second", "graz-rent-advice"}


def test_a_record_that_is_no_object_and_a_missing_list_are_told(atlas, rules):
    atlas.cards["cities"].append("Graz")
    atlas.files["africa"].pop("bodies")
    atlas.cards["vocabulary"] = dict(atlas.cards["vocabulary"], themes=[{"id": "housing"}])
    messages = " ".join(str(item) for item in rules("shape"))
    assert "cities no. 3" in messages
    assert "atlas-africa.json, bodies" in messages
    assert "definition" in messages


def test_check_unique_ids(atlas, card, body, rules):
    atlas.cards["practices"].append(dict(card, n=2, title="Another title altogether", local_name="Anders"))
    atlas.files["africa"]["bodies"].append(dict(body, action=body["action"] + " It also pays rent."))
    found = rules("check_unique_ids")
    assert {item.file for item in found} == {"atlas.json", "atlas-africa.json"}


def test_check_unique_numbers(atlas, card, rules):
    atlas.cards["practices"].append(dict(card, id="graz-second", title="Another title altogether"))
    assert "graz-rent-advice" in only(rules("check_unique_numbers")).message


def test_check_city_known(card, rules):
    card["city"] = "grazz"
    assert "'grazz'" in only(rules("check_city_known")).message


def test_check_terms_known(card, city, rules):
    card["themes"], city["size"] = ["housing", "trains"], "village"
    city["recognition"][0]["kind"] = "rumour"
    assert {item.field for item in rules("check_terms_known")} == {"themes", "size", "recognition.1.kind"}


def test_check_bodies_present_finds_missing_misplaced_and_left_over(atlas, card, body, rules):
    atlas.files["europe"]["bodies"] = []
    assert only(rules("check_bodies_present")).file == "atlas-europe.json"
    atlas.files["africa"]["bodies"] = [body]
    assert "Move it to atlas-europe.json" in only(rules("check_bodies_present")).action
    atlas.files["africa"]["bodies"], atlas.files["europe"]["bodies"] = [], [body, dict(body, id="nobody")]
    assert only(rules("check_bodies_present")).level == "warning"


def test_the_section_in_a_body_file_agrees_with_its_name(atlas, rules):
    atlas.files["africa"]["section"] = "europe"
    assert only(rules("shape")).field == "section"


@pytest.mark.parametrize("same", ["title", "local_name"])
def test_check_duplicates(atlas, card, body, rules, same):
    second = dict(card, id="graz-second", n=2, title="Another title altogether", local_name="Anders")
    second[same] = card[same].upper()
    atlas.cards["practices"].append(second)
    atlas.files["europe"]["bodies"].append(dict(body, id="graz-second", action=body["action"] + " And more."))
    assert only(rules("check_duplicates")).field == same


def test_two_cities_may_run_practices_of_the_same_title(atlas, card, body, rules):
    atlas.cards["practices"].append(dict(card, id="nairobi-rent", n=2, city="nairobi-ke"))
    atlas.files["africa"]["bodies"].append(dict(body, id="nairobi-rent", action=body["action"] + " And more."))
    assert rules("check_duplicates") == []


@pytest.mark.parametrize(("lat", "lon"), [(15.44, 47.07), (47.07, -15.44), (-47.07, 15.44)])
def test_check_coordinates_finds_swapped_and_mirrored_places(city, rules, lat, lon):
    city["lat"], city["lon"] = lat, lon
    assert "does not lie in Austria" in only(rules("check_coordinates")).message


def test_a_country_on_both_sides_of_the_date_line_is_no_trap(atlas, city, rules):
    atlas.cards["vocabulary"] = copy.deepcopy(atlas.cards["vocabulary"])
    atlas.cards["vocabulary"]["countries"].append({"code": "FJ", "name": "Fiji", "section": "africa"})
    for lon in (178.4, -179.9):
        city.update(country="FJ", lat=-18.1, lon=lon)
        assert rules("check_coordinates") == []
    city.update(lon=0)
    assert rules("check_coordinates")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": 1812}, "start"),
        ({"start": 2040}, "start"),
        ({"start": 2020, "end": 2019}, "end"),
        ({"status": "ended", "end": 2028}, "status"),
        ({"status": "planned", "start": 2010}, "status"),
    ],
)
def test_check_years(card, rules, change, field):
    card.update(change)
    assert only(rules("check_years")).field == field


def test_a_recognition_of_next_year_is_not_plausible(city, rules):
    city["recognition"][0]["year"] = 2027
    assert only(rules("check_years")).field == "recognition.1.year"


@pytest.mark.parametrize(("day", "count"), [("2026-02-30", 1), ("2026-11-26", 1), ("2026-11-25", 0)])
def test_check_dates(card, rules, day, count):
    card["verified"] = day
    assert len(rules("check_dates")) == count


@pytest.mark.parametrize(("day", "count"), [("2026-02-30", 1), ("2026-11-26", 1), ("2026-11-25", 0)])
def test_check_dates_of_a_recognition(city, rules, day, count):
    city["recognition"][0]["verified"] = day
    found = rules("check_dates")
    assert len(found) == count
    assert all(finding.field == "recognition.1.verified" for finding in found)


def test_a_date_of_the_atlas_that_does_not_exist(atlas, rules):
    atlas.cards["updated"] = "2026-13-01"
    assert only(rules("check_dates")).field == "updated"


@pytest.mark.parametrize(
    ("name", "language", "sound"),
    [
        ("광주인권도시", "ko", True),
        ("Gwangju", "ko", False),
        ("Gwangju", "ko-Latn", True),
        ("مدينة الحقوق", "ar", True),
        ("Город", "de", False),
        ("Šišli", "tr", True),
        ("UN のまち", "ja", True),
        ("川西市子どもの人権オンブズパーソン", "ja", True),  # the long-vowel mark has a name of its own
        ("人々のまち", "ja", True),
        ("オンブズパーソン", "zh", False),
        ("Права", "sr-Latn", False),
        ("2020", "es", False),
    ],
)
def test_check_local_names(card, rules, name, language, sound):
    card["local_name"], card["local_language"] = name, language
    assert (rules("check_local_names") == []) is sound


def test_a_local_name_says_its_language(card, rules):
    del card["local_language"]
    assert only(rules("check_local_names")).field == "local_language"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a",
        "https://www.scribd.com/document/1",
        "https://es.scribd.com/document/1",
        "https://dev.sanpedrosun.com/a",
        "https://web.test.ohchr.un-icc.cloud/x",
        "https://211.233.22.161/arti",
        "https://lhr.org.za/archive/..\\2010\\city.html",
        "https://example.org/doc?format=embed",
        "https://user@example.org/",
        "https://example.org:8080/a",
        "https://localhost/a",
        "https://[::1/a",
        "https://exa mple.org/a",
        "https://example.pages.dev/a",
    ],
)
def test_a_link_that_is_not_fit_to_show(body, rules, url):
    assert link_problem(url)
    body["sources"][0]["url"] = url
    found = [item for item in rules() if item.field == "sources.1.url"]
    assert found
    assert found[0].file == "atlas-europe.json"


@pytest.mark.parametrize(
    "url",
    [
        "https://undocs.org/A/HRC/42/22",
        "https://www.latest.org/testing-report",
        "https://example.org/caf%C3%A9?x=1#a",
        "https://xn--mnchen-3ya.de/",
    ],
)
def test_a_link_that_may_be_shown(url):
    assert link_problem(url) is None


def test_a_recognition_may_not_lean_on_a_copy(city, rules):
    city["recognition"][0]["source"]["url"] = "https://docslib.org/doc/1"
    assert only(rules("check_links")).field == "recognition.1.source.url"
    del city["recognition"][0]["source"]["url"]
    assert rules() == []


def test_check_references_finds_a_source_named_twice(body, rules):
    body["sources"] *= 2
    assert "twice" in only(rules("check_references")).message


def test_a_practice_without_a_source_is_refused(body, rules):
    body["sources"] = []
    assert only(rules("shape")).field == "sources"


@pytest.mark.parametrize(
    "text",
    [
        "<b>The city</b> and the court.",
        "The city &amp; the court.",
        "The city \x07.",
        " The city.",
        "A\ufeffB",
    ],
)
def test_check_plain_text(body, rules, text):
    body["participants"] = text
    assert only(rules("check_plain_text")).field == "participants"


def test_less_than_signs_and_ampersands_are_plain_text(body, rules):
    body["participants"] = "Tenants with rents < 500 & > 300 euros, R&D, the city; and others."
    assert rules("check_plain_text") == []
