"""What the commands say, in each language: complete, with its placeholders, and never a crash for want of a letter."""

import ast
import gettext
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights_atlas.wording import Words, known_language, speaking
from small_course import write_course

from builder.check import check
from cli.language import OF_ARGPARSE, can_show, language_of
from olx.course import Course
from scripts import catalogues

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = catalogues.LANGUAGES
PACKAGES = ("commands", "atlas")
NO_TEXTS = ("scripts/catalogues.py", "wording.py")  # see babel.cfg


def sources(name):
    """Return the Python files of which a catalogue has the texts."""
    found = catalogues.files_of(catalogues.CATALOGUES[name])
    return [path for path in found if path.suffix == ".py" and not path.as_posix().endswith(NO_TEXTS)]


SOURCES = sorted({path for name in PACKAGES for path in sources(name)})
# CLDR: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
ARABIC = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 103: 3, 11: 4, 99: 4, 111: 4, 100: 5, 102: 5}
FORMS = {"es": {0: 1, 1: 0, 2: 1}, "fr": {0: 0, 1: 0, 2: 1}, "pt": {0: 1, 1: 0, 2: 1}, "ar": ARABIC}
# Two or more words in a row: prose, unless it is one of these, by file.
PROSE = re.compile(r"[A-Za-z’']{2,}[,.:;]? +[A-Za-z<(‘“\"'{]")
NO_MESSAGES = {
    "builder/capa.py": ["not used"],  # a secret key of a process that serves nobody
    "builder/course_map.py": ["# Course map", "practice question", "quiz question", "| outcome"],  # a page of docs/
    "builder/registry.py": ["rule {}", "two rules"],  # for whoever writes a rule
    "builder/rules_page.py": ["# The builder's rules", ", not with"],  # a page of docs/
    "builder/rules/cleaner.py": ["required setting"],  # what olxcleaner says, to look for
    "builder/rules/links.py": ["click here", "this link", "read more", "this page", "see here"],  # words to look for
    "builder/sync/names.py": ["words {"],  # names of what is remembered
    "cli/main.py": ["hrl "],  # what to type
    "olx/archive.py": ["unexpected end"],  # what tarfile says, to look for
    "olx/zips.py": ["method {}"],  # for the reason in brackets, beside what zipfile says
    "preview/parsing.py": ["%s cannot be read"],  # lines of the log
    "preview/site.py": ["The course cannot be read"],
    "preview/views/course.py": ["A part of the page"],
    "preview/runtime.py": ["authored fields", "<script", "<div", "%s cannot show"],  # markup, and lines of the log
    "olx/xmlsafe.py": ["Entity '", "tag mismatch", "Document is empty"],  # what a parser says, to look for
    "preview/serving.py": ["not a database", "pkg_resources is"],  # what other programs say, to look for
    "xblocks/rights_atlas/checks/shape.py": ["'(.+?)' is a required", "{} is a required"],  # what the library says
    "xblocks/rights_atlas/model.py": ["\nversion updated"],  # names of keys
    "scripts/sbom.py": None,  # tools of maintainers, which write pages of docs/ or set up the repository
    "scripts/advisories.py": None,
    "scripts/environment.py": None,
    "scripts/release.py": None,
    "scripts/node.py": None,
}
PLURALS_ONLY = {each.id[1] for name in catalogues.CATALOGUES for each in catalogues.in_code(name) if each.pluralizable}
PATTERN = re.compile(r"[\\|*]|\(\?|@")  # a regular expression or an XPath


def broken(tmp_path):
    """Return a course in which much is wrong."""
    folder = write_course(tmp_path / "course")
    (folder / "html" / "odd name.html").write_text("<p>A & B</p>", encoding="utf-8")
    return folder


def run(*words, language=None, **environment):
    """Run a command of the repository from its root; returns (exit code, what it prints, what it complains)."""
    clean = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG")}
    told = {**clean, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'xblocks'}", "PYTHONUTF8": "1", **environment}
    if language:
        told["LANGUAGE"] = language
    done = subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, env=told, capture_output=True, check=False)
    coding = environment.get("PYTHONIOENCODING", "utf-8")
    return done.returncode, done.stdout.decode(coding), done.stderr.decode(coding)


