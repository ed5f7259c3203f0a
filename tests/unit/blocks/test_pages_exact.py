"""What a page, an app and the platform's own tools get from each block, word by word."""

from __future__ import annotations

import pytest
from action_plan.block import ActionPlanXBlock
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock
from xblock.scorable import Score

from .learning import LearningRuntime, Storage, ask

BLOCKS = (PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock)
SERVICES = ("i18n", "user", "replace_urls", "studio_user_permissions", "completion", "settings")


def made(cls, **fields):
    storage = Storage()
    LearningRuntime(storage).block(cls, **fields)
    return LearningRuntime(storage).block(cls)


@pytest.mark.parametrize("cls", BLOCKS)
def test_no_service_is_required_and_six_are_wanted(cls):
    assert {name: made(cls).service_declaration(name) for name in SERVICES} == dict.fromkeys(SERVICES, "want")


@pytest.mark.parametrize("cls", BLOCKS)
def test_each_view_says_which_it_is(cls):
    block = made(cls)
    pages = {
        name: getattr(block, name)().json_init_args for name in ("student_view", "public_view", "author_view")
    }
    assert {name: page["view"] for name, page in pages.items()} == {name: name for name in pages}
    assert {name: page["saves"] for name, page in pages.items()} == {
        "student_view": True, "public_view": False, "author_view": False,
    }  # fmt: skip
    assert pages["public_view"]["state"] is None
    assert pages["author_view"]["findings"] == []
    assert all(page["atlas"] == "/static/atlas.json" for page in pages.values())
    assert all(page["block"] == cls.__module__.split(".")[0] for page in pages.values())


def test_settings_of_an_explorer():
    block = made(
        PracticeExplorerXBlock, display_name="Find", introduction="Look.", preset="theme: housing\nblock: 2",
        allow_widening=False, required_opened=4, reflection_prompt=" What? ", reflection_min_length=30,
        contact=" a@b.org ", scored=True, map_unit="welcome-map",
    )  # fmt: skip
    assert block.settings_for_page() == {
        "title": "Find", "introduction": "Look.", "preset": {"theme": ["housing"], "block": ["2"]}, "widening": False,
        "required": 4, "reflectionPrompt": "What?", "reflectionMinimum": 30, "contact": "a@b.org", "scored": True,
        "map": "/jump_to_id/welcome-map",
    }  # fmt: skip
    plain = made(PracticeExplorerXBlock, map_unit="No id", reflection_min_length=30).settings_for_page()
    assert (plain["map"], plain["reflectionMinimum"], plain["widening"]) == ("", 0, True)
    assert (plain["contact"], plain["required"], plain["scored"]) == ("cisdp1@uclg.org", 3, False)
    assert made(PracticeExplorerXBlock, required_opened=51).required() == 50
    assert made(PracticeExplorerXBlock, required_opened=-1).required() == 0


def test_settings_of_a_map():
    block = made(
        RightsMapXBlock, display_name="Map", introduction="Look.", start_view=" africa ",
        kinds="declaration, campaign-member", time_slider=False, required_opened=2, scored=True,
    )  # fmt: skip
    assert block.settings_for_page() == {
        "title": "Map", "introduction": "Look.", "startView": "africa", "kinds": ["declaration", "campaign-member"],
        "timeSlider": False, "required": 2, "scored": True,
    }  # fmt: skip
    assert made(RightsMapXBlock, start_view="No id").settings_for_page()["startView"] == "world"
    assert made(RightsMapXBlock, required_opened=51).required() == 50


def test_settings_of_a_step():
    text = "own (optional): What else?\n> Think of all.\nterritory: Which place?"
    block = made(
        ActionPlanXBlock, display_name="Step", step="1", introduction="Begin.", questions=text, minimum_length=501,
        scored=True, example_good="Good.", example_weak="Weak.", reviewer="- First\n- Second", step_units="unit-{step}",
    )  # fmt: skip
    shown = block.settings_for_page()
    assert shown["questions"] == [
        {"id": "own", "text": "What else?", "kind": "text", "help": "Think of all.", "optional": True},
        {"id": "territory", "text": "Which place?", "kind": "text"},
    ]
    steps = shown.pop("steps")
    assert [(step["number"], step["link"]) for step in steps] == [(n, f"/jump_to_id/unit-{n}") for n in "123456"]
    assert all(set(step) == {"number", "title", "link"} and step["title"] for step in steps)
    shown.pop("questions")
    assert shown == {
        "title": "Step", "step": "1", "introduction": "Begin.", "minimum": 500, "scored": True, "good": "Good.",
        "weak": "Weak.", "reviewer": ["First", "Second"],
    }  # fmt: skip


