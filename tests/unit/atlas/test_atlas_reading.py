"""Files that cannot be read name their rule; local names are held against the script of their language."""

import pytest
from rights_atlas.checks import check_atlas
from rights_atlas.checks.places import _written_in
from rights_atlas.checks.sources import link_problem
from rights_atlas.checks.texts import figures
from rights_atlas.model import AtlasError, from_texts, parse

CARDS, EUROPE = "atlas.json", "atlas-europe.json"


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("am", "የሰብአዊ መብት"), ("ti", "መሰል"), ("ar", "حق السكن"), ("fa", "حق مسکن"), ("ur", "حق رہائش"), ("ps", "حق"),
        ("ckb", "مافی مرۆڤ"), ("he", "זכות לדיור"), ("yi", "מענטשנרעכט"), ("ru", "Право на жильё"), ("uk", "Право"),
        ("be", "Права"), ("bg", "Право"), ("mk", "Право"), ("ky", "Укук"), ("kk", "Құқық"), ("kk", "Quqyq"),
        ("tg", "Ҳуқуқ"), ("mn", "Эрх"), ("sr", "Право"), ("sr", "Pravo"), ("uz", "Huquq"), ("uz", "Ҳуқуқ"),
        ("el", "Δικαίωμα"), ("ka", "უფლება"), ("hy", "Իրավունք"), ("ko", "인권 도시"), ("ko", "人權"), ("ja", "ひと"),
        ("ja", "センター"), ("ja", "人々の家"), ("zh", "人权城市"), ("yue", "人權"), ("th", "สิทธิ"), ("lo", "ສິດ"),
        ("km", "សិទ្ធិ"), ("my", "အခွင့်"), ("si", "අයිතිය"), ("ta", "உரிமை"), ("te", "హక్కు"), ("kn", "ಹಕ್ಕು"),
        ("ml", "അവകാശം"), ("bn", "অধিকার"), ("as", "অধিকাৰ"), ("hi", "अधिकार"), ("ne", "अधिकार"), ("mr", "हक्क"),
        ("gu", "અધિકાર"), ("pa", "ਹੱਕ"), ("pa", "حق"), ("or", "ଅଧିକାର"), ("dv", "ޙައްޤު"), ("ar-Latn", "Haqq"),
        ("sr-Cyrl", "Право"), ("en-Arab", "حق"), ("zh-Hans", "人权"), ("zh-Hant", "人權"), ("en-Hang", "인권"),
        ("en-Deva", "अधिकार"), ("en-Grek", "Δικαίωμα"), ("en-Hebr", "זכות"), ("en-Kore", "人權"),
        ("en-Jpan", "センター"), ("en-Kore", "인권"), ("de", "Bürger"), ("en-Jpan", "人々"), ("en-Jpan", "ひと"),
        ("uk-Cyrl-UA", "Право"),
    ],
)  # fmt: skip
def test_a_local_name_in_the_script_of_its_language(language, name):
    assert _written_in(name, language)
    other = "Δοκιμή" if "el" not in language and "Grek" not in language else "Тест"
    assert not _written_in(other, language)
    assert not _written_in("", language)


def test_what_cannot_be_read_names_its_rule(atlas):
    texts = atlas.texts()
    cases = {
        "{": "json", "[]": "json", '{"version": NaN}': "json", "[" * 100_000: "json",
        '{"version": 2}': "version", '{"version": true}': "version", "{}": "version",
    }  # fmt: skip
    for text, rule in cases.items():
        with pytest.raises(AtlasError) as failure:
            parse(EUROPE, text)
        (found,) = failure.value.findings
        assert (found.file, found.record, found.level, found.rule) == (EUROPE, "", "error", rule), text[:20]
        assert found.field == ("version" if rule == "version" else "")
    with pytest.raises(AtlasError) as failure:
        from_texts({EUROPE: texts[EUROPE]})
    assert [(found.file, found.rule) for found in failure.value.findings] == [(CARDS, "files")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("In 2014 about 900 tenants moved.", ["900"]),
        ("The 3rd house has 25 flats.", ["25"]),
        ("A desk open 24/7 answered 120 calls.", ["120"]),
        ("In 2014-2016 some 40 homes, and a 30-year lease for 50 more.", ["40", "50"]),
        ("Line B12 serves 300 people.", ["300"]),
        ("Article 12 and law 45 protect 60 families aged 18 to 25 and children of 12 years of age.", ["60"]),
        ("It has 9 members, 10 seats and 2,5 hectares.", ["10", "2,5"]),
        ("It cost $5 and €7 million, 8% of 9 thousand.", ["$5", "€7", "8%", "9"]),
        ("On 12 March some 15 people came at 10 o’clock.", ["15"]),
    ],
)
def test_figures_that_count_something(sentence, found):
    assert figures(sentence) == found


def test_a_number_of_any_length_is_a_figure():
    assert figures(f"It has {'9' * 5_000} seats and 007 doors.") == ["9" * 5_000]


def test_what_stands_before_a_figure_is_looked_at_once_not_for_each_figure():
    """A sentence of figures was read anew from its beginning for each of them."""

    class Counted(str):
        read = 0

        def __getitem__(self, part):
            found = super().__getitem__(part)
            Counted.read += len(found)
            return found

    sentence = Counted("It has 20 seats and 30 doors, " * 2_000)
    assert len(figures(sentence)) == 4_000
    assert Counted.read < 40 * len(sentence)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://example.org/a", None), ("https://example.org./a", None), ("https://example.org:443/a", None),
        ("http://example.org/a", "https://"), ("https://example.org:8443/a", "public website"),
        ("https://me@example.org/a", "public website"), ("https://localhost/a", "public website"),
        ("https://10.0.0.1/a", "by its number"), ("https://[::1]/a", ""), ("https://example.org/a b", "character"),
        ("https://example.org\\a", "character"), ("https://example.org/<a>", "character"),
        ("https://example.org/a?format=embed", "embedded view"), ("https://example.org:x/", "not a valid address"),
    ],
)  # fmt: skip
def test_links_that_may_be_shown(url, problem):
    found = link_problem(url)
    assert found is None if problem is None else problem in found


def test_a_figure_in_any_prose_field_is_to_be_dated(atlas):
    body = atlas.files["europe"]["bodies"][0]
    card = atlas.cards["practices"][0]
    card.pop("start")
    for name in ("problem", "action", "participants", "basis", "results", "limits"):
        before = body.get(name)
        body[name] = "Some 450 tenants and the city opened a desk of advice together, with a letter to each household."
        fields = [item.field for item in check_atlas(atlas) if item.rule == "check_figures_dated"]
        assert fields == [name], (name, fields)
        body[name] = before
        if before is None:
            del body[name]
