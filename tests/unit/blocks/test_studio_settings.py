"""Editors in Studio: the form that authors get, and what happens to what they send."""

from __future__ import annotations

import base64
import gzip
import json

import pytest
from action_plan.block import ActionPlanXBlock
from human_rights_mooc import compat, studio_form
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock
from xblock.fields import Scope

from .learning import LearningRuntime, Storage, ask

BLOCKS = (PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock)


class Permissions:
    """Studio's word on who may write the course."""

    def __init__(self, may):
        self.may = may

    def can_write(self, _key):
        return self.may


class StudioRuntime(LearningRuntime):
    """A runtime as Studio's edit page has it."""

    def __init__(self, may=True):
        super().__init__(Storage(), services={"studio_user_permissions": Permissions(may)})


@pytest.fixture(params=BLOCKS, ids=lambda cls: cls.__name__)
def block(request):
    return StudioRuntime().block(request.param)


def form_of(block):
    return [s for group in block.studio_view().json_init_args["form"] for s in group["settings"]]


def test_the_form_shows_every_authored_setting_once_with_help_and_default(block):
    form = form_of(block)
    authored = {name for name, field in block.fields.items() if field.scope == Scope.settings} - {"name", "tags"}
    assert sorted(setting["name"] for setting in form) == sorted(authored)
    for setting in form:
        assert setting["label"]
        assert setting["help"]
        assert setting["value"] == setting["default"] == block.fields[setting["name"]].default


def test_every_default_is_valid(block):
    for name, setting in studio_form.settings_of(block.EDITOR).items():
        field = block.fields[name]
        assert studio_form.read_value(setting, field, field.default) == field.default


def test_the_page_has_the_buttons_that_studio_expects(block):
    html = block.studio_view().content
    assert "editor-with-buttons" in html
    assert "save-button" in html
    assert "cancel-button" in html
    assert "wrapper-comp-settings" not in html  # Studio hides it until its tab is chosen


def test_settings_are_stored_and_reset(block):
    status, _answer = ask(
        block, "submit_studio_edits", {"values": {"display_name": "Ours", "weight": 2}, "defaults": []}
    )
    assert (status, block.display_name, block.weight) == (200, "Ours", 2.0)
    status, _answer = ask(block, "submit_studio_edits", {"values": {}, "defaults": ["weight", "no_such_setting"]})
    assert status == 200
    assert not block.fields["weight"].is_set_on(block)
    assert block.display_name == "Ours"


WRONG = {
    "weight": ["many", -1, 5000, None, True, [1], float("nan"), float("inf"), "2"],
    "scored": ["yes", 1, None],
    "display_name": [1, None, ["a"], "x" * 121],
    "atlas": ["", "atlas.json", "https://example.org/atlas.json", "/static/../x.json", "/static/a b.json"],
    "required_opened": [1.5, -1, 51, "3", True, None],
    "preset": ["theme housing", "theme: housing\nnonsense", "sdg: 18", "country: at", "theme: a\tb: c\nx"],
    "contact": ["not an address"],
    "map_unit": ["Two words"],
    "kinds": ["a b, c"],
    "start_view": ["Africa!"],
    "step": ["7", "", "overview "],
    "questions": ["Which right is not real here?", "gap Which"],
    "step_units": ["block-plan"],
}


@pytest.mark.parametrize("cls", BLOCKS)
def test_a_wrong_value_is_refused_by_name_and_nothing_is_stored(cls):
    for name, values in WRONG.items():
        if name not in studio_form.settings_of(cls.EDITOR):
            continue
        for value in values:
            block = StudioRuntime().block(cls)
            status, answer = ask(block, "submit_studio_edits", {"values": {"display_name": "Kept out", name: value}})
            assert status == 400, (name, value)
            assert answer["error"].startswith(f"{block.fields[name].display_name}: "), (name, value)
            assert block.display_name == block.fields["display_name"].default


@pytest.mark.parametrize(
    "body", [{"values": []}, {"values": {}, "defaults": {}}, {"values": None}, {"defaults": "x"}, []]
)
def test_nonsense_is_refused(block, body):
    assert ask(block, "submit_studio_edits", body)[0] == 400


@pytest.mark.parametrize("handler", ["submit_studio_edits", "work_on_atlas"])
def test_only_the_course_team_in_studio_is_served(handler):
    for cls in BLOCKS:
        for runtime in (StudioRuntime(may=False), LearningRuntime(Storage())):
            block = runtime.block(cls)
            assert ask(block, handler, {"values": {"display_name": "Mine"}, "do": "check"})[0] == 403
            assert block.display_name != "Mine"


def test_an_unknown_setting_of_a_newer_release_is_left_alone(block):
    values = {"display_name": "Ours", "from_the_future": {"a": 1}}
    assert ask(block, "submit_studio_edits", {"values": values, "defaults": ["also_from_the_future"]})[0] == 200
    assert block.display_name == "Ours"


def test_the_editor_of_the_plan_knows_our_own_questions():
    args = StudioRuntime().block(ActionPlanXBlock).studio_view().json_init_args
    assert list(args["steps"]) == ["1", "2", "3", "4", "5", "6"]
    assert all(question["id"] and question["text"] for questions in args["steps"].values() for question in questions)


def packed(data):
    return {"packed": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()}


def test_a_large_request_comes_packed_and_a_bomb_does_not_open():
    block = StudioRuntime().block(RightsMapXBlock)
    status, answer = ask(block, "work_on_atlas", packed({"do": "check", "files": {}}))
    assert status == 200
    assert answer["findings"][0]["message"] == "The card file is missing."
    bomb = {"packed": base64.b64encode(gzip.compress(b" " * 60_000_000)).decode()}
    assert ask(block, "work_on_atlas", bomb)[0] == 400
    assert ask(block, "work_on_atlas", {"do": "check", "files": {"atlas.json": "x" * (1 << 20)}})[0] == 400


def test_findings_of_the_atlas_are_in_the_language_of_the_author(monkeypatch):
    monkeypatch.setattr(compat, "language", lambda block: "es-419")
    request = packed({"do": "check", "files": {}})
    status, answer = ask(StudioRuntime().block(RightsMapXBlock), "work_on_atlas", request)
    assert (status, answer["findings"][0]["message"]) == (200, "Falta el archivo de fichas.")
