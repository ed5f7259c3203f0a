"""The texts of the blocks' scripts: which file each view loads, what it holds, and that a learner's is small."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from action_plan.block import ActionPlanXBlock
from human_rights_mooc import compat, fragments
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock

from .learning import LearningRuntime, Storage

BLOCKS = (PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock)
LANGUAGES = ("es", "fr", "pt", "ar")
LEARNERS_VIEWS = ("student_view", "public_view", "author_view")
# gzip -9. An Arabic letter is two bytes, a Latin one is one.
MOST = {"es": 5_500, "fr": 5_500, "pt": 5_500, "ar": 6_400}
each_block = pytest.mark.parametrize("cls", BLOCKS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def package_of(cls) -> Path:
    return Path(fragments.package_folder(cls.__module__))


def content(cls, language, name) -> str:
    return (package_of(cls) / "public/js/translations" / language / name).read_text(encoding="utf-8")


def texts(cls, language, name) -> dict:
    """Return the texts of a script catalogue, by the English one."""
    return json.loads(re.search(r"var c=(\{.*\});function p\(", content(cls, language, name))[1])


def scripts(cls, kind) -> str:
    """Return the scripts of a kind as they are shipped."""
    names = fragments.manifest(cls.__module__)[kind]
    return "".join((package_of(cls) / "public" / name).read_text(encoding="utf-8") for name in names)


def stands_in(text, script) -> bool:
    """Whether a script has a text as a whole string, in any of the quotes that JavaScript has."""
    plain = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    return any(f"({quote}{plain}{quote}" in script for quote in "\"'`")


def loaded(cls, view, **services):
    """Return what a view tells its scripts of their catalogue: path in the package, and namespace."""
    block = LearningRuntime(Storage(), services=services).block(cls)
    arguments = getattr(block, view)().json_init_args
    address = arguments["catalogue"].removesuffix("?raw")
    return address.removeprefix(f"/static/xblock/resources/{cls.__module__.split('.')[0]}/"), arguments["namespace"]


@pytest.fixture
def speaks(monkeypatch):
    """Return a function that sets the language of the interface."""
    return lambda language: monkeypatch.setattr(compat, "language", lambda _block: language)


@each_block
@pytest.mark.parametrize(("language", "folder"), [("es", "es"), ("es-419", "es"), ("pt-br", "pt"), ("ar", "ar")])
def test_learners_load_their_own_texts_and_studio_all(cls, language, folder, speaks):
    speaks(language)
    for view in LEARNERS_VIEWS:
        path, namespace = loaded(cls, view)
        assert path == f"public/js/translations/{folder}/learner.js"
        assert f'window["{namespace}"]=' in content(cls, folder, "learner.js")
    path, namespace = loaded(cls, "studio_view")
    assert path == f"public/js/translations/{folder}/text.js"
    assert f'window["{namespace}"]=' in content(cls, folder, "text.js")


@each_block
@pytest.mark.parametrize("view", [*LEARNERS_VIEWS, "studio_view"])
@pytest.mark.parametrize("language", ["en", "de", "../es"])
def test_another_language_loads_nothing(cls, view, language, speaks):
    speaks(language)
    assert loaded(cls, view) == ("", cls.i18n_js_namespace)


@each_block
def test_an_editor_does_not_take_the_learners_texts_of_the_same_page_for_its_own(cls, speaks):
    """Studio may show the preview of a block and its editor in one page, in either order."""
    speaks("es")
    assert loaded(cls, "author_view")[1] != loaded(cls, "studio_view")[1]


@each_block
@pytest.mark.parametrize("view", [*LEARNERS_VIEWS, "studio_view"])
def test_what_the_operator_pulled_comes_first_in_every_view(cls, view, speaks):
    """It is one file with all texts, made by the platform, in the namespace that the block names."""
    speaks("es")
    address = "/static/js/xblock.v1-i18n/block/es.js"
    i18n = SimpleNamespace(gettext=lambda text: text, get_javascript_i18n_catalog_url=lambda _block: address)
    assert loaded(cls, view, i18n=i18n) == (address, cls.i18n_js_namespace)


@each_block
def test_a_runtime_that_names_the_packages_own_file_does_not_make_learners_load_studios_texts(cls, speaks):
    speaks("es")
    package = cls.__module__.split(".")[0]
    own = f"/static/xblock/resources/{package}/public/js/translations/es/text.js"
    i18n = SimpleNamespace(gettext=lambda text: text, get_javascript_i18n_catalog_url=lambda _block: own)
    assert loaded(cls, "student_view", i18n=i18n)[0].endswith("/es/learner.js")
    assert loaded(cls, "studio_view", i18n=i18n) == ("public/js/translations/es/text.js", cls.i18n_js_namespace)


@each_block
def test_a_language_with_the_one_file_only_is_spoken_in_every_view(cls, speaks, tmp_path, monkeypatch):
    """As the platform's convention has it, and as somebody who adds a language to the package may bring it."""
    (tmp_path / "public/js/translations/it").mkdir(parents=True)
    (tmp_path / "public/js/translations/it/text.js").write_text("", encoding="utf-8")
    speaks("it")
    views = (*LEARNERS_VIEWS, "studio_view")
    blocks = {view: LearningRuntime(Storage()).block(cls) for view in views}
    monkeypatch.setattr(fragments, "package_folder", lambda _module: tmp_path)
    for view, block in blocks.items():
        address, namespace = fragments.catalogue(block, "studio" if view == "studio_view" else "first")
        assert address.endswith("/public/js/translations/it/text.js")
        assert namespace == cls.i18n_js_namespace


