"""Views of an explorer in every runtime: the LMS, a visitor, Studio, a content library, a phone app, the search."""

from __future__ import annotations

import json

import pytest
from practice_explorer.block import PracticeExplorerXBlock as Explorer
from practice_explorer.preset import parse_preset
from xblock.runtime import Runtime

from .learning import LearningRuntime, Storage


class Urls:
    """The service that expands addresses, as the LMS has it."""

    def replace_urls(self, text, static_replace_only=False):
        return text.replace(
            "/static/atlas.json", "/assets/courseware/v1/abc/asset-v1:U+H+2026+type@asset+block@atlas.json"
        )


class Broken:
    """A service that raises whatever one asks."""

    def __getattr__(self, name):
        raise RuntimeError("no such thing here")


@pytest.fixture
def block():
    return LearningRuntime(Storage()).block(
        Explorer,
        display_name="Homes <b>",
        preset="theme: housing\nnonsense\nblock: 3",
        introduction="Look.",
        reflection_prompt="What fits?",
    )


def test_a_learner_gets_settings_and_state(block):
    fragment = block.student_view()
    args = fragment.json_init_args
    assert fragment.js_init_fn == "HrlPracticeExplorer"
    assert args["saves"] is True
    assert args["settings"]["preset"] == {"theme": ["housing"], "block": ["3"]}
    assert args["atlas"] == "/static/atlas.json"  # the runtime expands it
    assert set(args["state"]) == {"opened", "shortlist", "territory", "notes", "reflection", "later"}
    assert [resource.data.split("?")[0] for resource in fragment.resources] == [
        "/static/xblock/resources/practice_explorer/public/explorer.js"
    ]


def test_the_page_stays_small_whatever_the_learner_did(block):
    empty = block.student_view()
    html = len(empty.content) + len(json.dumps({**empty.json_init_args, "state": None, "settings": None}))
    assert html < 2048
    block.opened = list(range(1000, 1500))
    block.reflection = {"v": "ش" * 4000, "h": [["abcd", 1]]}
    block.hrl_shortlist = {
        "course-v1:UCLG+HRLOCAL+2026": {
            "ids": [[f"{'a' * 55}-{n:02}", f"writer12.{n + 1}"] for n in range(20)],
            "gone": [[f"{'b' * 55}-{n:02}", f"writer12.{n + 1}"] for n in range(20)],
        }
    }
    state = block.student_view().json_init_args["state"]
    assert len(json.dumps(state)) <= 8 * 1024
    assert "reflection" in state["later"]


def test_markup_in_a_title_is_text(block):
    assert "<b>" not in block.student_view().content.replace("&lt;b&gt;", "")


def test_a_visitor_reads_and_nothing_is_saved():
    visitor = LearningRuntime(Storage(), None).block(Explorer)
    for fragment in (visitor.public_view(), visitor.student_view()):
        assert fragment.json_init_args["saves"] is False
        assert fragment.json_init_args["state"] is None


def test_the_author_is_told_which_line_is_wrong(block):
    findings = block.author_view().json_init_args["findings"]
    assert any("line 2" in sentence and "nonsense" in sentence for sentence in findings)


def test_an_author_who_asks_nothing_is_told(block):
    block.required_opened = 0
    block.reflection_prompt = ""
    assert any("Nothing is asked" in sentence for sentence in block.findings())


def test_apps_get_the_real_address_and_no_answers():
    runtime = LearningRuntime(Storage(), services={"replace_urls": Urls()})
    data = runtime.block(Explorer, display_name="Homes").student_view_data()
    assert data["atlas"].startswith("/assets/courseware/v1/abc/")
    assert set(data) == {"display_name", "atlas", "settings"}


def test_search_finds_the_authored_texts(block):
    found = block.index_dictionary()
    assert found["content"] == {
        "display_name": "Homes <b>",
        "introduction": "Look.",
        "reflection_prompt": "What fits?",
    }
    assert found["content_type"] == "Practice explorer"


def test_works_on_many_devices():
    assert Explorer.student_view._supports == {"multi_device"}


@pytest.mark.parametrize("services", [{}, {"i18n": Broken(), "replace_urls": Broken(), "user": Broken()}])
def test_a_runtime_without_working_services_still_gives_a_page(services):
    runtime = LearningRuntime(Storage(), services=services)
    block = runtime.block(Explorer)
    for view in ("student_view", "author_view", "public_view"):
        assert getattr(block, view)().content
    assert block.student_view_data()["atlas"] == "/static/atlas.json"


def test_a_runtime_without_learner_scopes_or_addresses_still_gives_a_page(monkeypatch):
    block = LearningRuntime(Storage()).block(Explorer)

    class NoScopes:
        def __getattr__(self, name):
            raise NotImplementedError

    block.runtime._services["field-data"] = NoScopes()
    block._field_data = NoScopes()
    block._field_data_cache.clear()
    monkeypatch.setattr(LearningRuntime, "local_resource_url", Runtime.local_resource_url)
    state = block.page_state()
    assert (state["opened"], state["shortlist"]["ids"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "found", "wrong"),
    [
        ("", {}, []),
        (
            "theme: housing\n\n theme : water-sanitation \ntheme: housing",
            {"theme": ["housing", "water-sanitation"]},
            [],
        ),
        ("country: FR\ncountry: fr", {"country": ["FR"]}, [2]),
        ("sdg: 17\nsdg: 18\nblock: 0\nblock: 6", {"sdg": ["17"], "block": ["6"]}, [2, 3]),
        ("recognised: yes\nrecognised: no", {"recognised": ["yes"]}, [2]),
        ("city: vienna\nhousing", {}, [1, 2]),
    ],
)
def test_preset_lines(text, found, wrong):
    values, lines = parse_preset(text)
    assert values == found
    assert [number for number, _line in lines] == wrong
