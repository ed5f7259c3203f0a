"""Files that cannot be read name their rule; local names are held against the script of their language."""

import pytest
from rights_atlas.checks.places import _written_in
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