def test_every_text_is_translated_with_its_placeholders_and_compiled():
    assert catalogues.problems(*PACKAGES) == []


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_the_forms_of_the_language(name, language):
    catalogue = catalogues.translated(name, language)
    rule = gettext.c2py(catalogue.plural_expr)
    assert {number: rule(number) for number in FORMS[language]} == FORMS[language]
    counted = [message for message in catalogue if message.pluralizable]
    assert len(counted) > 4
    for message in counted:
        assert len(message.string) == (6 if language == "ar" else 2)
        assert len(set(message.string)) > 1, message.id


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_those_of_the_language_and_no_sentence_stays_english(name, language):
    for message in filter(lambda each: each.id, catalogues.translated(name, language)):
        english = catalogues.english(message)
        for text in catalogues.forms(message):
            ends = r"[.?!؟]\n?$"
            assert bool(re.search(ends, english)) == bool(re.search(ends, text)), text
            if language == "fr":
                words = catalogues.PLACEHOLDER.sub("X", text)
                assert not re.search(r"[^\u00a0][?!»]|«[^\u00a0]|[a-z]'[a-z]", words), text
            if language == "ar" and english not in OF_ARGPARSE:
                assert re.search("[\u0600-\u06ff]", text) or not re.search(
                    "[a-z]{3}", catalogues.PLACEHOLDER.sub("", text)
                ), text
        same = english == message.string and re.search(r"[a-z] [a-z]+ [a-z]", english)
        assert not same or english in OF_ARGPARSE, english


