"""The preview's own texts are complete in each of its languages."""

import re

import polib
import pytest

from preview import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_every_text_is_translated_and_none_is_left_over(locale):
    catalogue = polib.pofile(str(catalogues.catalogue_path(locale)))
    assert {entry.msgid for entry in catalogue} == set(catalogues.texts())
    assert catalogue.untranslated_entries() == []


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_placeholders_survive_the_translation(locale):
    for entry in polib.pofile(str(catalogues.catalogue_path(locale))):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_the_compiled_catalogue_is_fresh(locale):
    path = catalogues.catalogue_path(locale)
    compiled = {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(path.with_suffix(".mo")))
    }
    source = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in polib.pofile(str(path))}
    assert compiled == source


def test_templates_hold_no_text_that_is_not_translatable():
    plain = re.compile(r">\s*([A-Za-z][a-z]+[^<{]*)<")
    for path in sorted((catalogues.FOLDER / "templates").rglob("*.html")):
        content = re.sub(
            r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        assert plain.findall(content) == [], path.name


@pytest.mark.parametrize("locale", catalogues.PLURALS)
def test_an_update_of_a_complete_catalogue_changes_nothing(locale):
    stored = polib.pofile(str(catalogues.catalogue_path(locale)))
    assert {entry.msgid: entry.msgstr for entry in catalogues.update(locale)} == {
        entry.msgid: entry.msgstr for entry in stored
    }


def test_an_update_takes_new_texts_in_and_old_ones_out(monkeypatch):
    monkeypatch.setattr(catalogues, "texts", lambda: {"Course": None, "A new text": None, "one": "many"})
    updated = {entry.msgid: entry for entry in catalogues.update("ar")}
    assert set(updated) == {"Course", "A new text", "one"}
    assert updated["Course"].msgstr
    assert updated["A new text"].msgstr == ""
    assert len(updated["one"].msgstr_plural) == 6
