"""Learners see our blocks in the language they chose on the platform: sentences, page, and the script's catalogue."""

import json
import re

import pytest
from harness import blocks
from harness.units import call, page_of

BLOCKS = blocks.installed()
# What a learner chose on the platform, and what our blocks then say: to a request that they do not take, and on a
# page without scripts.
SAID = {
    "es-419": ("No se entiende la petición. Vuelva a cargar la página.", "Esta actividad necesita JavaScript."),
    "es-es": ("No se entiende la petición. Vuelva a cargar la página.", "Esta actividad necesita JavaScript."),
    "fr": ("La demande n’est pas comprise. Rechargez la page.", "Cette activité a besoin de JavaScript."),
    "pt-br": ("O pedido não é compreendido. Carregue a página de novo.", "Esta atividade precisa de JavaScript."),
    "ar": ("الطلب غير مفهوم. يُرجى إعادة تحميل الصفحة.", "يحتاج هذا النشاط إلى JavaScript."),
    "en": ("The request is not understood. Load the page again.", "This activity needs JavaScript."),
    "de": ("The request is not understood. Load the page again.", "This activity needs JavaScript."),
}
pytestmark = pytest.mark.parametrize("block", BLOCKS, ids=[block.name for block in BLOCKS])


@pytest.fixture
def reads(learner, learner_client):
    """Let the learner choose a language on the platform, as the account page does."""
    from openedx.core.djangoapps.dark_lang.models import DarkLangConfig
    from openedx.core.djangoapps.user_api.preferences.api import set_user_preference

    def choose(language):
        DarkLangConfig(released_languages=",".join(SAID), changed_by=learner, enabled=True).save()
        set_user_preference(learner, "pref-lang", language)
        learner_client.get("/dashboard")  # the platform speaks the new language from the second page on
        return learner_client

    return choose


def arguments_of(page, block):
    """Return what the script of a block in a page is started with."""
    found = re.findall(r'<script type="json/xblock-args"[^>]*>\s*(\{.*?\})\s*</script>', page, re.DOTALL)
    return next(args for args in map(json.loads, found) if args.get("block") == block.kind)


@pytest.mark.parametrize("language", SAID)
def test_a_refusal_is_a_sentence_in_the_language_of_the_learner(course, reads, block, language):
    answer = call(reads(language), course, block, "change_shortlist", ["not what is asked for"])
    assert answer.status_code == 400
    assert answer.json()["error"] == SAID[language][0]


@pytest.mark.parametrize("language", SAID)
def test_the_page_without_scripts_is_in_the_language_of_the_learner(course, reads, block, language):
    assert SAID[language][1] in page_of(reads(language), course, block)


@pytest.mark.parametrize("language", ["es-419", "fr", "pt-br", "ar"])
def test_the_script_gets_its_catalogue_and_collectstatic_publishes_it(course, reads, block, language):
    arguments = arguments_of(page_of(reads(language), course, block), block)
    assert arguments["language"] == language
    published, prefix = blocks.published_files(block.kind)
    address = arguments["catalogue"].partition("?")[0].partition("/static/")[2]
    path = address.removeprefix(prefix)
    assert path == f"public/js/translations/{language[:2]}/learner.js"
    assert path in published
    assert f'window["{arguments["namespace"]}"]=' in blocks.text_of(block.kind, path)


@pytest.mark.parametrize("language", ["en", "de"])
def test_without_a_catalogue_the_script_speaks_english(course, reads, block, language):
    assert arguments_of(page_of(reads(language), course, block), block)["catalogue"] == ""


@pytest.mark.parametrize("language", ["es-419", "ar"])
def test_what_the_operator_pulled_comes_first(course, reads, block, language, tmp_path, monkeypatch):
    """Operators may translate anew with the platform's own tools; what they pulled is used instead of ours."""
    import polib
    from django.utils.translation import to_locale
    from path import Path
    from xmodule.modulestore import django as modulestore

    sentence = "The request is not understood. Load the page again."
    folder = tmp_path / block.kind / to_locale(language) / "LC_MESSAGES"
    folder.mkdir(parents=True)
    pulled = polib.POFile()
    pulled.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    pulled.append(polib.POEntry(msgid=sentence, msgstr="What the operator says."))
    pulled.save_as_mofile(str(folder / "django.mo"))
    monkeypatch.setattr(modulestore, "get_python_locale_root", lambda: Path(tmp_path))
    answer = call(reads(language), course, block, "change_shortlist", [])
    assert answer.json()["error"] == "What the operator says."


@pytest.mark.parametrize("language", ["es-419", "ar"])
def test_the_script_catalogue_that_was_pulled_comes_first(course, reads, block, language, tmp_path, monkeypatch):
    from django.utils.translation import to_locale
    from xmodule.modulestore import django as modulestore

    pulled = tmp_path / "pulled.js"
    pulled.touch()
    monkeypatch.setattr(modulestore, "get_javascript_i18n_file_path", lambda _module, _locale: pulled)
    arguments = arguments_of(page_of(reads(language), course, block), block)
    assert arguments["catalogue"].endswith(f"/js/xblock.v1-i18n/{block.kind}/{to_locale(language)}.js?raw")
    assert arguments["namespace"] == blocks.class_of(block.kind).i18n_js_namespace
