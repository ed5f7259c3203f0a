"""The preview's own texts, and what an update does to a translators' file."""

import re

import polib
import pytest
from babel.messages.catalog import Catalog

from scripts import catalogues


def test_every_text_is_translated_compiled_and_none_is_left_over():
    assert len(catalogues.in_code("preview")) > 90
    assert catalogues.problems("preview") == []


def test_templates_hold_no_text_that_is_not_translatable():
    plain = re.compile(r">\s*([A-Za-z][a-z]+[^<{]*)<")
    for path in sorted((catalogues.ROOT / "preview/templates").rglob("*.html")):
        content = re.sub(
            r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        assert plain.findall(content) == [], path.name


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("name", catalogues.CATALOGUES)
def test_an_update_of_a_complete_catalogue_changes_no_text_and_its_own_output_not_at_all(tmp_path, name, language):
    made = tmp_path / "made.po"
    made.write_bytes(catalogues.updated(catalogues.translated(name, language), catalogues.in_code(name), language))
    stored, written = (polib.pofile(str(path)) for path in (catalogues.CATALOGUES[name].path(language), made))
    assert {each.msgid: (each.msgstr, each.msgstr_plural) for each in stored} == {
        each.msgid: (each.msgstr, each.msgstr_plural) for each in written
    }
    assert stored.metadata == written.metadata
    with made.open("rb") as file:
        again = catalogues.updated(catalogues.read_po(file, language), catalogues.in_code(name), language)
    assert again == made.read_bytes()


def test_an_update_takes_new_texts_in_and_old_ones_out(tmp_path):
    code, made = Catalog(), tmp_path / "made.po"
    for text in ("Course", "A new text", ("one", "many")):
        code.add(text, locations=[("preview/site.py", 7)])
    made.write_bytes(catalogues.updated(catalogues.translated("preview", "ar"), code, "ar"))
    updated = {entry.msgid: entry for entry in polib.pofile(str(made))}
    assert set(updated) == {"Course", "A new text", "one"}
    assert updated["Course"].msgstr
    assert updated["A new text"].msgstr == ""
    assert len(updated["one"].msgstr_plural) == 6
    assert updated["one"].occurrences == [("preview/site.py", "")]


@pytest.mark.parametrize(
    ("text", "translation", "said"),
    [
        ("Save {name}.", "Guardar {nombre}.", "placeholders differ"),
        ("Save %(name)s.", "Guardar.", "placeholders differ"),
        (("{count} city", "{count} cities"), ("{count} ciudad", ""), "not translated"),
        (("{count} city", "{count} cities"), ("una ciudad", "ciudades"), "placeholders differ"),
        ("Save", "", "not translated"),
        ("Gone", "Ido", "no longer used"),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(monkeypatch, text, translation, said):
    code, catalogue = Catalog(), Catalog("es")
    if text != "Gone":
        code.add(text)
    monkeypatch.setattr(catalogues, "in_code", lambda _name: code)
    assert catalogues.wrong(catalogue.add(text, translation), catalogue, "preview") == [said]


def test_a_form_for_one_may_say_the_number_in_a_word(monkeypatch):
    code, catalogue = Catalog(), Catalog("es")
    text = ("{count} city", "{count} cities")
    code.add(text)
    monkeypatch.setattr(catalogues, "in_code", lambda _name: code)
    assert catalogues.wrong(catalogue.add(text, ("una ciudad", "{count} ciudades")), catalogue, "preview") == []


def test_a_catalogue_is_the_same_bytes_whenever_it_is_compiled():
    first, second = (catalogues.as_bytes(catalogues.translated("preview", "fr")) for _time in range(2))
    assert first == second
    assert b"POT-Creation-Date: 2026-11-25" in first
