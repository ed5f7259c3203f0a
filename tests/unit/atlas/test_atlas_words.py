"""The rules of wording: dated figures, attributed superlatives, tags that the text bears."""

import pytest
from rights_atlas.checks.tags import Words
from rights_atlas.checks.texts import figures, sentences, unattributed_superlatives, undated_figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It reached 1,618 collectors.", ["1,618"]),
        ("About 46% of waste and US$20 million a year.", ["46%", "US$20"]),
        ("On 8 March 2020 the council met.", []),
        ("Article 25 and articles 12 to 14 of Law 6352 apply.", []),
        ("Resolution 76/300 and SDG 11 and COVID-19.", []),
        ("Children under 18 and people aged 65 to 80.", []),
        ("From 2015 to 2019, and in 2021-22.", []),
        ("The 4th plan has 3 goals.", []),
        ("It has 3 million residents.", ["3"]),
        ("Open 24 hours a day, for pupils 10 years old.", []),
        ("There were 12 meetings in 2014.", ["12"]),
        ("The C40 network met.", []),
        ("The 7,500 euros were paid.", ["7,500"]),
    ],
)
def test_figures_are_told_from_names_dates_and_ages(sentence, expected):
    assert figures(sentence) == expected


def test_a_result_needs_its_year_in_the_text_even_where_the_record_has_years():
    assert undated_figures("results", "It served 900 people.", record_years=True) == ["900"]
    assert undated_figures("results", "It served 900 people in 2020.", record_years=False) == []
    assert undated_figures("results", "By 2020 it grew. It served 900 people.", record_years=False) == []


def test_an_action_is_dated_by_the_years_of_its_record():
    assert undated_figures("action", "It trains 900 people.", record_years=True) == []
    assert undated_figures("action", "It trains 900 people.", record_years=False) == ["900"]


def test_check_figures_dated(body, rules):
    body["results"] = "The office advised 450 tenants."
    found = rules("check_figures_dated")
    assert [item.field for item in found] == ["results"]
    assert found[0].level == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "It is the first city in Poland to do so.",
        "Graz was the first human rights city of Europe.",
        "The country's first ombuds office opened.",
        "It is the only council with such a rule.",
        "Europe's largest settlement lies there.",
        "A pioneering plan.",
        "Poland's first charter was signed.",
    ],
)
def test_a_superlative_without_a_name_behind_it(text):
    assert unattributed_superlatives(text)


@pytest.mark.parametrize(
    "text",
    [
        "According to the network, it is the first city in Poland to do so.",
        "The mayor calls it the only council with such a rule.",
        "First, the city asked residents. Only then did it build.",
        "In the first year 20 people came for first aid.",
        "The first World Human Rights Cities Forum met in Gwangju.",
        "Not only the council took part.",
        "Its first action plan ran from 2012.",
    ],
)
def test_a_superlative_that_is_attributed_or_none(text):
    assert unattributed_superlatives(text) == []


def test_check_superlatives_attributed_looks_at_recognitions_too(city, rules):
    city["recognition"][0]["detail"] = "In 2001 it became the first human rights city of Europe."
    assert [item.record for item in rules("check_superlatives_attributed")] == ["graz"]


def test_check_medium_attributed(body, rules):
    body["confidence"] = "medium"
    assert len(rules("check_medium_attributed")) == 1
    body["action"] = "According to the city, " + body["action"]
    assert rules("check_medium_attributed") == []


def test_check_tags_borne(card, body, rules):
    card["themes"] = ["housing", "education-culture"]
    card["sdgs"] = [4, 11]
    found = rules("check_tags_borne")
    assert [(item.field, "'education-culture'" in item.message) for item in found] == [
        ("themes", True),
        ("sdgs", False),
    ]
    body["results"] = "By 2020 two schools gave lessons on the rights of tenants."
    assert rules("check_tags_borne") == []


def test_a_source_title_bears_no_tag(card, body, rules):
    card["themes"], card["sdgs"] = ["housing", "education-culture"], [4, 11]
    body["sources"][0]["title"] = "Schools and museums"
    assert len(rules("check_tags_borne")) == 2


def test_check_theme_goals(card, body, rules):
    body["results"] = "By 2020 two schools gave lessons on the rights of tenants."
    card["themes"], card["sdgs"] = ["education-culture"], [11]
    assert "SDG 4" in rules("check_theme_goals")[0].action


@pytest.mark.parametrize(
    ("text", "entry", "borne"),
    [
        ("Homeless people", "homeless*", True),
        ("the who and the un", "WHO", False),
        ("the WHO", "WHO", True),
        ("a well-being plan", "well-being", True),
        ("an age-friendly town", "age-friendly", True),
        ("people in informal settlements", "informal settlement*", True),
        ("the city’s tenants' union", "tenan*", True),
        ("a trend", "rent", False),
        ("rents", "rent", False),
    ],
)
def test_words_are_found_whole_by_beginning_and_as_phrases(text, entry, borne):
    assert Words(text).bear(entry) is borne


def test_sentences_end_before_capital_letters():
    assert sentences("It ended in 2019. The city began again! Why?") == [
        "It ended in 2019.",
        "The city began again!",
        "Why?",
    ]
