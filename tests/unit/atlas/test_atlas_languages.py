"""The findings of the atlas in the language of whoever keeps it; English for everybody else."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from rights_atlas import check_files
from rights_atlas.findings import Finding
from rights_atlas.sheet import import_texts
from rights_atlas.wording import known_language, speaking, spoken

from cli.main import command

main = command("atlas")

ROOT = Path(__file__).resolve().parents[3]
DAMAGED = {"atlas.json": '{"version": 7}'}
SAID = {
    "es-419": "El archivo tiene la versión de formato 7; esta edición lee la versión 1.",
    "fr": "Le fichier a la version de format 7\u00a0; cette édition lit la version 1.",
    "pt-br": "O arquivo tem a versão de formato 7; esta edição lê a versão 1.",
    "ar": "إصدار صيغة الملف 7؛ وهذه النسخة تقرأ الإصدار 1.",
    "en": "The file has format version 7; this release reads version 1.",
    "de": "The file has format version 7; this release reads version 1.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_finding_is_in_the_language_spoken(language):
    with speaking(language):
        assert check_files(DAMAGED)[0].message == SAID[language]
    assert check_files(DAMAGED)[0].message == SAID["en"]


def test_two_people_at_once_are_each_answered_in_their_language():
    meet, heard = threading.Barrier(2), {}

    def ask(language):
        with speaking(language):
            meet.wait()
            heard[language] = check_files(DAMAGED)[0].message
            meet.wait()

    people = [threading.Thread(target=ask, args=(language,)) for language in ("es-419", "ar")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert heard == {"es-419": SAID["es-419"], "ar": SAID["ar"]}


def test_a_name_in_an_arabic_sentence_is_isolated_on_a_page_and_plain_in_a_terminal():
    from rights_atlas.wording import _

    asked = {"file": "atlas-africa.json"}
    with speaking("ar", for_a_page=True):
        assert _("Move it to {file}.", **asked) == "يُنقل إلى \u2068atlas-africa.json\u2069."
        assert _("The year {year} is not plausible.", year=1200) == "السنة 1200 غير معقولة."
        assert "\u2068'x-y'\u2069" in _("The city {city!r} is not in the list of cities.", city="x-y")
    with speaking("ar"):
        assert _("Move it to {file}.", **asked) == "يُنقل إلى atlas-africa.json."
    with speaking("es", for_a_page=True):
        assert "\u2068" not in _("Move it to {file}.", **asked)


def test_an_error_within_leaves_the_language_as_it_was():
    with pytest.raises(ValueError), speaking("fr"):
        raise ValueError
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "حرف واحد"), (2, "حرفان"), (3, "3 أحرف"), (11, "11 حرفًا"), (100, "100 حرف")]
)
def test_a_number_takes_the_arabic_form_that_fits(count, words):
    from rights_atlas.checks.shape import _explain_size

    with speaking("ar"):
        assert f"في النص {words}؛" in _explain_size("maxLength", 0, count)[0]


def test_the_place_of_a_cell_is_said_in_the_language_and_the_level_stays_for_machines():
    finding = Finding("practices.csv", "x", "start", "error", "M.", "A.", row=3, column="F")
    assert str(finding) == "error: practices.csv, cell F3, x, start: M. A."
    with speaking("es"):
        assert str(finding) == "error: practices.csv, celda F3, x, start: M. A."


def test_the_commands_answer_in_the_language_of_the_option(tmp_path, capsys):
    assert main(["import", str(tmp_path), "--language", "pt"]) == 1
    assert capsys.readouterr().err == f"error: {tmp_path}: Não há nem practices.csv nem cities.csv.\n"
    (tmp_path / "atlas.json").write_text(DAMAGED["atlas.json"], encoding="utf-8")
    assert main(["check", str(tmp_path), "--language=ar"]) == 1
    assert SAID["ar"] in capsys.readouterr().err


def test_a_spreadsheet_with_a_wrong_cell_is_explained_in_the_language():
    from rights_atlas import load

    atlas = load(ROOT / "course" / "static")
    with speaking("fr"):
        found = import_texts(atlas, {"practices.csv": "id,city,title,start\nx,paris,T,soon\n"}).findings
    assert any(each.message == "'soon' n’est pas une année." and each.row == 2 for each in found)


def test_the_package_needs_neither_django_nor_xblock():
    code = (
        "import sys\n"
        "for name in ('django', 'xblock', 'web_fragments', 'lxml', 'polib', 'babel'): sys.modules[name] = None\n"
        "import rights_atlas\n"
        "from rights_atlas.wording import speaking\n"
        "with speaking('es'): print(rights_atlas.check_files({})[0].message)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "xblocks"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.stdout.decode() == "Falta el archivo de fichas.\n", done.stderr.decode()


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es-419", "es"),
        ("pt_BR.UTF-8", "pt"),
        ("ar_EG@x", "ar"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("", None),
        ("xx", None),
    ],
)
def test_a_tag_names_one_of_our_languages_or_none(tag, language):
    assert known_language(tag) == language