def test_settings_of_an_overview():
    shown = made(ActionPlanXBlock, step=" overview ", introduction="The end.").settings_for_page()
    assert set(shown) == {"title", "step", "introduction", "questions", "minimum", "scored", "steps"}
    assert (shown["step"], shown["introduction"], shown["minimum"]) == ("overview", "The end.", 40)
    assert all(set(q) == {"id", "text", "kind", "label"} or "help" in q for q in shown["questions"])
    assert {q["kind"] for q in shown["questions"]} == {"check"}


@pytest.mark.parametrize("cls", BLOCKS)
def test_an_app_gets_settings_and_the_atlas(cls):
    found = made(cls, display_name="Name").student_view_data()
    assert set(found) == {"display_name", "atlas", "settings"}
    assert (found["display_name"], found["settings"]["title"]) == ("Name", "Name")


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        (PracticeExplorerXBlock, "Practice explorer"), (RightsMapXBlock, "Map of human rights cities"),
        (ActionPlanXBlock, "Action plan"),
    ],
)  # fmt: skip
def test_the_search_of_courses_gets_name_and_kind(cls, kind):
    found = made(cls, display_name="A name", introduction="An introduction").index_dictionary()
    assert found["content_type"] == kind
    assert found["content"] == {"display_name": "A name", "introduction": "An introduction"}


@pytest.mark.parametrize("cls", BLOCKS)
def test_the_atlas_of_the_course_stands_where_none_is_named(cls):
    assert made(cls, atlas="  ").atlas_address() == "/static/atlas.json"
    assert made(cls, atlas=" /static/mine.json ").atlas_address() == "/static/mine.json"
    (finding,) = made(cls, atlas="https://example.org/atlas.json").findings()
    assert "/static/atlas.json" in finding


def test_a_score_as_the_platforms_tools_ask_for_it():
    block = made(RightsMapXBlock, scored=True, required_opened=4)
    assert (block.allows_rescore(), block.has_submitted_answer(), block.max_score()) == (True, False, 1.0)
    with pytest.raises(ValueError, match="not started"):
        block.rescore()
    assert ask(block, "open_cities", {"opened": ["graz", "wien"]})[0] == 200
    assert block.runtime.published[0] == ("completion", {"completion": 0.5})
    assert block.runtime.published[1] == ("grade", {"value": 0.5, "max_value": 1.0, "only_if_higher": True})
    assert block.has_submitted_answer()
    assert block.get_score() == Score(raw_earned=0.5, raw_possible=1.0)
    block.set_score(Score(raw_earned=3.0, raw_possible=4.0))
    assert block.get_score() == block.calculate_score() == Score(raw_earned=0.75, raw_possible=1.0)
    block.runtime.published.clear()
    block.rescore()
    assert block.runtime.published == [("grade", {"value": 0.75, "max_value": 1.0, "only_if_higher": True})]
    block.runtime.published.clear()
    block.publish_grade(Score(raw_earned=1.0, raw_possible=2.0))
    block.publish_grade()
    assert [event[1]["value"] for event in block.runtime.published] == [0.5, 0.75]
    block.set_score(Score(raw_earned=1.0, raw_possible=0))
    assert block.get_score().raw_earned == 0.0


def test_an_activity_without_a_score_is_not_scored_again():
    block = made(RightsMapXBlock)
    assert not block.allows_rescore()
    with pytest.raises(TypeError, match="no score"):
        block.rescore()


def test_progress_that_falls_publishes_nothing():
    block = made(RightsMapXBlock, required_opened=2)
    block.reached = 0.75
    block.opened = ["graz"]
    block.publish_progress()
    assert block.runtime.published == []
    assert block.calculate_score() == Score(raw_earned=0.75, raw_possible=1.0)


@pytest.mark.parametrize(
    ("fields", "opened", "reflection", "share"),
    [
        ({"required_opened": 4}, 1, None, 0.25), ({"required_opened": 4}, 9, None, 1.0),
        ({"required_opened": 0}, 0, None, 0.0), ({"required_opened": 0}, 1, None, 1.0),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 5}, 3, "1234", 0.75),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 5}, 3, "12345", 1.0),
        ({"required_opened": 0, "reflection_prompt": "?", "reflection_min_length": 5}, 9, None, 0.0),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 0}, 3, None, 1.0),
    ],
)  # fmt: skip
def test_the_share_of_what_an_explorer_asks(fields, opened, reflection, share):
    block = made(PracticeExplorerXBlock, **fields)
    block.opened = list(range(1, opened + 1))
    if reflection:
        block.reflection = {"v": reflection, "h": [["abcd", 1]]}
    assert block.progress() == share