@each_block
def test_a_published_name_with_a_mark_of_its_content_does_not_matter(cls, speaks, monkeypatch):
    """Platforms publish `learner.js` as, say, `learner.0a1b2c3d4e5f.js`."""
    speaks("es")

    def marked(_self, _block, path):
        return "/static/" + path.replace(".js", ".0a1b2c3d4e5f.js")

    monkeypatch.setattr(LearningRuntime, "local_resource_url", marked)
    address, namespace = loaded(cls, "student_view")
    assert address == "/static/public/js/translations/es/learner.0a1b2c3d4e5f.js"
    assert f'window["{namespace}"]=' in content(cls, "es", "learner.js")


@each_block
@each_language
def test_every_text_of_the_learners_scripts_is_in_their_file(cls, language):
    """Asked of the scripts as they are shipped, whatever they were built from."""
    whole, learners = texts(cls, language, "text.js"), texts(cls, language, "learner.js")
    shown = scripts(cls, "first") + scripts(cls, "lazy")
    # One word of small letters may be a name in the code: "empty" is one too.
    found = {text for text in whole if stands_in(text, shown) and not re.fullmatch("[a-z]+", text)}
    assert len(found) > 90
    assert {text: whole[text] for text in found if text not in learners} == {}
    assert {text: learners[text] for text in learners if whole.get(text) != learners[text]} == {}


@each_block
@each_language
def test_every_text_of_the_script_for_saving_is_in_its_own_small_file(cls, language):
    """It stands beside the learner's file, under the name that the script looks for (saving/words.ts)."""
    whole, saving, shown = texts(cls, language, "text.js"), texts(cls, language, "saving.js"), scripts(cls, "saving")
    found = {text for text in whole if stands_in(text, shown) and not re.fullmatch("[a-z]+", text)}
    assert len(found) > 10
    learners = texts(cls, language, "learner.js")
    assert {text for text in found if saving.get(text, learners.get(text)) != whole[text]} == set()
    assert f'window["{cls.i18n_js_namespace}Saving"]=' in content(cls, language, "saving.js")
    assert len(gzip.compress(content(cls, language, "saving.js").encode(), 9)) <= 1_500


@each_block
@each_language
def test_learners_do_not_load_the_texts_of_studio(cls, language):
    """A tenth may be too many: modules that scripts share bring all their texts, where a script shows some of them."""
    learners, shown = texts(cls, language, "learner.js"), scripts(cls, "first") + scripts(cls, "lazy")
    assert "Edit cities and practices" in texts(cls, language, "text.js")
    assert "Edit cities and practices" not in learners
    needless = [text for text in learners if not stands_in(text, shown)]
    assert len(needless) <= len(learners) / 10, needless


@each_block
@each_language
def test_a_learners_file_is_small(cls, language, record_property):
    size = len(gzip.compress(content(cls, language, "learner.js").encode(), 9))
    record_property(f"{cls.__name__} {language}", size)
    assert size <= MOST[language]
