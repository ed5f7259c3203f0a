"""The catalogues: complete, right in their plurals, one word for one thing, and such as gettext reads them.

That they match the texts in the code and are compiled fresh is tested in tests/unit/blocks/test_frontend.py.
"""

import gettext
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("es", "fr", "pt", "ar")
BLOCKS = ("practice_explorer", "rights_map", "action_plan")
PLACEHOLDER = re.compile(r"\{\w+\}")
# Counts and the form that CLDR gives them: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
ARABIC = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 103: 3, 11: 4, 26: 4, 99: 4, 111: 4, 100: 5, 101: 5, 102: 5, 200: 5, 1000: 5}
TWO_FORMS = {0: 1, 1: 0, 2: 1, 100: 1}
FORMS = {"es": TWO_FORMS, "pt": TWO_FORMS, "fr": {0: 0, 1: 0, 2: 1, 100: 1}, "ar": ARABIC}


def source(language):
    """Return the translators' catalogue of the blocks."""
    return polib.pofile(str(ROOT / f"xblocks/human_rights_mooc/translations/{language}/LC_MESSAGES/text.po"))


def texts_of(entry):
    """Return the translations of an entry, in the order of their forms."""
    return [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] or [entry.msgstr]


def shipped(block, language):
    """Return the compiled catalogue that the platform loads."""
    path = ROOT / f"xblocks/{block}/translations/{language}/LC_MESSAGES/text.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_in_every_form(language):
    forms = 6 if language == "ar" else 2
    for entry in source(language):
        texts = texts_of(entry)
        assert len(texts) == (forms if entry.msgid_plural else 1), entry.msgid
        assert all(text.strip() for text in texts), entry.msgid
        assert "fuzzy" not in entry.flags, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_english_text(language):
    for entry in source(language):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for form, text in enumerate(texts_of(entry)):
            found = set(PLACEHOLDER.findall(text))
            in_words = language == "ar" and entry.msgid_plural and form < 3
            assert found == wanted or (in_words and found < wanted), (entry.msgid, text)
            assert "{" not in PLACEHOLDER.sub("", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_takes_the_form_that_the_language_gives_it(language):
    header = source(language).metadata["Plural-Forms"]
    rule = gettext.c2py(header.partition("plural=")[2].rstrip(";"))
    assert {number: rule(number) for number in FORMS[language]} == FORMS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_was_left_in_english(language):
    """Words that are spelt alike in two languages are few and short; a sentence never is."""
    same = [PLACEHOLDER.sub("", entry.msgid) for entry in source(language) if entry.msgid in texts_of(entry)]
    assert [text for text in same if len(text) > 20] == []
    assert language != "ar" or not any(re.search("[a-z]", text) for text in same)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_those_of_the_language(language):
    for entry in source(language):
        for text in texts_of(entry):
            if language == "fr":
                assert not re.search(r"[^\u00a0\u202f][?!;»]", text), text
                assert "'" not in text, text
            if language == "es":
                assert text.count("?") == text.count("¿"), text
            if language == "ar":
                assert not re.search(r"[?;,](?!\w)", re.sub(r"HRL|https://|, and|: cities and", "", text)), text
            assert text == text.strip(), text
            assert bool(re.search(r"[.?!؟…]$", entry.msgid)) == bool(re.search(r"[.?!؟…]$", text)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_word_for_one_thing(language):
    table = (ROOT / "docs/translations.md").read_text(encoding="utf-8").partition("| English | Spanish |")[2]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:] if line]
    assert len(rows) > 8
    wrong = []
    for english, *others in rows:
        stems = [stem.partition("(")[0].strip() for stem in others[LANGUAGES.index(language)].split(",")]
        for entry in source(language):
            # Names of files and ids, and the title of the course, stay as they are.
            told = re.sub(r"\S+\.(csv|json)|“\w+”|Human rights at the local level", "", entry.msgid)
            if re.search(rf"(?i)\b{english}s?\b", told):
                last = texts_of(entry)[-1].lower()
                if not any(stem in last for stem in stems):
                    wrong.append((english, entry.msgid, last))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("block", BLOCKS)
def test_the_catalogue_that_is_shipped_is_made_of_the_source(block, language):
    catalogue = shipped(block, language)
    told = {entry.msgid: entry for entry in source(language)}
    compiled = polib.mofile(str(ROOT / f"xblocks/{block}/translations/{language}/LC_MESSAGES/text.mo"))
    assert len(compiled) > 25
    for entry in compiled:
        assert texts_of(entry) == texts_of(told[entry.msgid])
    sentence = "Log in to save your work."
    assert catalogue.gettext(sentence) == told[sentence].msgstr