def strings_of(path):
    """Yield (line, text, is it marked) of the string literals of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        parent = parents.get(node)
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if isinstance(parent, (ast.JoinedStr, ast.Expr)):
                continue
            text = node.value
        else:
            continue
        marked = isinstance(parent, ast.Call) and getattr(parent.func, "id", "") in catalogues.KEYWORDS
        yield node.lineno, text, marked


def test_no_text_for_people_stands_in_the_code_unmarked():
    found = []
    for path in SOURCES:
        name = path.relative_to(ROOT).as_posix()
        allowed = NO_MESSAGES.get(name, [])
        if allowed is None:
            continue
        for line, text, marked in strings_of(path):
            known = PATTERN.search(text) or any(text.startswith(start) for start in allowed)
            if PROSE.search(text) and not marked and not known:
                found.append(f"{name}:{line} {text[:60]!r}")
    assert found == []


@pytest.mark.parametrize("name", catalogues.CATALOGUES)
def test_every_marked_text_is_found_by_the_tool_that_translators_use(name):
    """Babel does not look into f-strings; a text marked there would stay English without a word."""
    known = {catalogues.english(each) for each in catalogues.in_code(name)}
    assert len(known) > 80
    for path in sources(name):
        if name != "blocks" or path.suffix == ".py":
            assert {text for _line, text, marked in strings_of(path) if marked} <= known | PLURALS_ONLY, path


def test_argparse_says_nothing_to_people_that_we_have_not_translated():
    import argparse

    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    said = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant)
    }
    assert {"usage: ", "unrecognized arguments: %s", "the following arguments are required: %s"} <= said
    assert said & set(OF_ARGPARSE) >= {text for text in said if "%(prog)s" in text or text in ("options", "usage: ")}


LINE = re.compile(r"^(.+?:\d+: (?:error|warning) [a-z0-9-]+): \S", re.M)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es_MX.UTF-8", "El nombre contiene un espacio o un carácter especial. Use letras, cifras"),
        ("fr_FR.UTF-8", "Le nom contient une espace ou un caractère spécial. Utilisez des lettres"),
        ("pt_BR.UTF-8", "O nome contém um espaço ou um caractere especial. Use letras"),
        ("ar_EG.UTF-8", "يحتوي الاسم على مسافة أو حرف خاص. تُستخدم الحروف والأرقام"),
        ("C", "The name holds a space or a special character. Use letters, digits"),
    ],
    ids=["es", "fr", "pt", "ar", "C"],
)
def test_a_broken_course_says_so_in_the_language_and_in_lines_for_machines(tmp_path, language, sentence):
    folder = broken(tmp_path)
    command = ["-m", "cli", "check", "--fast", "--course", folder]
    code, out, err = run(*command, LANG=language)
    assert code == 1
    assert sentence in out
    assert out.splitlines()
    assert all(LINE.match(line) for line in out.splitlines()), out
    english = run(*command)[1]
    assert LINE.findall(out) == LINE.findall(english)
    if language == "ar_EG.UTF-8":
        assert "خطأ" in err or "أخطاء" in err
    report = json.loads(run(*command, "--json", LANG=language)[1])
    assert {finding["level"] for finding in report["findings"]} <= {"error", "warning"}
    assert any(sentence.split(".")[0] in finding["what"] for finding in report["findings"])


def test_the_option_comes_before_the_environment(tmp_path):
    command = ["-m", "cli", "build", "--course", tmp_path / "nowhere"]
    assert "n’est pas un dossier" in run(*command, "--language", "fr", language="es")[2]
    assert "no es una carpeta" in run(*command, language="de:es")[2]
    assert "is not a folder" in run(*command, language="de")[2]
    code, _out, err = run(*command, "--language=xx", language="es")
    assert code == 2
    assert "--language" in err
    assert "uso: " in run("-m", "cli", "build", "--help", language="es")[1]


@pytest.mark.parametrize("coding", ["ascii", "cp1252", "latin-1", "cp437"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_terminal_without_the_letters_gets_english_or_numbers_but_never_a_crash(tmp_path, coding, language):
    folder = broken(tmp_path)
    command = ["-m", "cli", "check", "--fast", "--course", folder]
    code, out, err = run(*command, language=language, PYTHONIOENCODING=coding, PYTHONUTF8="0", LC_ALL="C")
    assert code == 1
    assert "Traceback" not in err
    shown = can_show(language, [coding])
    assert ("The name holds a space" in out) != shown


def test_without_any_language_in_the_environment_the_commands_speak_english(tmp_path):
    """As on Windows, where none of the variables is set."""
    _code, _out, err = run("-m", "cli", "build", "--course", tmp_path / "nowhere", LC_MESSAGES="")
    assert "is not a folder. Name the folder that holds course.xml." in err


@given(st.text(max_size=40), st.dictionaries(st.sampled_from(["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]), st.text()))
def test_no_value_of_the_environment_is_too_odd(word, environment):
    assert language_of(["--language", word], environment) in ("en", *LANGUAGES)
    assert language_of([word], environment) in ("en", *LANGUAGES)
    assert known_language(word) in (None, "en", *LANGUAGES)


def test_a_missing_or_damaged_catalogue_leaves_the_english_text(tmp_path):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "text.mo").write_bytes(b"no catalogue")
    with speaking("es"):
        assert Words(tmp_path).text("The file {path} does not exist.", path="x") == "The file x does not exist."
        assert Words(tmp_path / "none").number("{count} sentence", "{count} sentences", 2) == "2 sentences"


def test_a_translation_with_a_wrong_placeholder_leaves_the_english_text(tmp_path):
    import polib

    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    wrong = polib.POFile()
    wrong.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    wrong.append(polib.POEntry(msgid="Add {name}.", msgstr="Añada {nombre}."))
    wrong.save_as_mofile(str(folder / "text.mo"))
    with speaking("es"):
        assert Words(tmp_path).text("Add {name}.", name="start") == "Add start."


def test_an_export_comes_home_in_words_of_the_language(tmp_path):
    ours, theirs = write_course(tmp_path / "ours"), write_course(tmp_path / "theirs")
    page = next((theirs / "about").glob("*.html"))
    page.write_text("<p>One new sentence. And a second.</p>\n", encoding="utf-8")
    command = ["-m", "cli", "sync", theirs, "--course", ours, "--dry-run"]
    assert "phrases" in run(*command, language="fr")[1]
    assert re.search("جمل|جملتان", run(*command, language="ar")[1])
    assert "No se ha cambiado nada" in run(*command[:-1], language="es")[2]


def test_what_the_checks_find_is_the_same_in_every_language(tmp_path):
    folder = broken(tmp_path)
    found = {}
    for language in ("en", *LANGUAGES):
        with speaking(language):
            found[language] = check(Course(folder), fast=True)
    for language in LANGUAGES:
        places = sorted((finding.path, finding.line, finding.level, finding.rule) for finding in found[language])
        assert places == sorted((each.path, each.line, each.level, each.rule) for each in found["en"])
        assert all(finding.what not in {each.what for each in found["en"]} for finding in found[language])
