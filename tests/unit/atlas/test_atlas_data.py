"""The atlas of this course, held to our own standard."""

import pytest
from rights_atlas import load
from rights_atlas.checks import check_atlas
from rights_atlas.checks.tags import KINDS, word_list
from rights_atlas.sheet import export_texts, import_texts
from rights_atlas.tables import countries, read_table

STRONG = {"declaration", "council-resolution", "charter-signatory", "campaign-member"}
# What an earlier atlas gave out: a number never changes its practice, whatever is added or taken away.
FIRST_NUMBERS = {"aarhus-inclusion-not-exclusion": 1, "accra-informal-waste-workers": 2}


@pytest.fixture(scope="module")
def course_atlas(course_folder):
    return load(course_folder / "static")


def test_no_check_finds_anything(course_atlas):
    assert [str(found) for found in check_atlas(course_atlas)] == []


def test_it_holds_the_cities_and_practices_that_the_course_promises(course_atlas):
    assert len(course_atlas.cities) >= 307
    assert len(course_atlas.practices) >= 225
    cities = {card["city"] for card in course_atlas.practices.values()}
    assert len({course_atlas.cities[city]["country"] for city in cities}) >= 100


def test_every_section_has_practices_and_every_block_and_theme_several(course_atlas):
    cards = list(course_atlas.practices.values())
    assert {course_atlas.section_of_city(card["city"]) for card in cards} == {
        entry["id"] for entry in course_atlas.vocabulary["sections"]
    }
    for block in range(1, 7):
        assert sum(block in card["blocks"] for card in cards) >= 15, block
    for theme in course_atlas.vocabulary["themes"]:
        assert sum(theme["id"] in card["themes"] for card in cards) >= 5, theme["id"]


def test_the_files_are_in_canonical_form(course_atlas, course_folder):
    for name, text in course_atlas.texts().items():
        assert (course_folder / "static" / name).read_text(encoding="utf-8") == text, name


def test_the_spreadsheets_give_the_same_bytes_back(course_atlas):
    assert import_texts(course_atlas, export_texts(course_atlas)).atlas.texts() == course_atlas.texts()


def test_strong_and_weak_kinds_are_kept_apart(course_atlas):
    kinds = course_atlas.vocabulary["recognition"]
    assert {kind["id"] for kind in kinds if kind["strength"] == "strong"} == STRONG
    assert {kind["id"] for kind in kinds if kind["strength"] == "weak"} == {"network-member", "award"}


@pytest.mark.parametrize(
    "city", ["izmir", "padua", "bialystok", "krakow", "cascais", "utrecht", "nairobi-ke", "chapel-hill"]
)
def test_a_declaration_that_is_none_of_the_council_weighs_less(course_atlas, city):
    entries = [entry for entry in course_atlas.cities[city]["recognition"] if entry["kind"] == "declaration"]
    assert entries
    assert all(entry["strength"] == "weak" for entry in entries)


def test_geonames_is_credited_and_the_disclaimer_covers_status_and_borders(course_atlas):
    assert any("GeoNames" in credit and "CC BY 4.0" in credit for credit in course_atlas.cards["credits"])
    for word in ("status", "borders", "opinion", "1244"):
        assert word in course_atlas.cards["disclaimer"]


def test_countries_bear_the_names_of_the_table(course_atlas):
    for entry in course_atlas.vocabulary["countries"]:
        row = countries()[entry["code"]]
        assert (entry["name"], entry["section"]) == (row["name"], row["section"])


def test_every_term_has_words_that_bear_it(course_atlas):
    for kind in KINDS[:3]:
        for term in course_atlas.vocabulary[kind]:
            assert word_list(kind, term["id"]), term["id"]
    assert all(word_list("sdgs", str(goal)) for goal in range(1, 18))


def test_the_table_of_countries_is_whole():
    assert len(countries()) == 249
    sections = {country["section"] for country in countries().values()}
    assert len(sections) == 7
    for country in countries().values():
        for west, south, east, north in country["boxes"]:
            assert -180 <= west < east <= 180, country["name"]
            assert -90 <= south < north <= 90, country["name"]


def test_numbers_are_stable(course_atlas):
    given = {key: course_atlas.practices[key]["n"] for key in FIRST_NUMBERS if key in course_atlas.practices}
    assert given == {key: FIRST_NUMBERS[key] for key in given}


def test_a_second_reading_is_dated_or_absent(course_atlas):
    for card in course_atlas.practices.values():
        assert card.get("verified", "2026-11-25")[:4] == "2026"


def test_the_reviewed_lists_hold_no_entry_twice():
    table = read_table("tag_words")
    for kind in KINDS:
        for term, entries in table[kind].items():
            assert len(entries) == len(set(entries)), term
