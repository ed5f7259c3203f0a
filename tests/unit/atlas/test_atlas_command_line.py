"""In which language a command speaks, and that it speaks on any terminal."""

import os
import subprocess
import sys

import pytest
from rights_atlas import save
from rights_atlas.wording import LANGUAGES

from cli.language import can_show, language_of


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "es_ES.UTF-8"}, "es"),
        ([], {"LANGUAGE": "", "LC_ALL": "fr_FR", "LANG": "es"}, "fr"),
        ([], {"LANGUAGE": "de:pt:es"}, "pt"),
        ([], {"LANGUAGE": "de:it", "LANG": "es"}, "en"),
        (["check", "--language", "ar"], {"LANG": "es"}, "ar"),
        (["--language=fr", "check"], {"LANG": "es"}, "fr"),
        (["--language", "de"], {"LANG": "es"}, "en"),
        (["--language=de"], {"LANG": "es"}, "en"),
        (["check", "--language"], {"LANG": "es"}, "en"),
    ],
)
def test_the_option_comes_first_then_the_environment(words, environment, language):
    assert language_of(words, environment) == language


@pytest.mark.parametrize(
    ("language", "encoding", "shown"),
    [
        ("en", "ascii", True), ("en", None, True), ("es", "latin-1", True), ("pt", "latin-1", True),
        ("fr", "latin-1", False), ("fr", "cp1252", True), ("es", "ascii", False), ("pt", "ascii", False),
        ("es", None, False), ("ar", "cp1252", False), ("ar", "cp1256", True), ("es", "no-such-encoding", False),
    ],
)  # fmt: skip
def test_a_terminal_without_the_letters_of_a_language(language, encoding, shown):
    assert can_show(language, [encoding]) is shown
    assert can_show(language, ["utf-8", encoding]) is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_of_today_shows_every_language(language):
    assert can_show(language, ["utf-8", "utf-8"])


def ran(*words, encoding="utf-8", **environment):
    """Run the command in a process of its own; return what it ended with and what it said."""
    settings = {name: text for name, text in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG")}
    settings |= {"PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    command = [sys.executable, "-W", "ignore", "-m", "cli", "atlas", *map(str, words)]
    done = subprocess.run(command, capture_output=True, env=settings, check=False)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


def test_what_python_says_of_a_wrong_command_is_in_the_language_too(tmp_path):
    code, _said, error = ran("nonsense", tmp_path, LANGUAGE="de:es")
    assert code == 2
    assert error.startswith("uso: ")
    assert "opción no válida: 'nonsense'" in error


def test_a_letter_that_the_terminal_lacks_is_shown_by_its_number(atlas, card, tmp_path):
    card["city"] = "zürich"
    save(atlas, tmp_path)
    code, _said, error = ran("check", tmp_path, encoding="ascii", LANGUAGE="es")
    assert code == 1
    assert "z\\xfcrich" in error
    assert "Traceback" not in error
